"""The pages of operators: minimums, how they reach the partners, and what changes would do with each."""

from desk.deadlines.headquarters import minimums, trials

HANDLERS = (*minimums.HANDLERS, *trials.HANDLERS)
