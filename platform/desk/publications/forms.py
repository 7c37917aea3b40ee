"""What may be sent about publications."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta

from desk.foundation.web.forms import Form, read_values
from desk.publications.actions import Words

Line = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=8_000)]


class BulletinForm(Form):
    """A bulletin as headquarters writes it."""

    kind: Literal["virus", "patch", "other"]
    title: Line
    body: Text
    told: Text = ""
    product: Line = ""
    urgent: bool = False


class WhyForm(Form):
    """Why it is withdrawn: partners read it."""

    why: Annotated[str, Meta(max_length=1_000)]


def read_words(values: Mapping[str, Any]) -> Words:
    """The words of a bulletin. Raises ``Invalid``."""
    form = read_values(values, BulletinForm)
    return Words(form.kind, form.title, form.body, form.told, form.product, form.urgent)
