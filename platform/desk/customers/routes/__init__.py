"""The customers of the workspace: the list, the file with its people and products, and whole tables in and out."""

from desk.customers.routes import files, grades, history, listing, people, tables, ties, timeline

HANDLERS = (
    *(*listing.HANDLERS, *tables.HANDLERS, *files.HANDLERS, *grades.HANDLERS),
    *(*people.HANDLERS, *timeline.HANDLERS, *history.HANDLERS, *ties.HANDLERS),
)
CUSTOMERS = listing.CUSTOMERS
