"""What a browser may send about views, columns and many rows at once."""

from typing import Annotated

from msgspec import Meta

from desk.foundation.web.forms import Form


class LookedAt(Form):
    """The words of the list's address, as it was when the form was drawn."""

    query: Annotated[str, Meta(max_length=2000)] = ""


class ViewForm(LookedAt):
    """A view's name and with whom it is shared; ``do`` moves or removes it."""

    name: Annotated[str, Meta(max_length=60)] = ""
    shared: str = ""
    do: str = ""


class ColumnsForm(LookedAt):
    """The ticked columns in their order; ``earlier`` names one that shall move up."""

    column: list[str] = []
    earlier: str = ""
    usual: bool = False


class UsualForm(LookedAt):
    """What opens first; empty for what does so for everybody."""

    view: str = ""


class BulkForm(LookedAt):
    """``do`` is the action and what was chosen for it: ``assign:…``."""

    do: str = ""
    pick: list[str] = []
    all: bool = False
