"""The core's tables for migrations: one Piccolo app for all core slices."""

from piccolo.conf.apps import AppConfig, table_finder

from desk.settings import settings

TABLES = [
    "desk.foundation.tables",
    "desk.people.tables",
    "desk.files.tables",
    "desk.documents.tables",
    "desk.signatures.tables",
    "desk.calendars.tables",
    "desk.search.tables",
    "desk.lists.tables",
    "desk.drafts.tables",
    "desk.fields.tables",
    "desk.imports.tables",
    "desk.customers.tables",
    "desk.tasks.tables",
    "desk.requests.tables",
    "desk.cases.tables",
    "desk.publications.tables",
    "desk.payments.tables",
    "desk.surveys.tables",
    "desk.deadlines.tables",
    "desk.calls.tables",
    "desk.tickets.tables",
    "desk.mail.tables",
    "desk.webhooks.tables",
    "desk.messaging.tables",
    "desk.sms.tables",
    "desk.chats.tables",
    "desk.figures.tables",
    "desk.headquarters.tables",
    "desk.canary.tables",
    "desk.privacy.tables",
]

APP_CONFIG = AppConfig(
    app_name="core",
    migrations_folder_path=str(settings.migrations / "core"),
    table_classes=table_finder(modules=TABLES),
)
