"""What can be printed of a complaint: the register form, and the handling slip of a department."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from desk.extend import (
    N_,
    Copy,
    Document,
    DocumentKind,
    Facts,
    Grid,
    Principal,
    Prose,
    SignLines,
    Talk,
    current_scope,
    gettext,
    label,
    language,
    to_zone,
)
from desk_complaints import views
from desk_complaints.actions.reporting import report_of
from desk_complaints.errors import AboutYou
from desk_complaints.queries import complaints, reports
from desk_complaints.queries.sheets import sheets
from desk_complaints.states import Kind

Part = Facts | Grid | SignLines | Talk
REPLIES = (Kind.EXPLANATION, Kind.REPLY)
LEARNED = (Kind.CAUSE, Kind.CORRECTIVE, Kind.PREVENTIVE)


async def form(complaint_id: UUID, _copy: Copy, by: Principal) -> Document:
    """Form A: filled on receipt, then kept and filed by the supervisor as the case proceeds."""
    found, said = await _read(complaint_id, by)
    judged = Facts(
        (
            (gettext("Level"), label("complaints.level", found["level"]) if found["level"] else ""),
            (gettext("Category"), views.classification(found)),
            (gettext("Valid"), {True: gettext("Yes"), False: gettext("No"), None: ""}[found["valid"]]),
            (gettext("Came by"), label("complaints.medium", found["medium"])),
            (gettext("Taken down by"), found["receiver_name"] or ""),
        )
    )
    parts: list[Part] = [_who(found), judged, *_texts(found, said, (Kind.ADVICE,))]
    parts += [_numbered(gettext("Replies"), said, REPLIES), *_texts(found, said, (Kind.VERIFICATION, *LEARNED))]
    note = gettext("Kept and filed by the service supervisor as the case proceeds.")
    return _document(gettext("Complaint register form"), found, [*parts, Facts(((gettext("Note"), note),))])


async def slip(complaint_id: UUID, _copy: Copy, by: Principal) -> Document:
    """Form B: what a department is given, and returns."""
    found, said = await _read(complaint_id, by)
    parts: list[Part] = [_who(found), *_texts(found, said, (Kind.REVIEW, Kind.ADVICE, Kind.INSTRUCTION, Kind.RESULT))]
    lines = SignLines((gettext("Head of the department"), gettext("Date")))
    return _document(gettext("Complaint handling slip"), found, [*parts, lines])


async def _read(complaint_id: UUID, by: Principal) -> tuple[Any, list[Any]]:
    """The complaint and what was said; sheets are not made for whom it is about."""
    found = await complaints.sheet_by_id(complaint_id)
    if by.id in (found["about_person"], found["about_manager"]):
        raise AboutYou
    return found, await complaints.entries(complaint_id)


def _who(found: Any) -> Facts:
    return Facts(
        (
            (gettext("Complainant's company"), found["unit"]),
            (gettext("Address"), found["address"]),
            (gettext("Complainant"), found["complainant"]),
            (gettext("Phone"), found["phone"]),
            (gettext("E-mail"), found["email"]),
            (gettext("Complained"), _at(found["complained_at"])),
            (gettext("Department complained about"), found["department"]),
            (gettext("Product"), found["product"]),
        )
    )


def _texts(found: Any, said: list[Any], kinds: tuple[str, ...]) -> list[Part]:
    """What happened, and what was said of these kinds; who and when beside each."""
    rows = (
        [(gettext("What happened"), _at(found["received_at"]), found["text"])] if kinds[0] != Kind.VERIFICATION else []
    )
    rows += [
        (f"{label('complaints.entry', one['kind'])} · {one['by_name']}".rstrip(" ·"), _at(one["at"]), one["text"])
        for one in said
        if one["kind"] in kinds
    ]
    return [Talk("", tuple(rows))] if rows else []


def _numbered(title: str, said: list[Any], kinds: tuple[str, ...]) -> Grid:
    chosen = [one for one in said if one["kind"] in kinds]
    rows = tuple((str(place), _at(one["at"]), one["by_name"], one["text"]) for place, one in enumerate(chosen, 1))
    return Grid(title, (gettext("No."), gettext("When"), gettext("By"), gettext("Reply")), rows, (0,))


def _document(title: str, found: Any, parts: list[Part]) -> Document:
    spoken: Literal["en", "zh-CN"] = "en" if language.get() == "en" else "zh-CN"
    return Document(title=title, number=f"#{found['number']}", parts=tuple(parts), language=spoken)


def _at(moment: datetime | None) -> str:
    return to_zone(moment, current_scope().tenant.zone).strftime("%Y-%m-%d %H:%M") if moment else ""


async def report(report_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """The analysis report of a month: each table, and the analysis in the reader's language."""
    found = await reports.by_id(report_id)
    told = await report_of(found.month_on)
    spoken: Literal["en", "zh-CN"] = "en" if language.get() == "en" else "zh-CN"
    parts = [
        Grid(
            f"{one['name']} {one['title']}",
            ("", *one["columns"]),
            tuple((row["word"], *row["cells"]) for row in one["rows"]),
            tuple(range(1, len(one["columns"]) + 1)),
        )
        for one in sheets(told)
        if one["rows"]
    ]
    words = Prose(gettext("Analysis"), told["text"]["en" if spoken == "en" else "zh"])
    return Document(
        title=gettext("Complaint analysis report"),
        number=f"{found.month_on:%Y-%m}",
        parts=(words, *parts),
        language=spoken,
    )


KINDS = (
    DocumentKind(
        "complaints.report", N_("Complaint analysis report"), "complaints_report", report, reads="complaints.read"
    ),
    DocumentKind("complaints.form", N_("Complaint register form"), "complaint", form, reads="complaints.read"),
    DocumentKind("complaints.slip", N_("Complaint handling slip"), "complaint", slip, reads="complaints.read"),
)
