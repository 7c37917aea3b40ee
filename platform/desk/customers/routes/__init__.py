"""The customers of the workspace: the list, the file with its people and products, and whole tables in and out."""

from desk.customers.routes import (
    doubles,
    files,
    grades,
    history,
    listing,
    looking,
    merging,
    people,
    products,
    proposals,
    tables,
    ties,
    timeline,
)

HANDLERS = (
    *(*listing.HANDLERS, *tables.HANDLERS, *doubles.HANDLERS, *files.HANDLERS, *looking.HANDLERS),
    *(
        *grades.HANDLERS,
        *people.HANDLERS,
        *products.HANDLERS,
        *timeline.HANDLERS,
        *history.HANDLERS,
        *ties.HANDLERS,
        *merging.HANDLERS,
    ),
    *proposals.HANDLERS,
)
CUSTOMERS = listing.CUSTOMERS
