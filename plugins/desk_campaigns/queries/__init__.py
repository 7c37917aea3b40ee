"""Reading campaigns, whom they are for, and what came of them."""
