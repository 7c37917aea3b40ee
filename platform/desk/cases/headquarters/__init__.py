"""The operators' pages: what partners handed up, complaints that go down to them, customers' letters."""

from desk.cases.headquarters import board, letters, matter, transferring

HANDLERS = (*board.HANDLERS, *matter.HANDLERS, *transferring.HANDLERS, *letters.HANDLERS)
