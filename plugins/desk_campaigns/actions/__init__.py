"""Every write of campaigns: writing, deciding, handing over."""
