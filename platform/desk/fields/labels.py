"""Words for fields."""

from desk.fields.states import Kind
from desk.foundation.translation import N_

KINDS = {
    Kind.TEXT: N_("Text"),
    Kind.LONG_TEXT: N_("Long text"),
    Kind.NUMBER: N_("A number"),
    Kind.DATE: N_("A day"),
    Kind.YES_NO: N_("Yes or no"),
    Kind.CHOICE: N_("One of several"),
    Kind.SEVERAL: N_("Any of several"),
}
OWNERS = {
    "customer": N_("Customers"),
    "contact": N_("Contacts"),
    "product": N_("Products"),
}
WHAT = {
    "zh": N_("Chinese name"),
    "en": N_("English name"),
    "required": N_("has to be filled in"),
    "confidential": N_("confidential"),
    "choices": N_("Choices"),
}
LABELS = {
    "field.kind": {str(kind): word for kind, word in KINDS.items()},
    "field.owner": OWNERS,
    "field.what": WHAT,
}
