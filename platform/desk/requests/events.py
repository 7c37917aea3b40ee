"""Facts about requests. Those with ``audience = "customer"`` are what the customer may know."""

from desk.foundation.events import Event
from desk.foundation.translation import N_

SAID = {"number": int, "kind": str, "provider": str, "subject": tuple[str, str]}
"""``subject`` is kind and id of what it is about."""


class RequestEvent(Event):
    subject_kind = "request"
    icon = "truck"


class RequestOpened(RequestEvent):
    """``due_at`` is what was promised, in ISO 8601; empty without a time. ``cover`` is why it is given."""

    name = "request.opened"
    audience = "customer"
    fields = SAID | {"due_at": str, "cover": str}
    sentence = N_("{by} opened it.")
    icon = "plus"


class RequestTaken(RequestEvent):
    """By a provider, or by a member for themselves; ``to_member`` is empty when a provider did."""

    name = "request.taken"
    fields = SAID | {"to_member": str}
    sentence = N_("{by} took it.")
    icon = "person-add"


class RequestAssigned(RequestEvent):
    name = "request.assigned"
    fields = SAID | {"from_member": str, "to_member": str}
    sentence = N_("{by} assigned it to {to_member}.")
    icon = "person-add"


class RequestReturned(RequestEvent):
    name = "request.returned"
    fields = SAID
    sentence = N_("{by} gave it back.")
    icon = "undo"


class RequestDone(RequestEvent):
    name = "request.done"
    audience = "customer"
    fields = SAID
    sentence = N_("{by} did it.")
    icon = "check"


class RequestCancelled(RequestEvent):
    """Whoever has claimed something for it gives that free again."""

    name = "request.cancelled"
    audience = "customer"
    fields = SAID
    sentence = N_("{by} cancelled it.")
    icon = "close"


class RequestsExported(RequestEvent):
    """A list was taken out. Its subject is the member."""

    name = "requests.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took {count} requests out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(RequestOpened, RequestTaken, RequestAssigned, RequestReturned, RequestDone, RequestCancelled, RequestsExported),
)
