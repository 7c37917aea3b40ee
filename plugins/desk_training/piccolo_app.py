"""The tables of training for migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="training",
    migrations_folder_path=str(Path(__file__).resolve().parents[2] / "migrations" / "training"),
    table_classes=table_finder(modules=["desk_training.tables"]),
    migration_dependencies=["desk.piccolo_app"],
)
