"""
What documents are made of, and which there are: each said by its own slice through ``register_documents``.

    DocumentKind("tickets.service_sheet", N_("Service sheet"), "ticket", content, reads="ticket.read")

All words are plain values. Nothing in them is markup to the press, whatever somebody has typed.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers
from desk.foundation.principals import Principal


class Copy(StrEnum):
    """Whose paper it is."""

    CUSTOMER = "customer"
    OURS = "ours"


class Facts(msgspec.Struct, frozen=True, tag="facts", tag_field="part"):
    """Pairs of a label and what is so; those that are empty are left out."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""


class Prose(msgspec.Struct, frozen=True, tag="prose", tag_field="part"):
    """Running text as somebody wrote it, line by line."""

    title: str
    text: str


class Grid(msgspec.Struct, frozen=True, tag="grid", tag_field="part"):
    """A table with a head that stands on each page; ``right`` are the columns of numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


class Talk(msgspec.Struct, frozen=True, tag="talk", tag_field="part"):
    """What was said: who, when, what."""

    title: str
    said: tuple[tuple[str, str, str], ...]


class Lines(msgspec.Struct, frozen=True, tag="lines", tag_field="part"):
    """Lines to sign with a pen."""

    labels: tuple[str, ...]


class Code(msgspec.Struct, frozen=True, tag="code", tag_field="part"):
    """Something to scan: the words that are in the picture, with what stands beside it."""

    title: str
    words: str
    rows: tuple[tuple[str, str], ...] = ()


class Seal(msgspec.Struct, frozen=True, tag="seal", tag_field="part"):
    """
    How it was signed: pictures by their names in the ``pictures`` of the making, and the facts beside them.

    No part of a document: it comes below one, in the place of the lines for pens.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    picture: str = ""
    code: str = ""
    """The picture of the code that leads to the page where the signature is looked up."""
    note: str = ""


Part = Facts | Prose | Grid | Talk | Lines | Code


class Document(msgspec.Struct, frozen=True):
    """What stands on a sheet. Moments are written out, so that tomorrow's print says the same."""

    title: str
    number: str
    parts: tuple[Part, ...]
    language: Literal["zh-CN", "en"]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the content: it changes with any word, and with nothing else."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


Content = Callable[[UUID, Copy, Principal], Awaitable[Document]]
"""The subject's id, whose copy, for whom; read in the open scope, in the current language. Raises ``NotFound``."""


class Signer(NamedTuple):
    """Who usually signs a document: a contact, where one is named, of a customer."""

    contact: UUID | None
    name: str
    customer: UUID | None
    page: str
    """Where the thing itself is shown, in the workspace and in the portal: ``/tickets/1042``."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document. Its id begins with the slug of whose it is: ``tickets.service_sheet``."""

    id: str
    label: str
    subject_kind: str
    content: Content
    reads: str
    """Who may print it in the workspace."""
    portal_reads: str = ""
    """Who may print their own copy in the portal; empty: nobody."""
    icon: str = "print"
    signer: Callable[[UUID], Awaitable[Signer]] | None = None
    """Who signs it, by the subject's id; None: it isn't signed."""

    def may_print(self, by: Principal) -> bool:
        """Whether somebody may have it at all; the walls hide the things of others."""
        needed = self.portal_reads if by.kind == "contact" else self.reads
        return bool(needed) and by.may(needed)


@cache
def registered() -> dict[str, DocumentKind]:
    """All kinds by id, those of slices and plugins that are installed."""
    found: dict[str, DocumentKind] = {}
    for slug, declared in answers("register_documents").items():
        for one in declared:
            assert one.id.startswith(f"{slug}."), f"{one.id} is not of {slug}"
            found[one.id] = one
    return found


def kind_of(kind: str) -> DocumentKind | None:
    """The kind of this id, unless its plugin is off here."""
    found = registered().get(kind)
    return None if found is None or hooks().silent(kind.partition(".")[0]) else found


def of_subject(subject_kind: str, by: Principal) -> list[DocumentKind]:
    """What somebody may print of a thing of this kind."""
    kinds = (kind_of(one) for one in registered())
    return [one for one in kinds if one and one.subject_kind == subject_kind and one.may_print(by)]
