"""Invented mail: a mailbox that a program feeds, with a mail that is certain, one that is held, and an absence."""

from email.message import EmailMessage
from typing import Any

from desk.kit.time import now
from desk.mail import actions, queries
from desk.mail.tables import Mailbox


async def fill(words: dict[str, Any]) -> None:
    """Have the mails of the sample file come in. Filling again adds nothing."""
    said = words.get("mail")
    if said is None:
        return
    found = await queries.box_named(said["address"])
    box = found["id"] if found else await _made(said["address"])
    for one in said["letters"]:
        await actions.keep_handed_in(box, await _written(one, said["address"]))
    for mail_id in await queries.unsorted(box):
        await actions.sort_mail(mail_id)


async def _made(address: str) -> Any:
    box = Mailbox(address=address, changed_at=now())
    await box.save()
    return box.id


async def _written(one: dict[str, str], to: str) -> bytes:
    """The same bytes each time, so that the mail is the same."""
    known = await queries.address_of(one["name"])
    mail = EmailMessage()
    mail["From"] = f"{one['name']} <{known or one['from']}>"
    mail["To"], mail["Subject"] = to, one["subject"]
    mail["Message-ID"] = f"<{one['key']}@sample.example>"
    mail.set_content(one["body"])
    return mail.as_bytes()
