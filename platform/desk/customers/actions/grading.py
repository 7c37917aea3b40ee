"""
The grade of a customer: who changed it, when and why.

What applies changes at once: a promise that is made asks for the grade, and open ones follow ``customer.grade_changed``
where their policy counts for open ones, too.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow, allow_change
from desk.customers.actions.history import keep_changes
from desk.customers.events import CustomerChanged, GradeChanged
from desk.customers.settings import used_grades
from desk.customers.tables import Customer, GradeChange
from desk.foundation.errors import Invalid, Stale
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE
from desk.kit.time import now

PERMISSION = "customer.grade"
IMPORTED = N_("From an imported table.")
SOMEBODY = N_("Somebody")


async def change_grade(
    customer_id: UUID, grade: str, *, by: Principal, reason: str = "", version: int | None = None
) -> Customer:
    """
    Give a customer another grade; the one they had is kept with the reason.

    Raises ``Invalid`` for one that isn't given here, ``Stale`` when somebody changed the customer since ``version``.
    """
    allow(by, PERMISSION)
    if grade not in used_grades(current_scope().tenant.settings):
        raise Invalid({"grade": gettext(NOT_A_CHOICE)})
    customer = await queries.customer(customer_id, lock=True)
    await allow_change(customer, "grade", by=by)
    if version is not None and version != customer.version:
        raise Stale(who=await queries.last_changed_by(customer_id) or SOMEBODY)
    old = str(customer.grade)
    if old == grade:
        return customer
    customer.grade, customer.version, customer.changed_at = grade, customer.version + 1, now()
    await customer.save([Customer.grade, Customer.version, Customer.changed_at])
    event = CustomerChanged(customer_id, by=by, customer_id=customer_id, changed=["grade"], version=customer.version)
    await keep_changes(await record(event), "customer", customer_id, {"grade": (old, grade)}, by=by, at=event.at)
    await note_grade(customer_id, old, grade, reason, by=by, at=event.at)
    return customer


async def note_grade(customer_id: UUID, old: str, new: str, reason: str, *, by: Principal, at: datetime) -> None:
    """Keep which grade followed which, and let everything know to which it matters."""
    await GradeChange(customer=customer_id, old=old, new=new, reason=reason, at=at, by_kind=by.kind, by_id=by.id).save()
    await record(GradeChanged(customer_id, by=by, customer_id=customer_id, old=old, new=new))


async def note_imported_grades(event_id: UUID, customer_ids: Sequence[UUID], *, by: Principal, at: datetime) -> None:
    """Keep the grades that an import changed, once."""
    for one in await queries.imported_grades(event_id, customer_ids):
        if one["old"] != one["new"] and not await queries.has_grade_change(one["customer_id"], at):
            await note_grade(one["customer_id"], one["old"], one["new"], gettext(IMPORTED), by=by, at=at)
