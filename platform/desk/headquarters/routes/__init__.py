"""The pages of operators, and what a partner sees of its own scorecard."""

from desk.headquarters.routes import life, partners, scorecard, scorecards

HANDLERS = (*partners.HANDLERS, *life.HANDLERS, *scorecards.HANDLERS)
OWN_HANDLERS = scorecard.HANDLERS
PARTNERS = partners.PARTNERS
