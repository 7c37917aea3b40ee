"""Facts about files. Their names are people's words, so they stay out of the payload."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class FileAdded(Event):
    name = "file.added"
    subject_kind = "file"
    fields = ("of_kind", "of_id", "size")
    sentence = N_("{by} attached a file.")
    icon = "clip"


class FileChecked(Event):
    """It may be fetched from now on."""

    name = "file.checked"
    subject_kind = "file"
    fields = ("of_kind", "of_id", "content_type")
    sentence = N_("A file was checked.")
    icon = "shield"


class FileRefused(Event):
    name = "file.refused"
    subject_kind = "file"
    fields = ("of_kind", "of_id", "why")
    sentence = N_("A file was not accepted.")
    icon = "shield"


EVENTS = (FileAdded, FileChecked, FileRefused)
