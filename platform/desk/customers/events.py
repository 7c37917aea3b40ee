"""Facts about customers. Payloads name fields; the values stand in ``field_change``, where they can be erased."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class CustomerAdded(Event):
    name = "customer.added"
    subject_kind = "customer"
    fields = ("number",)
    sentence = N_("{by} added the customer.")
    icon = "plus"


class CustomerChanged(Event):
    """``version`` is the customer's after the change."""

    name = "customer.changed"
    subject_kind = "customer"
    fields = ("changed", "version")
    sentence = N_("{by} changed: {changed}.")
    icon = "edit"


class GradeChanged(Event):
    """From now on other limits, prices and duties may apply."""

    name = "customer.grade_changed"
    subject_kind = "customer"
    fields = ("old", "new")
    sentence = N_("{by} changed the grade from {old} to {new}.")
    icon = "star"


class CustomerNoted(Event):
    """What was noted stands in the file, not in the fact."""

    name = "customer.noted"
    subject_kind = "customer"
    fields = ("note",)
    sentence = N_("{by} noted something.")
    icon = "pin"


class CustomerTagged(Event):
    name = "customer.tagged"
    subject_kind = "customer"
    fields = ("tag",)
    sentence = N_("{by} added the tag {tag}.")
    icon = "tag"


class CustomerUntagged(Event):
    name = "customer.untagged"
    subject_kind = "customer"
    fields = ("tag",)
    sentence = N_("{by} took away the tag {tag}.")
    icon = "tag"


class CustomersRelated(Event):
    """Recorded at both; ``other`` is the customer at the other end."""

    name = "customer.related"
    subject_kind = "customer"
    fields = ("other", "kind")
    sentence = N_("{by} noted a relation to another customer.")
    icon = "link"


class CustomersUnrelated(Event):
    name = "customer.unrelated"
    subject_kind = "customer"
    fields = ("other", "kind")
    sentence = N_("{by} took away a relation to another customer.")
    icon = "link"


class ProposalMade(Event):
    """The values stand in the proposal, where they can be erased; ``about`` is contact or customer."""

    name = "proposal.made"
    subject_kind = "proposal"
    fields = ("about", "wanted")
    sentence = N_("{by} would like to change: {wanted}.")
    icon = "edit"


class ProposalWithdrawn(Event):
    name = "proposal.withdrawn"
    subject_kind = "proposal"
    fields = ("about",)
    sentence = N_("{by} took a proposed change back.")
    icon = "undo"


class ProposalAnswered(Event):
    """What was accepted is changed by the contact whose word it was; this says who accepted it."""

    name = "proposal.answered"
    subject_kind = "proposal"
    fields = ("about", "accepted", "refused")
    sentence = N_("{by} answered a proposed change: accepted {accepted}; refused {refused}.")
    icon = "check"


class ContactAdded(Event):
    name = "contact.added"
    subject_kind = "contact"
    sentence = N_("{by} added the contact {subject}.")
    icon = "person-add"


class ContactChanged(Event):
    name = "contact.changed"
    subject_kind = "contact"
    fields = ("changed",)
    sentence = N_("{by} changed the contact {subject}: {changed}.")
    icon = "edit"


class ContactLeft(Event):
    """``successor`` is the id of whoever takes over, or empty."""

    name = "contact.left"
    subject_kind = "contact"
    fields = ("successor",)
    sentence = N_("{by} noted that {subject} has left the company.")
    icon = "sign-out"


class ContactSucceeded(Event):
    """Somebody took over from ``predecessor``, who left; ``is_main`` says whether they are the main contact now."""

    name = "contact.succeeded"
    subject_kind = "contact"
    fields = ("predecessor", "is_main")
    sentence = N_("{subject} takes over from a colleague who left.")
    icon = "person-add"


class ContactReturned(Event):
    name = "contact.returned"
    subject_kind = "contact"
    sentence = N_("{by} noted that {subject} is there again.")
    icon = "person"


