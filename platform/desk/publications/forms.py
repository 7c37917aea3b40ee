"""What may be sent about publications."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values
from desk.kit.money import NotAnAmount, parse_money
from desk.publications.actions import Price, Words

FOUR_CELLS = N_("Line {line}: code, what, unit and price are needed, with tabs between.")
TWICE = N_("Line {line}: the code {code} stands here twice.")
LINE = N_("Line {line}: {fault}")
MOST = (40, 200, 40, 20)
"""Characters of each cell of a line."""
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


class PricesForm(Form):
    """The next version of the price standard; ``lines`` as pasted from a table."""

    valid_from: date
    why: Annotated[str, Meta(max_length=500)]
    lines: Annotated[str, Meta(max_length=60_000)]


def read_prices(values: Mapping[str, Any]) -> tuple[date, list[Price], str]:
    """From when it is valid, what things cost, and why. Raises ``Invalid``, with the number of a line that is wrong."""
    form = read_values(values, PricesForm)
    found: dict[str, Price] = {}
    for number, line in enumerate(form.lines.split("\n"), 1):
        if not line.strip():
            continue
        cells = [one.strip() for one in line.split("\t")]
        if len(cells) != 4 or not all(cells) or any(len(one) > most for one, most in zip(cells, MOST, strict=True)):
            raise Invalid({"lines": gettext(FOUR_CELLS).format(line=number)})
        if cells[0] in found:
            raise Invalid({"lines": gettext(TWICE).format(line=number, code=cells[0])})
        try:
            code, name, unit, price = cells
            found[code] = Price(code, name, unit, parse_money(price))
        except NotAnAmount as fault:
            raise Invalid({"lines": gettext(LINE).format(line=number, fault=fault.sentence)}) from None
    return form.valid_from, list(found.values()), form.why


def read_words(values: Mapping[str, Any]) -> Words:
    """The words of a bulletin. Raises ``Invalid``."""
    form = read_values(values, BulletinForm)
    return Words(form.kind, form.title, form.body, form.told, form.product, form.urgent)
