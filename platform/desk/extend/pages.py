"""Routes, forms and their faults, answers, lists in pages, programs."""

from desk.customers.masking import may_look
from desk.customers.views import phone_seen
from desk.deadlines.views import next_dues
from desk.documents.kinds import Code as ScanCode
from desk.documents.kinds import Copy, Document, DocumentKind, Facts, Grid, Prose, Signer, Talk
from desk.documents.kinds import Lines as SignLines
from desk.documents.views import printable, printed
from desk.foundation import throttling
from desk.foundation.things import ContactThing, CustomerThing, Figure, Link, Panel, Shift, TicketThing, Tile
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
from desk.foundation.web.hosts import address
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
from desk.kit.spreadsheets import Row as ImportRow
from desk.kit.spreadsheets import Unreadable, read_table
from desk.kit.writing import WorkbookWriter
from desk.search.actions import index as index_thing
from desk.search.kinds import register as findable
from desk.search.kinds import register_filling as fill_index
from desk.search.queries import find as find_things
from desk.signatures.papers import drawing_of as signature_drawing
from desk.signatures.routes import sign_drawn, sign_sample
from desk.signatures.views import SignatureThing, current_signature, signable

__all__ = [  # noqa: RUF022 - by subject
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
    "may_look",
    "REQUIRED",
    "NOT_A_CHOICE",
    "NOT_READABLE",
    "files",
    "once",
    "token_of",
    "page",
    "fragment",
    "see_other",
    "address",
    "throttling",
    "current_principal",
    "current_visit",
    "encode",
    "decode",
    "page_of",
    "phone_seen",
    "size_of",
    "lists",
    "find_things",
    "findable",
    "fill_index",
    "index_thing",
    "next_dues",
    "DocumentKind",
    "Document",
    "Copy",
    "Facts",
    "Prose",
    "Grid",
    "Talk",
    "SignLines",
    "ScanCode",
    "printable",
    "printed",
    "Signer",
    "signable",
    "SignatureThing",
    "current_signature",
    "signature_drawing",
    "sign_drawn",
    "sign_sample",
    "ImportKind",
    "ImportColumn",
    "ImportRun",
    "ImportRow",
    "read_table",
    "Unreadable",
    "WorkbookWriter",
    "ImportEntry",
    "ImportFate",
    "Fated",
    "refused_row",
]
