"""Every write about what is published, on both sides."""

from desk.publications.actions.bulletins import (
    Words,
    drop_draft,
    hide_bulletin,
    note_bulletin,
    publish_bulletin,
    read_bulletin,
    receive_bulletin,
    show_bulletin,
    withdraw_bulletin,
    write_bulletin,
)

__all__ = [
    "Words",
    "drop_draft",
    "hide_bulletin",
    "note_bulletin",
    "publish_bulletin",
    "read_bulletin",
    "receive_bulletin",
    "show_bulletin",
    "withdraw_bulletin",
    "write_bulletin",
]
