"""Letting sessions and certificates be found by their numbers and words."""

from uuid import UUID

from desk.extend import index_thing, now
from desk_training.queries import sessions


async def index_session(session_id: UUID) -> None:
    """Let a session be found by its number, its course and its place."""
    found = await sessions.words_of(session_id)
    if found is None:
        return
    await index_thing(
        kind="training_session",
        subject_id=session_id,
        title=f"#{found['number']} {found['name']}",
        detail=found["place"],
        url=f"/training/sessions/{found['number']}",
        words=[found["code"], found["place"]],
        digits=[str(found["number"])],
        at=found["begins_at"],
    )


async def index_certificate_again(certificate_id: UUID) -> None:
    """The same by its id."""
    if (number := await sessions.number_of_certificate(certificate_id)) is not None:
        await index_certificate(number)


async def index_certificate(number: int) -> None:
    """Let a certificate be found by its number, its code, and whose it is."""
    found = await sessions.certificate_of(number)
    if found is None:
        return
    await index_thing(
        kind="training_certificate",
        subject_id=found["id"],
        title=f"{found['code']} {found['holder']}",
        detail=f"{found['qualification']} · {found['customer_name']}",
        url=f"/training/sessions/{found['session']}",
        words=[found["qualification"], found["customer_name"]],
        digits=[str(found["number"]), found["code"]],
        at=now(),
    )
