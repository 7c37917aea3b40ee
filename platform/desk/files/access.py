"""Who may read a file: the slice that it is attached to says so. Where nobody says anything, nobody may."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from desk.files.tables import StoredFile
from desk.foundation.principals import Principal

MayRead = Callable[[UUID, Principal], Awaitable[bool]]
"""The subject's id and who asks in; whether they may read what is attached to it, out."""


_registered: dict[str, MayRead] = {}


def register(subject_kind: str, may_read: MayRead) -> None:
    """Let a slice decide for the files of its things; one answer for each kind."""
    if _registered.get(subject_kind, may_read) is not may_read:
        raise ValueError(f"who may read the files of {subject_kind} is declared twice")
    _registered[subject_kind] = may_read


async def may_read(file: StoredFile, principal: Principal) -> bool:
    """
    Whether this principal may fetch the file.

    The walls have hidden what is another tenant's or customer's; for contacts it is asked here once more.
    """
    if principal.kind == "contact" and not _is_theirs(file, principal):
        return False
    decide = _registered.get(file.subject_kind)
    return decide is not None and await decide(file.subject_id, principal)


def _is_theirs(file: StoredFile, principal: Principal) -> bool:
    """Whether it is their customer's, or for all customers."""
    return file.audience == "customers" or (file.audience == "customer" and file.customer_id == principal.customer_id)
