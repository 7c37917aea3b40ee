"""
What each kind of case asks for besides the envelope, step by step (domain 20); pure.

Declared once: the forms of both sides, what programs send, the pages and the printed sheet follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from desk.cases.states import Kind
from desk.foundation.translation import N_, gettext, language
from desk.kit.money import format_money, parse_money

HAND_UP, ANSWER, CLOSE = "hand_up", "answer", "close"


class Form(StrEnum):
    LINE = "line"
    TEXT = "text"
    DAY = "day"
    """One that isn't to come."""
    TERM = "term"
    """One that isn't over."""
    COUNT = "count"
    MONEY = "money"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked for."""

    name: str
    word: str
    form: Form = Form.LINE
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, str] | None = None
    """Another field of this step, and the choice with which alone this one is asked for."""
    follows: str = ""
    """The field of the envelope without which it isn't asked for."""
    hint: str = ""


_DONGLE_NO = Field("dongle_no", N_("Dongle number"), required=True)
_SHEETS: Mapping[tuple[Kind, str], tuple[Field, ...]] = {
    (Kind.COMPLAINT, HAND_UP): (
        Field("complained_on", N_("Complained on"), Form.DAY),
        Field("answered", N_("What the customer was answered so far"), Form.TEXT),
    ),
    (Kind.TECHNICAL, HAND_UP): (
        Field("message", N_("What the screen says, word for word"), Form.TEXT),
        Field(
            "repeats",
            N_("How often it happens"),
            Form.CHOICE,
            choices={"always": N_("Every time"), "sometimes": N_("Now and then"), "once": N_("It happened once")},
        ),
        Field("surroundings", N_("Server, database, antivirus")),
    ),
    (Kind.DATA, HAND_UP): (
        Field("which", N_("Which data goes along"), required=True, hint=N_("Account set, period, tables")),
        Field("until", N_("To be deleted at headquarters by"), Form.TERM, hint=N_("As the customer's consent says")),
    ),
    (Kind.REQUIREMENT, HAND_UP): (
        Field("function", N_("The missing function, in one line"), required=True),
        Field("business", N_("For what it is needed in the customer's business"), Form.TEXT, required=True),
        Field("customers", N_("How many customers asked"), Form.COUNT),
        Field("workaround", N_("How they help themselves now"), Form.TEXT),
    ),
    (Kind.DONGLE, HAND_UP): (
        _DONGLE_NO,
        Field("fault", N_("What is wrong with it"), Form.TEXT, required=True),
        Field("received_on", N_("Received from the customer on"), Form.DAY, required=True),
        Field("tested", N_("What our test showed"), Form.TEXT, required=True),
        Field("loan_no", N_("Number of the dongle on loan"), hint=N_("So that the customer can go on working")),
        Field("sent_on", N_("Sent to headquarters on"), Form.DAY, required=True),
        Field("parcel", N_("Carrier and parcel number")),
    ),
    (Kind.DONGLE, ANSWER): (
        Field(
            "result",
            N_("What became of the dongle"),
            Form.CHOICE,
            required=True,
            choices={"repaired": N_("Repaired"), "replaced": N_("Replaced"), "sound": N_("Nothing was wrong")},
        ),
        Field("new_no", N_("Number of the new dongle"), required=True, only=("result", "replaced")),
        Field("fee", N_("Fee, in yuan"), Form.MONEY),
        Field("returned_on", N_("Sent back on"), Form.DAY, required=True),
        Field("parcel", N_("Carrier and parcel number")),
    ),
    (Kind.DONGLE, CLOSE): (
        Field("handed_over_on", N_("Handed over to the customer on"), Form.DAY, required=True),
        Field("loan_back_on", N_("The loan came back on"), Form.DAY, required=True, follows="loan_no"),
    ),
    (Kind.GENUINE, HAND_UP): (
        _DONGLE_NO,
        Field("asked_by", N_("Who asks"), required=True),
        Field("reason", N_("Why they doubt it"), Form.TEXT, hint=N_("The screen says “demo”, the seller is unknown")),
    ),
    (Kind.GENUINE, ANSWER): (
        Field(
            "result",
            N_("What the check showed"),
            Form.CHOICE,
            required=True,
            choices={
                "genuine": N_("Genuine"),
                "damaged": N_("Genuine, but damaged"),
                "unknown": N_("Not a number of ours"),
                "forged": N_("Forged"),
            },
        ),
    ),
}


def fields_of(kind: str, step: str, before: Mapping[str, str] | None = None) -> tuple[Field, ...]:
    """What a case of this kind asks for with this step; all of it, or what is due by ``before``, its envelope."""
    found = _SHEETS.get((Kind(kind), step), ())
    return tuple(one for one in found if before is None or not one.follows or before.get(one.follows))


def particulars_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What a kind asked for, as it stands in an envelope or an entry."""
    found: dict[str, str] = msgspec.json.decode(row["particulars"])
    return found


def told_of(kind: str, step: str, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """The same for people: each with its word."""
    asked = fields_of(kind, step)
    return [(gettext(one.word), _shown(one, said[one.name])) for one in asked if one.name in said]


def _shown(asked: Field, value: str) -> str:
    if asked.choices:
        return gettext(asked.choices.get(value, value))
    return format_money(parse_money(value), "CNY", language.get()) if asked.form == Form.MONEY else value
