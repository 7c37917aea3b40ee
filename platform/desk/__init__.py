"""Partner Desk: the service platform of a software vendor, its partner companies and their customers."""
