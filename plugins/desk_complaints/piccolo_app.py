"""The tables of complaints for migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="complaints",
    migrations_folder_path=str(Path(__file__).resolve().parents[2] / "migrations" / "complaints"),
    table_classes=table_finder(modules=["desk_complaints.tables"]),
    migration_dependencies=["desk.piccolo_app"],
)
