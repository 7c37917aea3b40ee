"""The pages of tasks: the lists, one task, asking for one."""

from desk.tasks.routes import asking, listing, one

HANDLERS = (*listing.HANDLERS, *asking.HANDLERS, *one.HANDLERS)
TASKS = listing.TASKS
