"""The tables of campaigns for migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="campaigns",
    migrations_folder_path=str(Path(__file__).resolve().parents[2] / "migrations" / "campaigns"),
    table_classes=table_finder(modules=["desk_campaigns.tables"]),
    migration_dependencies=["desk.piccolo_app"],
)
