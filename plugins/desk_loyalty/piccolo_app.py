"""The tables of loyalty points for migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="loyalty",
    migrations_folder_path=str(Path(__file__).resolve().parents[2] / "migrations" / "loyalty"),
    table_classes=table_finder(modules=["desk_loyalty.tables"]),
    migration_dependencies=["desk.piccolo_app"],
)
