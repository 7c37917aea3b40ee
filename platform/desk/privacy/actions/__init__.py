"""Every write of privacy."""

from desk.privacy.actions.erasing import begin_erasure, erase_portion
from desk.privacy.actions.exporting import begin_export, drop_expired, export
from desk.privacy.actions.forgetting import forget_old

__all__ = ["begin_erasure", "begin_export", "drop_expired", "erase_portion", "export", "forget_old"]
