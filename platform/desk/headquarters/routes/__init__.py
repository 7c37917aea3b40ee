"""The pages of operators, and what a partner sees of its own scorecard."""

from desk.headquarters.routes import partners, scorecard, scorecards

HANDLERS = (*partners.HANDLERS, *scorecards.HANDLERS)
OWN_HANDLERS = scorecard.HANDLERS
