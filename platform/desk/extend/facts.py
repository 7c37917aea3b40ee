"""Joining in, what happened, what follows from it, who may, what is refused."""

from desk.figures.queries import parts_here as figure_parts
from desk.foundation import privacy
from desk.foundation.asking import hooks, links_beside
from desk.foundation.audiences import AudienceFilter, audience_filters
from desk.foundation.choices import Setting, chosen
from desk.foundation.errors import Forbidden, Invalid, NotFound, Refusal, Stale
from desk.foundation.events import Event, Fact, record
from desk.foundation.figures import FigureKind, Part, Period, tally
from desk.foundation.hooks import hookimpl
from desk.foundation.labels import label, words
from desk.foundation.later import later
from desk.foundation.manifests import Manifest
from desk.foundation.merging import MergeStep, Moves, SetAside, Stays, about, done_by
from desk.foundation.moves import Move
from desk.foundation.notices import Channel as MessageChannel
from desk.foundation.notices import Limits, Message, Notice, Outcome, Person, Said, Text, Whom
from desk.foundation.permissions import ANYONE, SIGNED_IN, Permission, needs, permission
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.promises import Limit, Promise, When, calendar_days, clock, register_subject, work, working_days
from desk.foundation.reactions import Reaction, Schedule, reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.subjects import Thing, register_things
from desk.foundation.tenancy import after_refusal
from desk.foundation.translation import N_, gettext, language, ngettext
from desk.messaging.actions import drop_waiting, opt_out_by_reply
from desk.messaging.texts import filled, strangers_in

__all__ = [  # noqa: RUF022 - by subject
    "Manifest",
    "Setting",
    "chosen",
    "privacy",
    "hookimpl",
    "hooks",
    "links_beside",
    "Event",
    "Fact",
    "record",
    "Reaction",
    "Schedule",
    "reaction",
    "later",
    "Promise",
    "When",
    "Limit",
    "work",
    "clock",
    "working_days",
    "calendar_days",
    "register_subject",
    "Thing",
    "register_things",
    "Signal",
    "publish",
    "AudienceFilter",
    "audience_filters",
    "FigureKind",
    "Part",
    "Period",
    "tally",
    "figure_parts",
    "Notice",
    "Text",
    "Said",
    "Whom",
    "Person",
    "MessageChannel",
    "Message",
    "Outcome",
    "Limits",
    "opt_out_by_reply",
    "drop_waiting",
    "filled",
    "strangers_in",
    "Principal",
    "SYSTEM",
    "Permission",
    "permission",
    "needs",
    "ANYONE",
    "SIGNED_IN",
    "Move",
    "MergeStep",
    "Moves",
    "SetAside",
    "Stays",
    "about",
    "done_by",
    "Refusal",
    "NotFound",
    "Forbidden",
    "Invalid",
    "Stale",
    "after_refusal",
    "N_",
    "gettext",
    "ngettext",
    "language",
    "label",
    "words",
]
