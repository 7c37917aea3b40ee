"""
A plugin that uses each hook, and that can be told to misbehave.

The tenant's setting ``dummy.mode`` names what it does: nothing special, ``raise``, ``hang``, ``sql`` and so on.
"""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import dummy_words
from dummy_facts import DummyDone, DummyOffered, DummySaid, DummyUrgent, Opened

from desk.documents.kinds import Copy, Document, DocumentKind, Facts, Signer
from desk.foundation.audiences import AudienceFilter
from desk.foundation.choices import Setting, chosen
from desk.foundation.database import execute, value
from desk.foundation.errors import Refusal
from desk.foundation.events import Event, Fact
from desk.foundation.figures import FigureKind, Part, Period
from desk.foundation.hooks import hookimpl
from desk.foundation.manifests import Manifest
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Channel, Limits, Message, Notice, Outcome, Person, Said, Text, Whom
from desk.foundation.permissions import Permission, permission
from desk.foundation.principals import Principal
from desk.foundation.reactions import Schedule, reaction
from desk.foundation.sample import Sample
from desk.foundation.things import ContactThing, CustomerThing, Figure, Link, Panel, Shift, TicketThing, Tile
from desk.foundation.web.routing import NavItem, Routes
from desk.imports.kinds import ImportKind
from desk.payments.kinds import PaymentKind
from desk.requests.kinds import Claim, Entitlement, Provider, RequestKind, RequestThing
from desk.requests.states import Cover
from desk.surveys.kinds import About, Question, SurveyKind
from desk.surveys.kinds import register_subject as register_survey_subject
from desk.tasks.kinds import TaskKind

ROOMS = Setting("dummy.rooms", "count", 4, "Rooms", least=1, most=9)
MODE = Setting("dummy.mode", "text", "", "Mode", most=20)


class DummyRefuses(Refusal):
    sentence = "The dummy says no."


async def _behave(answer: object) -> object:
    mode = chosen(MODE)
    if mode == "raise":
        raise RuntimeError("on purpose")
    if mode == "hang":
        await asyncio.Event().wait()
    if mode == "sql":
        await execute("update ticket set subject = 'broken by the dummy'")
        await value("select 1 / 0")
    if mode == "leak":
        await value("select set_config('desk.tenant_id', gen_random_uuid()::text, true)")
    if mode == "flood":
        return answer * 10_000
    if mode == "lie":
        return {"not": "a list"}
    return answer


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(
        slug="dummy",
        name="Dummy",
        summary="It uses each hook.",
        version="1.0",
        acts_with=frozenset({"request.do"}),
        hears={"ticket.opened": Opened},
        replays=True,
    )


@hookimpl
def register_settings() -> list[Setting]:
    return [ROOMS, MODE]


@hookimpl
def register_routes() -> Routes:
    return Routes()


@hookimpl
def register_navigation() -> list[NavItem]:
    return [NavItem("dummy", "Dummy", "/dummy", "layers", "workspace", "dummy.use", 500)]


@hookimpl
def register_permissions() -> list[Permission]:
    return [permission("dummy.use", "Use the dummy", "administrator")]


@hookimpl
def register_events() -> list[type[Event]]:
    return [DummyDone, DummySaid, DummyOffered, DummyUrgent]


@reaction()
async def hear(fact: Fact) -> None:
    await _behave([])


@hookimpl
def register_reactions() -> dict[str, list]:
    return {"ticket.opened": [hear]}


@hookimpl
def register_schedules() -> list[Schedule]:
    return [Schedule(hear, 3600)]


@hookimpl
def register_promises() -> list:
    return []


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return {"dummy": {"one": "One"}}


SENT: list[Message] = []
"""What went out by the dummy's channel, and how the next ones come out."""
NEXT: list[Outcome | BaseException] = []


async def _everybody(fact: Fact) -> list[Whom]:
    return [Whom(kind, UUID(one)) for kind, one in await _behave(fact.payload["to"])]


async def _says(fact: Fact, person: Person) -> Said:
    return Said({"word": fact.payload["word"]}, "/dummy")


async def _send(message: Message) -> Outcome:
    outcome = NEXT.pop(0) if NEXT else Outcome("sent")
    if isinstance(outcome, BaseException):
        raise outcome
    SENT.append(message)
    return outcome


@hookimpl
def register_notices() -> list[Notice]:
    text = Text("{word} from {company}", "{name}: {word}")
    more = {"recipients": _everybody, "variables": _says, "letter": text, "line": text, "channels": ("dummy",)}
    samples = {"word": "Hello"}
    return [
        Notice("dummy.said", "Dummy said", "dummy.said", "contact", samples=samples, **more),
        Notice("dummy.offered", "Dummy offers", "dummy.offered", "contact", samples=samples, consent="needed", **more),
        Notice("dummy.urgent", "Dummy calls", "dummy.urgent", "contact", samples=samples, urgent=True, **more),
    ]


@hookimpl
def register_channels() -> list[Channel]:
    limits = Limits(characters=200, seconds=1.0)
    return [Channel("dummy", "Dummy", "line", lambda one: one.mobile, _send, limits, counts_segments=True)]


register_gateways = hookimpl(dummy_words.gateways)


async def _fill(words: dict) -> None:
    return None


