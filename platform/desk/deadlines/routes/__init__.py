"""The pages of promises in the workspace."""

from desk.deadlines.routes import board, figures, grades, limits, listing, one, today

HANDLERS = (
    *(*listing.HANDLERS, *today.HANDLERS, *board.HANDLERS),
    *(*figures.HANDLERS, *grades.HANDLERS, *one.HANDLERS, *limits.HANDLERS),
)
PROMISES = listing.PROMISES
