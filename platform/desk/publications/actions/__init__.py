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
from desk.publications.actions.prices import Price, note_export, publish_prices, receive_prices

__all__ = [
    "Price",
    "Words",
    "drop_draft",
    "hide_bulletin",
    "note_bulletin",
    "note_export",
    "publish_bulletin",
    "publish_prices",
    "read_bulletin",
    "receive_bulletin",
    "receive_prices",
    "show_bulletin",
    "withdraw_bulletin",
    "write_bulletin",
]
