"""Customers for programs: ``/api/v1/customers``, with the people there and what they have installed."""

from desk.customers.api import files, grades, looking, merging, people, proposals, ties, timeline

HANDLERS = (
    *(*files.HANDLERS, *grades.HANDLERS, *people.HANDLERS, *timeline.HANDLERS, *ties.HANDLERS),
    *(*looking.HANDLERS, *merging.HANDLERS, *proposals.HANDLERS),
)
