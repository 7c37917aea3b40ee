"""What the dummy plugin says has happened, and what it hears."""

import msgspec

from desk.foundation.events import Event


class Opened(msgspec.Struct):
    number: int


class DummyDone(Event):
    name = "dummy.done"
    subject_kind = "dummy"
    sentence = "Done."


class DummySaid(Event):
    name = "dummy.said"
    subject_kind = "dummy"
    fields = ("to", "word")
    sentence = "Said."


DummyOffered = type("DummyOffered", (DummySaid,), {"name": "dummy.offered", "__module__": __name__})
DummyUrgent = type("DummyUrgent", (DummySaid,), {"name": "dummy.urgent", "__module__": __name__})
