"""Pages of setting up: all settings, those of one owner, and who the company is."""

from desk.setup.routes import company, settings

HANDLERS = (*company.HANDLERS, *settings.HANDLERS)
