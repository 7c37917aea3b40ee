"""The channels of the house: inboxes, mail, and a line in the log where there is nothing else to show."""

import sys
from urllib.parse import unquote, urlsplit

from desk.foundation.notices import Channel, Limits, Message, Outcome, Person
from desk.foundation.registry import scope_of
from desk.foundation.sealing import unseal
from desk.foundation.translation import N_
from desk.kit.messages import is_mail_address
from desk.messaging import mails, queries
from desk.messaging.mails import Security, Server
from desk.messaging.states import Why
from desk.settings import settings

SEALED = "desk mail servers, 1"
INBOX, EMAIL, CONSOLE = "inbox", "email", "console"


def _of_inbox(person: Person) -> str:
    return str(person.id) if person.signs_in else ""


def _of_mail(person: Person) -> str:
    return person.email if is_mail_address(person.email) else ""


def _of_console(person: Person) -> str:
    return person.name


async def send_mail(message: Message) -> Outcome:
    """By the tenant's own server, else by the installation's; a demo without one shows it in its log."""
    async with scope_of(message.tenant_id):
        found = await queries.mail_server()
    if found is not None:
        password = unseal(SEALED, found["password"]).decode() if found["password"] else ""
        security: Security = found["security"]
        return await mails.deliver(
            message,
            Server(
                *(found["host"], found["port"], security, found["username"], password, found["sender"]),
                guarded=True,
                bounces=found["bounces"],
            ),
        )
    server = of_installation()
    if server is not None:
        return await mails.deliver(message, server)
    if settings.environment == "production":
        return Outcome("later", Why.NO_SERVER)
    return await show(message)


def of_installation() -> Server | None:
    """The server that DESK_SMTP_URL names, or None. Whoever runs the installation may name one inside."""
    url = urlsplit(settings.smtp_url.get_secret_value())
    if not url.hostname:
        return None
    secure = url.scheme == "smtps"
    sender = settings.mail_from or f"no-reply@{settings.base_domain.partition(':')[0]}"
    return Server(
        url.hostname,
        url.port or (465 if secure else 25),
        "tls" if secure else "offered",
        unquote(url.username or ""),
        unquote(url.password or ""),
        sender,
        guarded=False,
    )


async def show(message: Message) -> Outcome:
    """Write a message where whoever started the demo reads it."""
    lines = [f"{message.sender} to {message.address}: {message.subject}", *message.body.splitlines()]
    sys.stderr.write("\n".join(f"  | {line}" for line in lines) + "\n")
    sys.stderr.flush()
    return Outcome("sent", note="demo log")


CHANNELS = (
    Channel(INBOX, N_("Inbox"), "line", _of_inbox, rings=False, icon="bell"),
    Channel(EMAIL, N_("Mail"), "letter", _of_mail, send_mail, Limits(seconds=26.0), icon="mail"),
    *(
        (Channel(CONSOLE, N_("Demo log"), "letter", _of_console, show, icon="keyboard"),)
        if settings.environment != "production"
        else ()
    ),
)
