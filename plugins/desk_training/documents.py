"""What can be printed: the notice, the sign-in list, the score list, the report of a session, and the certificate."""

from datetime import datetime
from typing import Literal
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
    ScanCode,
    SignLines,
    current_scope,
    gettext,
    label,
    language,
    to_zone,
)
from desk_training import views
from desk_training.actions import asking
from desk_training.actions.teaching import halves
from desk_training.queries import enrolments, results, sessions, teaching

Part = Facts | Grid | Prose | ScanCode | SignLines
GONE = ("waiting", "cancelled")


async def notice(session_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """What a session is about, where and when."""
    found = await sessions.sheet_by_id(session_id)
    parts: list[Part] = [await _facts(session_id), Prose(gettext("What is taught"), found["content"])]
    if found["note"]:
        parts.append(Prose(gettext("What whoever comes should know"), found["note"]))
    return _document(gettext("Training notice"), found["number"], parts)


async def sign_in_list(session_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """Everybody on a seat, with a place to sign for each half-day."""
    found = await sessions.sheet_by_id(session_id)
    days = halves(found["begins_at"], found["ends_at"], current_scope().tenant.zone)
    columns = [f"{day:%m-%d} {label('training.half', half)}" for day, half in days[:6]]
    seated = [one for one in await enrolments.of_session(session_id) if one["status"] not in GONE]
    rows = tuple(
        (str(place), one["contact_name"], one["customer_name"], *("" for _ in columns))
        for place, one in enumerate(seated, 1)
    )
    head = (gettext("No."), gettext("Name"), gettext("Customer"), *columns)
    return _document(gettext("Sign-in list"), found["number"], [await _facts(session_id), Grid("", head, rows, (0,))])


async def score_list(session_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """What everybody reached, with a line for who recorded it."""
    found = await sessions.sheet_by_id(session_id)
    grid = Grid("", _reached(), await _results(session_id), (1,))
    lines = SignLines((gettext("Trainer"), gettext("Date")))
    return _document(gettext("Score list"), found["number"], [await _facts(session_id), grid, lines])


async def report(session_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """How a session went: who came, what they reached, when the trainer was away."""
    found = await sessions.sheet_by_id(session_id)
    marks = await teaching.marks(session_id)
    there = {one["enrolment"] for one in marks if one["mark"] != "absent"}
    seated = [one for one in await enrolments.of_session(session_id) if one["status"] not in GONE]
    facts = Facts(
        (
            (gettext("Registered"), str(len(seated))),
            (gettext("Was there"), str(sum(one["id"] in there for one in seated))),
            (gettext("Began"), _at(found["started_at"])),
            (gettext("Ended"), _at(found["ended_at"])),
        )
    )
    away = tuple(
        (_at(one["left_at"]), _at(one["back_at"]), one["substitute_name"] or "", one["reason"])
        for one in await teaching.absences(session_id)
    )
    head = (gettext("From"), gettext("Until"), gettext("Who stands in"), gettext("Why"))
    grids = (
        Grid(gettext("Results"), _reached(), await _results(session_id), (1,)),
        Grid(gettext("The trainer was out of the room"), head, away),
    )
    asked = tuple((one["question"], one["answer"]) for one in await teaching.questions(session_id))
    questions = Grid(gettext("What was asked"), (gettext("What they asked"), gettext("Answer")), asked)
    parts: list[Part] = [await _facts(session_id), facts, *(one for one in (*grids, questions) if one.rows)]
    return _document(gettext("Session report"), found["number"], parts)


async def certificate(certificate_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """That somebody is qualified, and where anybody may check it."""
    found = await results.certificate(certificate_id)
    facts = Facts(
        (
            (gettext("Holder"), found["holder"]),
            (gettext("Customer"), found["customer_name"]),
            (gettext("Qualification"), found["qualification"]),
            (gettext("Issued"), str(found["issued_on"])),
            (gettext("Good until"), str(found["valid_to_on"] or gettext("for ever"))),
        )
    )
    url = views.check_url(found["code"])
    rows = ((gettext("Code"), found["code"]), (gettext("Web address"), url.partition("?")[0]))
    how = ScanCode(gettext("How it can be checked"), url, rows)
    return _document(gettext("Certificate of qualification"), found["number"], [facts, how])


async def survey_sheet(number: int, *, by: Principal) -> Document:
    """The codes for everybody who was there, to be cut out and handed round: each answers once."""
    codes = await asking.open_survey(number, by=by)
    found = await sessions.sheet(number)
    cards = [ScanCode(one.name, one.scanned, ((gettext("Course"), found["course_name"]),)) for one in codes]
    return _document(gettext("How was it?"), number, [await _facts(found["id"]), *cards])


async def _facts(session_id: UUID) -> Facts:
    found = await sessions.sheet_by_id(session_id)
    return Facts(
        (
            (gettext("Course"), f"{found['code']} {found['course_name']}"),
            (gettext("Begins"), views.span(found["begins_at"], found["ends_at"])),
            (gettext("Where"), found["place"]),
            (gettext("Trainer"), found["trainer_name"]),
            (gettext("Fee for one person"), views.fee(found["fee_cents"])),
        )
    )


async def _results(session_id: UUID) -> tuple[tuple[str, ...], ...]:
    found = [one for one in await results.examined(session_id) if one["score"] is not None]
    return tuple(
        (one["holder"], str(one["score"]), label("training.enrolment", one["status"]), one["remark"]) for one in found
    )


def _reached() -> tuple[str, ...]:
    return (gettext("Name"), gettext("Score"), gettext("Result"), gettext("Remark"))


def _document(title: str, number: int, parts: list[Part]) -> Document:
    spoken: Literal["en", "zh-CN"] = "en" if language.get() == "en" else "zh-CN"
    return Document(title=title, number=f"#{number}", parts=tuple(parts), language=spoken)


def _at(moment: datetime | None) -> str:
    return to_zone(moment, current_scope().tenant.zone).strftime("%Y-%m-%d %H:%M") if moment else ""


SESSION = "training_session"
READ = "training.read"
KINDS = (
    DocumentKind("training.notice", N_("Training notice"), SESSION, notice, reads=READ),
    DocumentKind("training.sign_in_list", N_("Sign-in list"), SESSION, sign_in_list, reads=READ),
    DocumentKind("training.score_list", N_("Score list"), SESSION, score_list, reads=READ),
    DocumentKind("training.report", N_("Session report"), SESSION, report, reads=READ),
    DocumentKind(
        "training.certificate",
        N_("Certificate of qualification"),
        "training_certificate",
        certificate,
        reads=READ,
        portal_reads="training.own",
    ),
)
