"""Facts about fields. ``owner`` is what has the field, ``what`` is what was changed of it."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class FieldDeclared(Event):
    name = "field.declared"
    subject_kind = "tenant"
    fields = ("owner", "key", "kind")
    sentence = N_("{by} added the field {key}.")
    icon = "plus"


class FieldChanged(Event):
    name = "field.changed"
    subject_kind = "tenant"
    fields = ("owner", "key", "what")
    sentence = N_("{by} changed the field {key}: {what}.")
    icon = "edit"


class FieldRetired(Event):
    name = "field.retired"
    subject_kind = "tenant"
    fields = ("owner", "key")
    sentence = N_("{by} retired the field {key}.")
    icon = "trash"


class FieldRestored(Event):
    name = "field.restored"
    subject_kind = "tenant"
    fields = ("owner", "key")
    sentence = N_("{by} brought the field {key} back.")
    icon = "undo"


class FieldsOrdered(Event):
    name = "field.ordered"
    subject_kind = "tenant"
    fields = ("owner", "keys")
    sentence = N_("{by} put the fields in another order.")
    icon = "sort"


EVENTS = (FieldDeclared, FieldChanged, FieldRetired, FieldRestored, FieldsOrdered)
