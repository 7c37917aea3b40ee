"""All that a plugin may import, grouped; kept from one minor version to the next. See docs/plugins.md."""

from desk.customers.actions import (
    ContactFields,
    CustomerFields,
    ProductFields,
    add_contact,
    add_customer,
    add_product,
    change_contact,
    change_customer,
)
from desk.customers.tables import Contact, Customer, Product
from desk.documents.kinds import Copy, Document, DocumentKind, Facts, Grid, Prose, Signer, Talk
from desk.documents.kinds import Lines as SignLines
from desk.documents.views import printable
from desk.files.actions import keep_upload
from desk.foundation.asking import hooks
from desk.foundation.choices import Setting, chosen
from desk.foundation.columns import SoftForeignKey
from desk.foundation.commands import in_each_tenant, in_one_pool, run
from desk.foundation.database import execute, execute_many, row, rows, savepoint, value
from desk.foundation.errors import Forbidden, Invalid, NotFound, Refusal, Stale
from desk.foundation.events import Event, Fact, record
from desk.foundation.figures import FigureKind, Part, Period, tally
from desk.foundation.hooks import hookimpl
from desk.foundation.labels import label, words
from desk.foundation.manifests import Manifest
from desk.foundation.merging import MergeStep, Moves, SetAside, Stays, about, done_by
from desk.foundation.moves import Move
from desk.foundation.notices import Channel as MessageChannel
from desk.foundation.notices import Limits, Message, Notice, Outcome, Person, Said, Text, Whom
from desk.foundation.numbers import next_number
from desk.foundation.permissions import ANYONE, SIGNED_IN, Permission, needs, permission
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.promises import Limit, Promise, When, calendar_days, clock, register_subject, work, working_days
from desk.foundation.reactions import Reaction, Schedule, reaction
from desk.foundation.sample import Sample
from desk.foundation.signals import Signal, publish
from desk.foundation.subjects import Thing, register_things
from desk.foundation.tables import Fenced
from desk.foundation.tenancy import after_refusal, current_scope, tenant_scope
from desk.foundation.things import ContactThing, CustomerThing, Figure, Link, Panel, Shift, TicketThing, Tile
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext, language, ngettext
from desk.foundation.web import lists
from desk.foundation.web.api import Instant, Listed, answer, read_json
from desk.foundation.web.forms import (
    NOT_A_CHOICE,
    NOT_READABLE,
    REQUIRED,
    Form,
    files,
    kept,
    read_form,
    read_values,
    typed,
)
from desk.foundation.web.idempotency import once, token_of
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.paging import decode, encode, page_of, size_of
from desk.foundation.web.request import current_principal, current_visit
from desk.foundation.web.routing import NavItem, Routes
from desk.imports.kinds import Column as ImportColumn
from desk.imports.kinds import Entry as ImportEntry
from desk.imports.kinds import Fate as ImportFate
from desk.imports.kinds import ImportKind
from desk.imports.kinds import Run as ImportRun
from desk.imports.kinds import refused as refused_row
from desk.imports.states import Fated
from desk.kit.ids import uuid7
from desk.kit.money import format_count, format_money, parse_money
from desk.kit.spreadsheets import Row as ImportRow
from desk.kit.text import bigram_query, normalise_name, pinyin_key
from desk.kit.time import full_moment, now, to_zone
from desk.messaging.actions import opt_out_by_reply
from desk.payments.actions import NewPayment, NewRefund, claim_payment, record_payment, refund_payment
from desk.payments.kinds import PaymentKind
from desk.payments.kinds import offered as payment_kinds
from desk.payments.kinds import word_of as payment_word
from desk.requests.actions import (
    NewRequest,
    cancel_request,
    finish_request,
    give_back_request,
    open_request,
    take_request,
)
from desk.requests.kinds import Claim, Entitlement, Entitlements, Provider, RequestKind, RequestThing, providers_of
from desk.requests.queries import entitlements
from desk.requests.states import Cover
from desk.search.queries import find as find_things
from desk.signatures.views import SignatureThing, current_signature, signable
from desk.surveys.actions import NewSurvey
from desk.surveys.actions import ask_now as ask_survey
from desk.surveys.actions import make_link as survey_link
from desk.surveys.kinds import SATISFACTION, SurveyKind
from desk.surveys.kinds import About as SurveyAbout
from desk.surveys.kinds import Question as SurveyQuestion
from desk.surveys.kinds import register_subject as register_survey_subject
from desk.surveys.views import code_of as survey_code
from desk.tasks.actions import NewTask
from desk.tasks.actions import ask as ask_task
from desk.tasks.actions import withdraw as withdraw_task
from desk.tasks.kinds import TaskKind
from desk.tasks.queries import Result as TaskResult
from desk.tasks.queries import came_of as task_outcome
from desk.tasks.queries import result_of as task_result
from desk.tickets.actions import (
    NewEntry,
    NewTicket,
    Solution,
    assign_ticket,
    close_ticket,
    hold_ticket,
    mark_not_solved,
    open_ticket,
    reopen_ticket,
    resume_ticket,
    solve_ticket,
    take_ticket,
    write_entry,
)
from desk.tickets.states import Audience, Channel, Kind, Status
from desk.tickets.tables import Entry, Ticket

