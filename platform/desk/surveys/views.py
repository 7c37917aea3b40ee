"""Surveys as pages see them: with words for what is stored, and figures with their shares."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import segno

from desk.deadlines import queries as deadlines
from desk.deadlines import views as promises
from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label, words
from desk.foundation.principals import Principal
from desk.foundation.things import Panel
from desk.foundation.translation import gettext, language
from desk.foundation.web.request import current_principal
from desk.kit.money import format_percent
from desk.kit.text import plain_to_html
from desk.surveys import kinds, queries
from desk.surveys.kinds import SurveyKind
from desk.surveys.queries import Count, Wording
from desk.surveys.states import Channel, Level, Status
from desk.tasks import queries as tasks
from desk.tasks import views as task_views

STATUS_LOOKS = {
    "waiting": ("blue", "clock"),
    "asked": ("amber", "send"),
    "skipped": ("grey", "ban"),
    "answered": ("green", "check"),
}
LEVEL_LOOKS = {"poor": ("red", "alert"), "average": ("amber", "info"), "good": ("green", "check")}
SHOWN = 5
GOAL = 0.85
"""Satisfaction that is aimed at (14-quality-kpis-reports)."""


def _place(dimension: str) -> tuple[int, str]:
    """Where a dimension stands: as declared, the usual ones first."""
    known = list(words("survey.dimension"))
    return known.index(dimension) if dimension in known else len(known), dimension


def levels_of(survey: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was said, by dimension, each with its look."""
    said = msgspec.json.decode(survey["levels"], type=dict[str, str])
    return [
        {
            "stored": level,
            "dimension": label("survey.dimension", dimension),
            "level": label("survey.level", level),
            "tint": LEVEL_LOOKS[level][0],
            "sign": LEVEL_LOOKS[level][1],
        }
        for dimension, level in sorted(said.items(), key=lambda one: _place(one[0]))
    ]


def row_view(survey: Mapping[str, Any]) -> dict[str, Any]:
    """One survey for a list, a panel or a page."""
    tint, sign = STATUS_LOOKS[survey["status"]]
    levels = levels_of(survey)
    same = ("id", "title", "status", "planned_at", "ask_at", "asked_at", "answered_at", "low", "comment")
    return {
        **{name: survey[name] for name in same},
        "kind": gettext(kinds.kind_of(survey["kind"]).label),
        "word": label("survey.status", survey["status"]),
        "tint": tint,
        "sign": sign,
        "why": label("survey.why", survey["why"]) if survey["why"] else "",
        "channel": label("survey.channel", survey["channel"]) if survey["channel"] else "",
        "levels": levels,
        "lacking": [one for one in levels if one["stored"] != Level.GOOD],
        "customer": {"id": survey["customer"], "name": survey["customer_name"]},
        "contact": survey["contact_name"] or "",
        "member": survey["member_name"] or "",
        "handled_at": survey["handled_at"],
        "prose": plain_to_html(survey["comment"]),
    }


def form_view(kind: SurveyKind, wording: Wording) -> dict[str, Any]:
    """The questions as they are asked here, each with its three levels."""
    return {
        "intro": wording.intro or gettext(kind.intro),
        "questions": [(one.id, wording.texts.get(one.id) or gettext(one.text)) for one in kind.questions],
        "levels": [(str(level), label("survey.level", level)) for level in (Level.GOOD, Level.AVERAGE, Level.POOR)],
    }


def scanned(url: str) -> str:
    """A link as it stands in a QR code: it says how the answer came."""
    return f"{url}?by={Channel.QR}"


