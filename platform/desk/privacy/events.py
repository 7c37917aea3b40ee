"""Facts about what was taken out and erased of people: how much, never what."""

from typing import ClassVar

from desk.foundation.events import Event
from desk.foundation.translation import N_


class PersonEvent(Event):
    """One about a contact or a member; the subject is the run."""

    subject_kind = "person_run"
    fields: ClassVar[tuple[str, ...]] = ("of", "person", "rows")
    audit = "privacy"
    icon = "lock"


class ExportAsked(PersonEvent):
    name = "person.export_asked"
    sentence = N_("{by} had taken out what is kept of a person.")


class PersonExported(PersonEvent):
    name = "person.exported"
    sentence = N_("What is kept of a person is ready as a file: {rows} rows.")


class ErasureAsked(PersonEvent):
    name = "person.erasure_asked"
    sentence = N_("{by} had a person erased.")


class PersonErased(PersonEvent):
    name = "person.erased"
    sentence = N_("A person was erased: {rows} rows.")


class OldForgotten(Event):
    """What is older than a setting allows."""

    name = "privacy.forgotten"
    subject_kind = "setting"
    fields = ("setting", "rows")
    sentence = N_("What was old enough was forgotten, as the setting {setting} says: {rows} rows.")
    audit = "privacy"
    icon = "lock"


EVENTS = (ExportAsked, PersonExported, ErasureAsked, PersonErased, OldForgotten)
