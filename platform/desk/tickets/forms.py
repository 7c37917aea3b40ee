"""What may be sent about tickets, by browsers and by programs."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from desk.foundation.web.forms import Form

Line = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=20_000)]
Moment = Annotated[str, Meta(max_length=40)]
"""A moment as a browser's field says it, without a zone, or as programs do, with one."""
KindWord = Literal["question", "repair", "password_help", "requirement", "convenience", "merchant_pos", "internal"]
LinkWord = Literal["related", "same_cause", "follows"]
ChannelWord = Literal["hotline", "online", "email", "remote", "onsite", "in_shop"]


class NewTicketForm(Form):
    customer: UUID
    subject: Line
    body: Words
    contact: UUID | None = None
    product: UUID | None = None
    kind: KindWord = "question"
    channel: ChannelWord = "hotline"
    urgent: bool = False
    call: UUID | None = None
    then: Literal["", "more"] = ""


class QuestionForm(Form):
    """A customer's own question."""

    subject: Line
    body: Words
    product: UUID | None = None
    kind: KindWord = "question"


class EntryForm(Form):
    body: Words = ""
    audience: Literal["team", "customer", "headquarters"] = "team"
    then: Literal["", "wait"] = ""


class AssignmentForm(Form):
    member: Annotated[str, Meta(max_length=36)]
    version: int | None = None


class TransferForm(Form):
    """To whom, and what they should know."""

    member: Annotated[str, Meta(max_length=36)]
    note: Words = ""
    version: int | None = None


class ConsultationForm(Form):
    """Whom to call, and what they are asked."""

    question: Words
    members: list[str] = []
    version: int | None = None


class OutcomeForm(Form):
    """What the customer is told, and when somebody comes, on the tenant's clock."""

    told: Words
    visit_at: Moment = ""
    version: int | None = None


class VersionForm(Form):
    version: int | None = None


class SolutionForm(Form):
    symptom: Words
    cause: Words
    solution: Words
    steps: Words
    prevention: Words
    solution_2: Words = ""
    version: int | None = None


class SuspensionForm(Form):
    """Whom to call back, and until when a reply was promised, on the tenant's clock."""

    name: Annotated[str, Meta(max_length=100)]
    phone: Annotated[str, Meta(max_length=40)]
    extension: Annotated[str, Meta(max_length=20)] = ""
    until: Moment = ""
    version: int | None = None


class CallbackForm(Form):
    note: Words = ""
    until: Moment = ""
    version: int | None = None


class PromiseForm(Form):
    until: Moment
    version: int | None = None


class ReasonForm(Form):
    reason: Words
    version: int | None = None


class MergerForm(Form):
    """The number of the ticket that stays, as people write it."""

    into: Annotated[str, Meta(max_length=12)]
    version: int | None = None


class LinkForm(Form):
    other: Annotated[str, Meta(max_length=12)]
    kind: LinkWord = "related"


class TimeForm(Form):
    """Minutes, and on which day; usually today."""

    minutes: Annotated[int, Meta(ge=1, le=6_000)]
    note: Annotated[str, Meta(max_length=300)] = ""
    day: date | None = None


class AuthorisationForm(Form):
    """Which file of the ticket it is."""

    file: UUID


class ApiMerger(Form):
    """``PUT /tickets/{ticket}/merger``."""

    into: int
    version: int | None = None


class ApiLink(Form):
    """``PUT /tickets/{ticket}/links``."""

    other: int
    kind: LinkWord = "related"


class ApiTicket(Form):
    """``POST /tickets``."""

    customer: UUID
    subject: Annotated[str, Meta(min_length=1, max_length=200)]
    body: Annotated[str, Meta(min_length=1, max_length=20_000)]
    contact: UUID | None = None
    product: UUID | None = None
    kind: KindWord = "question"
    channel: Literal["hotline", "online", "email", "remote", "onsite", "in_shop", "api"] = "api"
    urgent: bool = False


class ApiEntry(Form):
    """``POST /tickets/{ticket}/entries``."""

    body: Annotated[str, Meta(min_length=1, max_length=20_000)]
    audience: Literal["team", "customer"] = "team"
    wait: bool = False


class AttachmentForm(Form):
    """``POST /tickets/{ticket}/entries/{entry}/attachments``, as ``multipart/form-data``."""

    file: Annotated[str, Meta(extra_json_schema={"format": "binary"})]


class ApiAssignment(Form):
    """``PUT /tickets/{ticket}/assignment``."""

    member: UUID
    version: int | None = None


class ApiTransfer(Form):
    """``PUT /tickets/{ticket}/transfer``."""

    member: UUID
    note: Annotated[str, Meta(max_length=20_000)] = ""
    version: int | None = None


class ApiConsultation(Form):
    """``PUT /tickets/{ticket}/consultation``."""

    question: Annotated[str, Meta(min_length=1, max_length=20_000)]
    members: Annotated[list[UUID], Meta(min_length=1, max_length=50)]
    version: int | None = None


class ApiOutcome(Form):
    """``POST /tickets/{ticket}/consultation/result``. ``visit_at``: a visit is asked for by then."""

    told: Annotated[str, Meta(min_length=1, max_length=20_000)]
    visit_at: datetime | None = None
    version: int | None = None


class ApiSuspension(Form):
    """``PUT /tickets/{ticket}/suspension``. ``until``: the reply that was promised."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    phone: Annotated[str, Meta(min_length=1, max_length=40)]
    extension: Annotated[str, Meta(max_length=20)] = ""
    until: datetime | None = None
    version: int | None = None


class ApiCallback(Form):
    """``POST /tickets/{ticket}/callbacks``."""

    note: Annotated[str, Meta(max_length=20_000)] = ""
    until: datetime | None = None
    version: int | None = None


class ApiPromise(Form):
    """``PUT /tickets/{ticket}/promise``."""

    until: datetime
    version: int | None = None


class ApiSolution(Form):
    """``PUT /tickets/{ticket}/solution``."""

    symptom: Annotated[str, Meta(min_length=1, max_length=20_000)]
    cause: Annotated[str, Meta(min_length=1, max_length=20_000)]
    solution: Annotated[str, Meta(min_length=1, max_length=20_000)]
    steps: Annotated[str, Meta(min_length=1, max_length=20_000)]
    prevention: Annotated[str, Meta(min_length=1, max_length=20_000)]
    solution_2: Annotated[str, Meta(max_length=20_000)] = ""
    version: int | None = None