class AccessGiven(Event):
    """A contact may use the portal from now on."""

    name = "contact.access_given"
    subject_kind = "contact"
    sentence = N_("{by} gave {subject} access to the portal.")
    icon = "key"
    audit = "permission"


class PortalRolesChanged(Event):
    """What a contact may do in the portal: the ``roles`` they have now, and those ``before``."""

    name = "contact.portal_roles_changed"
    subject_kind = "contact"
    fields = ("roles", "before")
    sentence = N_("{by} gave {subject} in the portal: {roles}.")
    icon = "key"
    audit = "permission"


class AccessTaken(Event):
    name = "contact.access_taken"
    subject_kind = "contact"
    sentence = N_("{by} took back {subject}'s access to the portal.")
    icon = "lock"
    audit = "permission"


class PrivateNoted(Event):
    """What was confided stands in a table of its own, who looks at it in the audit trail."""

    name = "contact.private_noted"
    subject_kind = "contact"
    sentence = N_("{by} noted something private about {subject}.")
    icon = "lock"


class HistoryErased(Event):
    """The old values of a contact are gone; ``count`` says of how many changes."""

    name = "contact.history_erased"
    subject_kind = "contact"
    fields = ("count",)
    sentence = N_("{by} erased what was said of {subject} before.")
    icon = "trash"
    audit = "permission"


class ProductAdded(Event):
    name = "product.added"
    subject_kind = "product"
    sentence = N_("{by} added the product {subject}.")
    icon = "layers"


class ProductChanged(Event):
    name = "product.changed"
    subject_kind = "product"
    fields = ("changed",)
    sentence = N_("{by} changed the product {subject}: {changed}.")
    icon = "edit"


class CustomerMerged(Event):
    """Subject is the one that stays; ``merged`` is the id and ``number`` the number of the other."""

    name = "customer.merged"
    subject_kind = "customer"
    fields = ("merged", "number", "merging", "moved")
    sentence = N_("{by} merged customer {number} into this one.")
    icon = "merge"


class CustomerMergeUndone(Event):
    """``left`` is how many rows had changed hands since and stayed."""

    name = "customer.merge_undone"
    subject_kind = "customer"
    fields = ("merged", "number", "merging", "left")
    sentence = N_("{by} took customer {number} apart again.")
    icon = "undo"


class ContactMerged(Event):
    name = "contact.merged"
    subject_kind = "contact"
    fields = ("merged", "merging", "moved")
    sentence = N_("{by} merged two contacts into {subject}.")
    icon = "merge"


class ContactMergeUndone(Event):
    name = "contact.merge_undone"
    subject_kind = "contact"
    fields = ("merged", "merging", "left")
    sentence = N_("{by} took the contact {subject} and another apart again.")
    icon = "undo"


class CustomersImported(Event):
    """One batch of an import: ``customers`` are the ids of all that were added or brought up to date."""

    name = "customers.imported"
    subject_kind = "import_run"
    fields = ("created", "updated", "customers")
    sentence = N_("{by} brought the file up to date from a table.")
    icon = "upload"


class CustomersExported(Event):
    """Subject is whoever fetched them: that the file went out of the house, and whether in full, is worth knowing."""

    name = "customers.exported"
    subject_kind = "member"
    fields = ("count", "masked")
    audit = "export"
    sentence = N_("{by} exported {count} customers.")
    icon = "download"


EVENTS = (
    *(CustomerAdded, CustomerChanged, ContactAdded, ContactChanged, ContactLeft, ContactReturned),
    *(CustomerNoted, CustomerTagged, CustomerUntagged, CustomersRelated, CustomersUnrelated),
    *(GradeChanged, ContactSucceeded, PrivateNoted, HistoryErased, ProposalMade, ProposalWithdrawn, ProposalAnswered),
    *(AccessGiven, PortalRolesChanged, AccessTaken, ProductAdded, ProductChanged, CustomersImported, CustomersExported),
    *(CustomerMerged, CustomerMergeUndone, ContactMerged, ContactMergeUndone),
)
