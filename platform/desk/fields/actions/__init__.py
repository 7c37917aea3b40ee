"""Every write of this slice: which fields there are, and what is said in them."""

from desk.fields.actions.declaring import change_field, declare_field, order_fields, retire_field, set_fields
from desk.fields.actions.keeping import NOTHING, Own, differences, keep, keep_many

__all__ = [
    "NOTHING",
    "Own",
    "change_field",
    "declare_field",
    "differences",
    "keep",
    "keep_many",
    "order_fields",
    "retire_field",
    "set_fields",
]