def code_of(url: str) -> str:
    """A link as a QR code: the address of an image."""
    code = segno.make(scanned(url), error="m")
    return str(code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff"))


def possible(survey: Mapping[str, Any], by: Principal) -> bool:
    """Whether somebody may fill it in with the customer now."""
    return survey["status"] != Status.ANSWERED and by.may("survey.fill")


def board(found: Sequence[Count]) -> dict[str, Any]:
    """A line for each dimension with its months and its year, and the satisfaction of them."""
    lang = language.get()
    lines = []
    for dimension, own in _by_dimension(found).items():
        months = {one.month: format_percent(one.share, lang) for one in own}
        year = _sum(own)
        lines.append(
            {
                "label": label("survey.dimension", dimension),
                "cells": [months.get(month, "") for month in range(1, 13)],
                "counts": [year.poor, year.average, year.good],
                "share": format_percent(year.share, lang),
                "counts_for_overall": dimension in kinds.OVERALL,
            }
        )
    reached = overall(found)
    return {
        "lines": lines,
        "overall": "" if reached is None else format_percent(reached, lang),
        "goal": format_percent(GOAL, lang),
        "reached": reached is not None and reached >= GOAL,
    }


def members_board(found: Sequence[Count]) -> dict[str, Any]:
    """A line for each member with their share in each dimension, and their satisfaction."""
    lang = language.get()
    dimensions = list(_by_dimension(found))
    lines = []
    for member in dict.fromkeys(one.member for one in found):
        own = [one for one in found if one.member == member]
        shares = {one.dimension: format_percent(one.share, lang) for one in own}
        reached = overall(own)
        lines.append(
            {
                "id": member,
                "name": own[0].name,
                "answers": max(one.answers for one in own),
                "cells": [shares.get(dimension, "") for dimension in dimensions],
                "overall": "" if reached is None else format_percent(reached, lang),
                "reached": reached is not None and reached >= GOAL,
            }
        )
    return {"dimensions": [label("survey.dimension", one) for one in dimensions], "lines": lines}


def overall(found: Sequence[Count]) -> float | None:
    """The satisfaction: the mean of the three dimensions that it consists of, where they were asked."""
    shares = [_sum(own).share for dimension, own in _by_dimension(found).items() if dimension in kinds.OVERALL]
    return sum(shares) / len(shares) if shares else None


def _by_dimension(found: Sequence[Count]) -> dict[str, list[Count]]:
    """The usual ones first, in the order in which they are asked."""
    named = sorted({one.dimension for one in found}, key=_place)
    return {name: [one for one in found if one.dimension == name] for name in named}


def _sum(counts: Sequence[Count]) -> Count:
    poor, average, good = (sum(getattr(one, level) for one in counts) for level in Level)
    return Count(counts[0].dimension, poor, average, good)


def year_of(said: str | None, usual: int) -> int:
    """The year that somebody asked for. Raises ``Unacceptable``."""
    if not said:
        return usual
    if not said.isdecimal() or not 1900 < int(said[:5]) < 3000:
        raise Unacceptable
    return int(said)


async def follow_up_view(survey: Mapping[str, Any], by: Principal) -> dict[str, Any]:
    """What is done about a low answer: the task, and the promise that somebody talks to the customer."""
    if not survey["low"]:
        return {"tasks": [], "promise": None}
    who = await tasks.who(by)
    found = await tasks.of_subject("survey", survey["id"], who, most=3) if by.may("task.read") else []
    promised = await deadlines.all_of("survey", survey["id"]) if by.may("deadline.read") else []
    return {
        "tasks": await task_views.rows_of(found, who, by),
        "promise": next((_promise(one) for one in promised), None),
    }


def _promise(found: Mapping[str, Any]) -> dict[str, Any]:
    return promises.due_view(found) if found["status"] in ("running", "paused") else promises.kept_view(found)


async def panel_of_subject(kind: str, subject_id: UUID) -> list[Panel]:
    """What the customer thinks of a thing, or when they are asked."""
    by = current_principal()
    if not by.may("survey.read"):
        return []
    found = await queries.of_subject(kind, subject_id)
    may_fill = bool(found) and possible(found[0], by)
    return [_panel(found, may_fill, gettext("The customer is asked after it is closed."))]


async def panel_of_customer(customer_id: UUID) -> list[Panel]:
    """What a customer said last."""
    if not current_principal().may("survey.read"):
        return []
    wanted = queries.Wanted(statuses=(Status.ANSWERED,), customer=customer_id)
    found = await queries.listed(wanted, most=SHOWN)
    return [_panel(found, False, gettext("No rating yet."), f"/surveys?customer={customer_id}")]


def _panel(found: Sequence[Mapping[str, Any]], may_fill: bool, empty: str, all_url: str = "") -> Panel:
    context = {"surveys": [row_view(one) for one in found], "may_fill": may_fill, "empty": empty, "all_url": all_url}
    return Panel(gettext("Satisfaction"), "surveys/_panel.html", context, "star")
