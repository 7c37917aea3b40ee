"""What operators may send about a partner's life."""

from typing import Annotated, Literal

from msgspec import Meta

from desk.foundation.web.forms import Form


class InvitationForm(Form):
    """A partner to be, and its first administrator."""

    slug: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    admin_name: Annotated[str, Meta(min_length=1, max_length=100)]
    admin_email: Annotated[str, Meta(min_length=3, max_length=200)]
    locale: Literal["zh-CN", "en"] = "zh-CN"


class TurnForm(Form):
    """What is done with a partner, and why."""

    act: Literal["suspend", "reopen", "close"]
    why: Annotated[str, Meta(min_length=1, max_length=400)]


class ReasonForm(Form):
    """Why something is done with a partner."""

    why: Annotated[str, Meta(min_length=1, max_length=400)]


class AllowanceForm(Form):
    """The modules that a partner may switch on."""

    plugin: list[str] = []
