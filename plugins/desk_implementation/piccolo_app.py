"""The tables of implementation projects for migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="implementation",
    migrations_folder_path=str(Path(__file__).resolve().parents[2] / "migrations" / "implementation"),
    table_classes=table_finder(modules=["desk_implementation.tables"]),
    migration_dependencies=["desk.piccolo_app"],
)
