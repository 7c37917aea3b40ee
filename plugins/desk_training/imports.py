"""Lists of trainees as tables: each row registers somebody for a session, by the rules of the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desk.extend import (
    N_,
    REQUIRED,
    ContactFields,
    Fated,
    ImportColumn,
    ImportEntry,
    ImportFate,
    ImportKind,
    ImportRow,
    ImportRun,
    Invalid,
    NotFound,
    Refusal,
    gettext,
    refused_row,
    savepoint,
)
from desk_training.actions.enrolling import NewEnrolment, enrol
from desk_training.errors import NO_SESSION, SEVERAL_CUSTOMERS, TOO_LONG, UNKNOWN_CUSTOMER, AlreadyRegistered
from desk_training.queries import people

COLUMNS = (
    ImportColumn("session", N_("Session"), ("班次", "班次编号", "培训班", "session", "session number"), required=True),
    ImportColumn("customer", N_("Customer"), ("客户", "客户名称", "客户编号", "单位", "customer"), 200, required=True),
    ImportColumn("name", N_("Name"), ("姓名", "学员", "学员姓名", "name", "trainee"), 100, required=True),
    ImportColumn("title", N_("Position"), ("职务", "岗位", "position", "title"), 60),
    ImportColumn("mobile", N_("Mobile"), ("手机", "手机号", "mobile"), 40),
    ImportColumn("phone", N_("Phone"), ("电话", "固定电话", "phone"), 40),
    ImportColumn("email", N_("E-mail"), ("邮箱", "电子邮箱", "email", "e-mail"), 200),
    ImportColumn("product", N_("Product and version"), ("产品及版本", "产品", "版本", "product"), 100),
    ImportColumn("needs", N_("Hopes to learn"), ("培训需求", "需求", "needs"), 4_000),
)


class _OnlyLooked(Exception):
    """Undoes what was tried while a table is only looked at."""


@dataclass(frozen=True, slots=True)
class _Trainee:
    session: int
    customer: str
    name: str
    person: ContactFields
    product: str
    needs: str


class Trainees:
    """Registers each row; a person of this name at the customer is that person, another is added to its file."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.looked_at: set[tuple[int, UUID, str]] = set()

    def read(self, row: ImportRow) -> ImportEntry | ImportFate:
        """What a row says: who comes to which session."""
        pairs = zip(self.run.reading.fields, row.cells, strict=True)
        said = {field: cell.strip() for field, cell in pairs if field is not None}
        name = said.get("name", "")
        faults = [(one.field, gettext(REQUIRED)) for one in COLUMNS if one.required and not said.get(one.field)]
        faults += [(one.field, gettext(TOO_LONG)) for one in COLUMNS if len(said.get(one.field, "")) > one.longest]
        number = said.get("session", "").lstrip("#")
        if number and not (number.isascii() and number.isdigit() and len(number) < 10):
            faults.append(("session", gettext(NO_SESSION)))
        if faults:
            return refused_row(row.number, name, *faults)
        title, mobile, phone, email = (said.get(field, "") for field in ("title", "mobile", "phone", "email"))
        person = ContactFields(name, title=title, mobile=mobile, phone=phone, email=email)
        trainee = _Trainee(int(number), said["customer"], name, person, said.get("product", ""), said.get("needs", ""))
        return ImportEntry(row.number, trainee)

    async def take(self, entries: Sequence[ImportEntry]) -> list[ImportFate]:
        """Each row by itself: one that is refused leaves nothing behind."""
        return [await self._one(one) for one in entries]

    async def _one(self, entry: ImportEntry) -> ImportFate:
        said = entry.said
        assert isinstance(said, _Trainee), "it was read here"
        made: UUID | None = None
        try:
            async with savepoint():
                made = await self._enrolled(said)
                if self.run.dry:
                    raise _OnlyLooked
        except _OnlyLooked:
            made = None
        except NotFound:
            return refused_row(entry.number, said.name, ("session", gettext(NO_SESSION)))
        except Invalid as refusal:
            return refused_row(entry.number, said.name, *refusal.fields.items())
        except Refusal as refusal:
            return refused_row(entry.number, said.name, ("session", str(refusal)))
        return ImportFate(entry.number, Fated.CREATED, made, said.name)

    async def _enrolled(self, said: _Trainee) -> UUID:
        found = await people.customers_called(said.customer)
        if len(found) != 1:
            raise Invalid({"customer": gettext(SEVERAL_CUSTOMERS if found else UNKNOWN_CUSTOMER)})
        known = await people.contact_called(said.name, of=found[0])
        new = NewEnrolment(said.session, found[0], known, None if known else said.person, said.product, said.needs)
        made = await enrol(new, by=self.run.by)
        if (key := (said.session, found[0], said.name)) in self.looked_at:
            raise AlreadyRegistered(name=said.name)
        if self.run.dry:
            self.looked_at.add(key)
        return UUID(str(made.id))


async def _columns() -> Sequence[ImportColumn]:
    return COLUMNS


KINDS = (ImportKind("training.trainees", N_("Trainees"), "training.enrol", _columns, Trainees, "/training/enrolments"),)
