"""Piccolo's configuration: for migrations alone, as the owner. The product itself uses ``foundation.database.DB``."""

from piccolo.conf.apps import AppRegistry

from desk.foundation.database import QuietEngine
from desk.foundation.hooks import plugin_apps
from desk.settings import settings

DB = QuietEngine(config={"dsn": settings.owner_url})
APP_REGISTRY = AppRegistry(apps=["desk.piccolo_app", *plugin_apps()])
