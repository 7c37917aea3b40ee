"""What the dummy plugin brings in as tables: words, but those that say no. And its gateway, which takes all."""

from collections.abc import Sequence

from desk.foundation.notices import Outcome
from desk.imports.kinds import Column, Entry, Fate, ImportKind, Run, refused
from desk.imports.states import Fated
from desk.kit.spreadsheets import Row
from desk.sms.kinds import Account, Gateway, ShortMessage

IMPORTED: list[str] = []
"""What was brought in."""


class Words:
    """Takes each row but those that say no."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def read(self, row: Row) -> Entry | Fate:
        said = dict(zip(self.run.reading.fields, row.cells, strict=True)).get("word", "")
        return Entry(row.number, said) if said != "no" else refused(row.number, said, ("word", "The dummy says no."))

    async def take(self, entries: Sequence[Entry]) -> list[Fate]:
        if not self.run.dry:
            if any(one.said == "break" for one in entries):
                raise RuntimeError("on purpose")
            IMPORTED.extend(str(one.said) for one in entries)
        return [Fate(one.number, Fated.CREATED, None, str(one.said)) for one in entries]


async def _columns() -> tuple[Column, ...]:
    return (Column("word", "Word", ("词", "word"), required=True),)


WORDS = ImportKind("dummy.words", "Words", "dummy.use", _columns, Words, "/dummy")


ASKED: list[object] = []
"""The ids that the gateway was asked to take, and what breaks it next."""
BREAKS: list[Exception] = []


async def _take(account: Account, message: ShortMessage) -> Outcome:
    ASKED.append(message.id)
    if BREAKS:
        raise BREAKS.pop()
    return Outcome("sent", reference=str(message.id))


def gateways() -> list[Gateway]:
    """One that takes all, each id once."""
    more = {"needs_template": False, "knows_ids": True}
    return [Gateway("dummy", "Dummy", "https://dummy.example", (), _take, lambda body: [], {}, **more)]
