"""Customers for programs: ``/api/v1/customers``, with the people there and what they have installed."""

from desk.customers.api import files, people

HANDLERS = (*files.HANDLERS, *people.HANDLERS)