@hookimpl
def register_task_kinds() -> list[TaskKind]:
    return [TaskKind("dummy.look", "Look at it", {"fine": "Fine", "bad": "Bad"}, subjects=("ticket",))]


@hookimpl
def register_request_kinds() -> list[RequestKind]:
    return [RequestKind("dummy.favour", "A favour", "A favour", "favour")]


@hookimpl
def register_providers() -> list[Provider]:
    return [Provider("dummy", ("dummy.favour", "requests.on_site", "requests.visit_credit"))]


@hookimpl
def register_payment_kinds() -> list[PaymentKind]:
    return [PaymentKind("dummy.fee", "A fee")]


@hookimpl
def register_surveys() -> list[SurveyKind]:
    questions = (Question("content", "content", "Was it of use?"), Question("teaching", "teaching", "Was it clear?"))
    return [
        SurveyKind("dummy.opinion", "An opinion", "dummy.done", "dummy", "How was it?", wait_hours=0),
        SurveyKind("dummy.course", "A course", "", "dummy", "How was the course?", questions, mails=False),
    ]


async def _opinion_about(subject_id: UUID) -> About | None:
    """Somebody of the customer whose id it is."""
    found = await value("select id from customer where id = $1", subject_id)
    return About(found, None, "A course", True, "/dummy", "dummy.see") if found else None


register_survey_subject("dummy", _opinion_about)


@hookimpl
def register_merge_steps() -> list[MergeStep]:
    return []


register_export_steps = hookimpl(lambda: [])
register_erasure_steps = hookimpl(lambda: [])
NOTE_TITLE = "Dummy note"


async def _note(subject_id: UUID, copy: Copy, by: Principal) -> Document:
    return Document(NOTE_TITLE, "#7", (Facts((("Of", str(subject_id)),)),), "en")


async def _signer(subject_id: UUID) -> Signer:
    return Signer(None, "", None, "/tickets")


@hookimpl
def register_documents() -> list[DocumentKind]:
    return [DocumentKind("dummy.note", "Dummy note", "ticket", _note, reads="ticket.read", signer=_signer)]


async def _done_by_dummy(period: Period, by: str) -> list[Part]:
    return await _behave([Part(7)])


@hookimpl
def register_figures() -> list[FigureKind]:
    return [FigureKind("dummy.done", "Dummies done", "count", _done_by_dummy, "As many as there are.", published=True)]


@hookimpl
def register_audience_filters() -> list[AudienceFilter]:
    return [AudienceFilter("dummy.name", "Dummy name", "select k.id from contact k where k.name = $1::text")]


@hookimpl
def register_imports() -> list[ImportKind]:
    return [dummy_words.WORDS]


@hookimpl
def register_sample() -> Sample:
    return Sample(900, _fill)


@hookimpl
def register_commands() -> list:
    return []


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await _behave([Panel(f"Dummy of {ticket.number}", "parts/_dummy.html", {"word": "hello"})])


@hookimpl
async def ticket_links(ticket: TicketThing) -> list[Link]:
    return await _behave([Link("Dummy line", f"/dummy/{ticket.number}")])


@hookimpl
async def thing_links(kind: str, subject_id: UUID) -> list[Link]:
    return await _behave([Link(f"Dummy of a {kind}", f"/dummy/{subject_id}")])


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await _behave([Panel(f"Dummy of {customer.name}", "parts/_dummy.html", {"word": "hello"})])


@hookimpl
async def contact_panels(contact: ContactThing) -> list[Panel]:
    return await _behave([Panel(f"Dummy of {contact.name}", "parts/_dummy.html", {"word": "hello"})])


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await _behave([Tile("Dummy tile", customer.name, "/dummy")])


@hookimpl
async def home_panels() -> list[Panel]:
    return await _behave([Panel("Dummy at home", "parts/_dummy.html", {"word": "hello"})])


@hookimpl
async def home_figures() -> list[Figure]:
    return await _behave([Figure("42", "Dummy figure")])


@hookimpl
async def refuse_ticket(action: str, ticket: TicketThing) -> Refusal | None:
    mode = chosen(MODE)
    if mode == "refuse" and action == "hold":
        return DummyRefuses()
    answer = await _behave(None) if mode not in ("flood",) else None
    return answer


@hookimpl
async def refuse_customer(action: str, customer: CustomerThing) -> Refusal | None:
    mode = chosen(MODE)
    return DummyRefuses() if mode == "refuse" else None


@hookimpl
async def entitlement_of(customer: CustomerThing, service: str) -> list[Entitlement]:
    if chosen(MODE) == "none":
        return []
    none, contract = Entitlement(Cover.NONE, "Over since spring"), Entitlement(Cover.CONTRACT, "Dummy contract")
    return await _behave([none, contract, Entitlement(Cover.REMEDY, f"Sorry, {customer.name}", reference="r1")])


@hookimpl
async def claim_request(request: RequestThing) -> Claim | Refusal | None:
    if chosen(MODE) == "refuse":
        await execute("update customer set note = 'broken by the dummy'")
        return DummyRefuses()
    return await _behave(Claim("2nd of 4", request.cover_reference))


@hookimpl
async def shift_of(member_id: UUID | None, at: datetime) -> Shift | None:
    mode = chosen(MODE)
    if mode == "shift":
        return Shift(at - timedelta(hours=1), at + timedelta(hours=2), at + timedelta(hours=14))
    return await _behave(None)
