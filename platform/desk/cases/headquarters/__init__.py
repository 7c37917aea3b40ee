"""The operators' pages: what partners handed up, complaints, letters, missing functions, and what was learned."""

from desk.cases.headquarters import board, learning, letters, matter, requiring, transferring

HANDLERS = (
    *(*board.HANDLERS, *learning.HANDLERS, *matter.HANDLERS, *requiring.HANDLERS),
    *(*transferring.HANDLERS, *letters.HANDLERS),
)
MATTERS = board.MATTERS
