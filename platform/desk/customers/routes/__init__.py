"""The customers of the workspace: the list, the file with its people and products, and whole tables in and out."""

from desk.customers.routes import files, grades, listing, people, tables

HANDLERS = (*listing.HANDLERS, *tables.HANDLERS, *files.HANDLERS, *grades.HANDLERS, *people.HANDLERS)
CUSTOMERS = listing.CUSTOMERS
