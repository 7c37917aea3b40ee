"""What members see of figures."""

from desk.figures.routes import board, one

HANDLERS = (*board.HANDLERS, *one.HANDLERS)
