"""What may be sent about cases, by browsers and by programs."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from desk.cases.actions import Envelope, Said
from desk.cases.states import Kind
from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values

Line = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=4_000)]
KindWord = Literal["complaint", "technical", "data", "requirement", "dongle", "other"]
NEEDS_CONSENT = N_("A customer's data goes along only with the number of their written consent.")


class EnvelopeForm(Form):
    """What headquarters needs to know (domain 20, hq_escalation)."""

    kind: KindWord
    title: Line
    customer_name: Line
    product: Line
    description: Words
    tried: Words
    impact: Words
    wanted: Words
    authorisation: Line = ""
    version: int | None = None


class NewCaseForm(EnvelopeForm, kw_only=True):
    """The same, with what it is about."""

    subject_kind: Annotated[str, Meta(max_length=40)]
    subject_id: UUID


class ReasonForm(Form):
    """Why the answer didn't solve it, or who of the customer confirmed."""

    body: Words
    version: int | None = None


class SaidForm(Form):
    """What an operator says: to the partner, and apart from it to the customer."""

    body: Words
    told: Words = ""
    version: int | None = None


class VersionForm(Form):
    version: int | None = None


class ApiReason(Form):
    """``PUT /cases/{case}/objection`` and ``/closure``."""

    body: Annotated[str, Meta(min_length=1, max_length=4_000)]
    version: int | None = None


def envelope_of(form: EnvelopeForm) -> Envelope:
    """The envelope of a form. Raises ``Invalid`` for data without the customer's consent."""
    if form.kind == "data" and not form.authorisation:
        raise Invalid({"authorisation": gettext(NEEDS_CONSENT)})
    return Envelope(
        Kind(form.kind),
        form.title,
        form.customer_name,
        form.product,
        form.description,
        form.tried,
        form.impact,
        form.wanted,
        form.authorisation,
    )


def read_said(values: Mapping[str, Any]) -> Said:
    """What an operator says. Raises ``Invalid``."""
    form = read_values(values, SaidForm)
    return Said(form.body, form.told, form.version)
