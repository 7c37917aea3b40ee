"""What is said of mailboxes, and of mail that a person sorts."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from desk.foundation.web.forms import Form, read_values
from desk.mail.actions import NewBox


class BoxForm(Form):
    """A mailbox: fetched from a server, or handed in by a program."""

    address: Annotated[str, Meta(max_length=200)]
    way: Literal["fetch", "hand_in"] = "fetch"
    host: Annotated[str, Meta(max_length=253)] = ""
    port: Annotated[int, Meta(ge=1, le=65_535)] = 993
    security: Literal["tls", "starttls", "none"] = "tls"
    username: Annotated[str, Meta(max_length=200)] = ""
    password: Annotated[str, Meta(max_length=500)] = ""
    folder: Annotated[str, Meta(max_length=100)] = "INBOX"
    plus: bool = False
    off: bool = False


class AcceptForm(Form):
    """Whose mail it is; without a contact whoever wrote becomes one, without a number a ticket is opened."""

    customer: UUID
    contact: UUID | None = None
    number: Annotated[int, Meta(ge=1)] | None = None


def read_box(values: Mapping[str, Any]) -> NewBox:
    """A mailbox as it was typed. Raises ``Invalid``."""
    form = read_values(values, BoxForm)
    return NewBox(
        address=form.address,
        host=form.host if form.way == "fetch" else "",
        port=form.port,
        security=form.security,
        username=form.username,
        password=form.password,
        folder=form.folder,
        plus=form.plus,
        active=not form.off,
    )
