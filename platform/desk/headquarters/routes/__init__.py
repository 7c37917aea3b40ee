"""The pages of operators, and what a partner sees of its own scorecard and archive."""

from desk.headquarters.routes import alerts, archives, board, life, partners, scorecard, scorecards

HANDLERS = (
    *(*board.HANDLERS, *alerts.HANDLERS, *partners.HANDLERS),
    *(*life.HANDLERS, *archives.HANDLERS, *scorecards.HANDLERS),
)
OWN_HANDLERS = (*scorecard.HANDLERS, *archives.OWN_HANDLERS)
FILES = archives.FILES
PARTNERS, ALERTS, SCORECARDS = partners.PARTNERS, alerts.ALERTS, scorecards.SCORECARDS
