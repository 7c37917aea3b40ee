"""The pages of operators, and what a partner sees of its own scorecard."""

from desk.headquarters.routes import alerts, board, life, partners, scorecard, scorecards

HANDLERS = (*board.HANDLERS, *alerts.HANDLERS, *partners.HANDLERS, *life.HANDLERS, *scorecards.HANDLERS)
OWN_HANDLERS = scorecard.HANDLERS
PARTNERS, ALERTS = partners.PARTNERS, alerts.ALERTS
