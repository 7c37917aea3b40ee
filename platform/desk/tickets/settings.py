"""What a tenant may set about tickets: its words for their kinds; how long a settled one may come back, by channel."""

from collections.abc import Mapping
from typing import Any

from desk.foundation.choices import Setting, SettingsPage, chosen
from desk.foundation.grids import Grid
from desk.foundation.translation import N_, gettext
from desk.tickets.labels import CHANNELS, KINDS

REOPENING = Grid(
    name="tickets.reopening",
    kind="grid",
    default=[],
    label=N_("Taking up again"),
    note=N_("So long a solved or closed ticket may come back; later, a new one is opened."),
    options=CHANNELS,
    columns=(Setting("days", "count", 14, N_("Days"), unit=N_("days"), least=0, most=3650),),
)
"""[assumed]"""
KINDS_HERE = Grid(
    name="tickets.kinds",
    kind="grid",
    default=[],
    label=N_("Kinds of tickets"),
    note=N_("Your own words; what a kind means for promises stays."),
    options=KINDS,
    columns=(Setting("word", "text", "", N_("Called"), most=40),),
)
KEEP_WORDS = Setting(
    "tickets.keep_days",
    "count",
    0,
    N_("How long the words of customers are kept in closed tickets"),
    N_("0 for good. Later, what they wrote and whom to call back is erased by night; the ticket stays."),
    zero=N_("Kept for good"),
    unit=N_("days"),
    least=0,
    most=3650,
)
SETTINGS = (
    KINDS_HERE,
    REOPENING,
    KEEP_WORDS,
    SettingsPage(
        N_("Closing after silence"),
        "/promises/limits",
        "deadline.set",
        N_("TK-S1 and TK-S2: when a solved ticket closes by itself"),
    ),
)


def reopen_days(channel: str, settings: Mapping[str, Any] | None = None) -> int:
    """For how many days a settled ticket of this channel may come back."""
    return next(int(row["days"]) for row in chosen(REOPENING, settings) if row["key"] == channel)


def own_kinds(settings: Mapping[str, Any]) -> dict[str, str]:
    """The words for kinds of tickets here."""
    own = {row["key"]: row["word"] for row in chosen(KINDS_HERE, settings)}
    return {kind: own[kind] or gettext(word) for kind, word in KINDS.items()}
