"""Whoever acts: a member, a contact, an operator, a plugin, or the system itself."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from desk.foundation import manifests

Kind = Literal["member", "contact", "operator", "plugin", "system"]
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Principal:
    """
    Who acts, and what they may do *now*.

    ``permissions`` are asked in actions and queries, not only at the route.
    """

    kind: Kind
    id: UUID
    name: str = ""
    permissions: frozenset[str] = field(default=frozenset(), repr=False)
    roles: tuple[str, ...] = ()
    customer_id: UUID | None = None
    locale: str | None = None
    staff_no: str | None = None
    sign_in_id: UUID | None = None
    token_id: UUID | None = None
    first: str = ""
    """A path where something has to be done before anything else: a new password, a second sign-in step."""

    def may(self, permission: str) -> bool:
        """Whether this principal holds the permission at this moment."""
        return permission in self.permissions

    @property
    def is_staff(self) -> bool:
        return self.kind in ("member", "operator")

    @classmethod
    def plugin(cls, slug: str, permissions: frozenset[str] | None = None) -> "Principal":
        """A plugin acting by itself, with what its manifest names, or a part of that."""
        manifest = manifests.of(slug)
        may = manifest.acts_with if manifest else frozenset()
        return cls("plugin", NOBODY, slug, may if permissions is None else may & permissions)


class _System(Principal):
    """The platform itself: jobs and migrations. May do what a rule, not a person, decides."""

    def may(self, permission: str) -> bool:
        return True


SYSTEM: Principal = _System("system", NOBODY, "system")
