"""What people are told about training: of a session, that it is near, of their seat, and that it is off."""

from collections.abc import Sequence
from typing import Any

from desk.extend import N_, Fact, Notice, Person, Said, Text, Whom
from desk_training import views
from desk_training.queries import sessions, teaching

PATH = "/training"
SAMPLES = {
    "course": N_("Closing the year"),
    "when": "2026-12-01 09:00–12:00",
    "place": "301",
    "reason": N_("The trainer is ill."),
}
CHANNELS = ("inbox", "email", "sms")


async def _everybody(fact: Fact) -> Sequence[Whom]:
    """Whoever means to come."""
    assert fact.subject_id is not None
    return [Whom("contact", one) for one in await teaching.to_tell(fact.subject_id)]


async def _of_session(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    found = await sessions.sheet_by_id(fact.subject_id)
    return None if found["status"] == "cancelled" else Said(_values(found, found["course_name"]), PATH)


async def _moved(fact: Fact) -> Sequence[Whom]:
    """Whoever means to come, when the time or the place is another."""
    return await _everybody(fact) if fact.payload["moved"] and fact.payload["status"] == "announced" else []


async def _whoever(fact: Fact) -> Sequence[Whom]:
    assert fact.subject_id is not None
    found = await teaching.of_enrolment(fact.subject_id)
    return [Whom("contact", found["contact"])] if found else []


async def _of_enrolment(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    found = await teaching.of_enrolment(fact.subject_id)
    return None if found is None else Said(_values(found, found["course"]), PATH)


async def _of_seat(fact: Fact, person: Person) -> Said | None:
    """Of a seat, as long as they have it."""
    found = await teaching.of_enrolment(fact.subject_id) if fact.subject_id else None
    return await _of_enrolment(fact, person) if found and found["status"] in ("registered", "paid") else None


def _values(found: Any, course: str) -> dict[str, str]:
    when = views.span(found["begins_at"], found["ends_at"])
    return {"course": course, "when": when, "place": found["place"], "reason": found["reason"]}


def _notice(name: str, label: str, letter: Text, line: Text, recipients: Any, variables: Any) -> Notice:
    return Notice(
        id=f"training.{name}",
        label=label,
        event=f"training.{name}",
        audience="contact",
        recipients=recipients,
        variables=variables,
        letter=letter,
        line=line,
        channels=CHANNELS,
        samples=SAMPLES,
    )


NOTICES = (
    _notice(
        "session_announced",
        N_("Training announced"),
        Text(
            N_("Training: {course}, {when}"),
            N_("Hello {name},\n\nthe training “{course}” takes place:\n{when}\n{place}\n\n{link}\n\n{company}"),
        ),
        Text(N_("Training: {course}, {when}"), N_("It takes place: {place}")),
        _everybody,
        _of_session,
    ),
    _notice(
        "session_near",
        N_("Training is near"),
        Text(
            N_("Soon: {course}, {when}"),
            N_("Hello {name},\n\nwe look forward to seeing you:\n{course}\n{when}\n{place}\n\n{link}\n\n{company}"),
        ),
        Text(N_("Soon: {course}, {when}"), N_("It takes place: {place}")),
        _everybody,
        _of_session,
    ),
    _notice(
        "session_changed",
        N_("Training moved"),
        Text(
            N_("New time or place: {course}"),
            N_("Hello {name},\n\nthe training “{course}” now takes place:\n{when}\n{place}\n\n{link}\n\n{company}"),
        ),
        Text(N_("New time or place: {course}"), N_("{when}, {place}")),
        _moved,
        _of_session,
    ),
    _notice(
        "registered",
        N_("Registered for a training"),
        Text(
            N_("You are registered: {course}"),
            N_("Hello {name},\n\nyou are registered for “{course}”:\n{when}\n{place}\n\n{link}\n\n{company}"),
        ),
        Text(N_("You are registered: {course}"), N_("{when}, {place}")),
        _whoever,
        _of_seat,
    ),
    _notice(
        "moved_up",
        N_("Moved up from the waiting list"),
        Text(
            N_("A seat for you: {course}"),
            N_(
                "Hello {name},\n\na seat became free, and it is yours: {course}\n{when}\n{place}\n\n{link}\n\n{company}"
            ),
        ),
        Text(N_("A seat for you: {course}"), N_("{when}, {place}")),
        _whoever,
        _of_seat,
    ),
    _notice(
        "withdrawn",
        N_("Registration cancelled"),
        Text(
            N_("Cancelled: {course}"),
            N_("Hello {name},\n\nyour place in “{course}” ({when}) is cancelled.\n{reason}\n\n{link}\n\n{company}"),
        ),
        Text(N_("Cancelled: {course}"), N_("{when} {reason}")),
        _whoever,
        _of_enrolment,
    ),
)
