"""The tables of a tenant file that say who works here: departments with their teams, and what roles may do."""