__all__ = [  # noqa: RUF022 - by group
    # Facts: joining in, what happened, what follows from it, who may, what is refused.
    "Manifest",
    "Setting",
    "chosen",
    "hookimpl",
    "hooks",
    "Event",
    "Fact",
    "record",
    "Reaction",
    "Schedule",
    "reaction",
    "Promise",
    "When",
    "Limit",
    "work",
    "clock",
    "working_days",
    "calendar_days",
    "register_subject",
    "Thing",
    "register_things",
    "Signal",
    "publish",
    "FigureKind",
    "Part",
    "Period",
    "tally",
    "Notice",
    "Text",
    "Said",
    "Whom",
    "Person",
    "MessageChannel",
    "Message",
    "Outcome",
    "Limits",
    "opt_out_by_reply",
    "Principal",
    "SYSTEM",
    "Permission",
    "permission",
    "needs",
    "ANYONE",
    "SIGNED_IN",
    "Move",
    "MergeStep",
    "Moves",
    "SetAside",
    "Stays",
    "about",
    "done_by",
    "Refusal",
    "NotFound",
    "Forbidden",
    "Invalid",
    "Stale",
    "after_refusal",
    "N_",
    "gettext",
    "ngettext",
    "language",
    "label",
    "words",
    # Records: tables behind the wall, statements on the open transaction, numbers, moments, money, words.
    "Fenced",
    "SoftForeignKey",
    "row",
    "rows",
    "value",
    "execute",
    "execute_many",
    "savepoint",
    "together",
    "next_number",
    "tenant_scope",
    "current_scope",
    "run",
    "in_each_tenant",
    "in_one_pool",
    "Sample",
    "Customer",
    "Contact",
    "Product",
    "Ticket",
    "Entry",
    "uuid7",
    "now",
    "to_zone",
    "full_moment",
    "format_money",
    "parse_money",
    "format_count",
    "normalise_name",
    "pinyin_key",
    "bigram_query",
    # Pages: routes, forms and their faults, answers, lists in pages, programs.
    "Routes",
    "NavItem",
    "CustomerThing",
    "ContactThing",
    "TicketThing",
    "Shift",
    "Panel",
    "Link",
    "Tile",
    "Figure",
    "Form",
    "read_form",
    "read_values",
    "read_json",
    "Instant",
    "Listed",
    "answer",
    "typed",
    "kept",
    "REQUIRED",
    "NOT_A_CHOICE",
    "NOT_READABLE",
    "files",
    "once",
    "token_of",
    "page",
    "fragment",
    "see_other",
    "current_principal",
    "current_visit",
    "encode",
    "decode",
    "page_of",
    "size_of",
    "lists",
    "find_things",
    "DocumentKind",
    "Document",
    "Copy",
    "Facts",
    "Prose",
    "Grid",
    "Talk",
    "SignLines",
    "printable",
    "Signer",
    "signable",
    "SignatureThing",
    "current_signature",
    "ImportKind",
    "ImportColumn",
    "ImportRun",
    "ImportRow",
    "ImportEntry",
    "ImportFate",
    "Fated",
    "refused_row",
    # Actions: what the core does for whoever asks, by its own rules.
    "CustomerFields",
    "ContactFields",
    "ProductFields",
    "add_customer",
    "change_customer",
    "add_contact",
    "change_contact",
    "add_product",
    "keep_upload",
    "TaskKind",
    "NewTask",
    "ask_task",
    "withdraw_task",
    "TaskResult",
    "task_result",
    "task_outcome",
    "RequestKind",
    "Provider",
    "providers_of",
    "RequestThing",
    "Cover",
    "Entitlement",
    "Entitlements",
    "entitlements",
    "Claim",
    "NewRequest",
    "open_request",
    "take_request",
    "give_back_request",
    "finish_request",
    "cancel_request",
    "PaymentKind",
    "payment_kinds",
    "payment_word",
    "NewPayment",
    "record_payment",
    "claim_payment",
    "NewRefund",
    "refund_payment",
    "SurveyKind",
    "SurveyQuestion",
    "SurveyAbout",
    "SATISFACTION",
    "register_survey_subject",
    "NewSurvey",
    "ask_survey",
    "survey_link",
    "survey_code",
    "NewTicket",
    "NewEntry",
    "Solution",
    "Audience",
    "Channel",
    "Kind",
    "Status",
    "open_ticket",
    "take_ticket",
    "assign_ticket",
    "hold_ticket",
    "resume_ticket",
    "solve_ticket",
    "mark_not_solved",
    "close_ticket",
    "reopen_ticket",
    "write_entry",
]
