"""The statuses and grades of customers and contacts, and the ways a contact's status may change."""

from enum import StrEnum

from desk.foundation.moves import Move


class CustomerStatus(StrEnum):
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    LOST = "lost"


class Grade(StrEnum):
    VIP = "vip"
    KEY = "key"
    STANDARD = "standard"
    UNSIGNED = "unsigned"
    PROSPECT = "prospect"


class Credit(StrEnum):
    UNKNOWN = ""
    EXCELLENT = "a"
    GOOD = "b"
    FAIR = "c"
    POOR = "d"


class Care(StrEnum):
    """What a customer can care about most."""

    SPEED = "speed"
    SAFETY = "safety"
    SKILL = "skill"
    MANNER = "manner"
    PRICE = "price"
    PLACE = "place"


class RelationKind(StrEnum):
    PARENT = "parent"
    REFERS = "refers"
    PARTNER = "partner"


class ContactStatus(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


class MergingStatus(StrEnum):
    DONE = "done"
    UNDONE = "undone"


class ProposalStatus(StrEnum):
    """Of what a contact wants changed; ``withdrawn`` also where a newer one took its place."""

    WAITING = "waiting"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class FieldAnswer(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


ANSWERABLE = {
    "contact": (
        *("name", "title", "mobile", "phone", "extension", "email", "im"),
        *("birthday", "call_window", "interests"),
    ),
    "customer": (
        *("name", "short_name", "industry", "phone", "fax", "address", "website"),
        *("tax_no", "invoice_title", "invoice_address", "bank"),
    ),
}
"""What a contact may want changed of themselves, and of the company."""


class ContactRole(StrEnum):
    MAIN = "main"
    FINANCE = "finance"
    IT = "it"
    BOSS = "boss"
    TRAINEE = "trainee"


LEAVE = Move("leave", (ContactStatus.ACTIVE,), ContactStatus.LEFT, "contact.edit")
RETURN = Move("return", (ContactStatus.LEFT,), ContactStatus.ACTIVE, "contact.edit")
GIVE_ACCESS = Move("give_access", (ContactStatus.ACTIVE,), None, "contact.give_access")
"""Portal access is given to people who are still there."""
