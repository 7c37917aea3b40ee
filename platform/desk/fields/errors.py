"""Refusals about fields."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class KeyThere(Refusal):
    """Two fields of one owner with one key."""

    sentence = N_("There is a field {key} already.")


class TooMany(Refusal):
    """More fields than a form can hold."""

    sentence = N_("At most {most} fields fit here.")


class KindStays(Refusal):
    """What was said under one kind can't be read as another."""

    sentence = N_("The kind of the field {key} can't be changed. Retire it and add another.")
