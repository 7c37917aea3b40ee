"""What can be done with many customers at once."""

from uuid import UUID

from desk.customers import actions, queries
from desk.customers.settings import used_grades
from desk.foundation.labels import words
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_
from desk.foundation.web.lists import Bulk, Done


async def _grades() -> list[tuple[str, str]]:
    used = used_grades(current_scope().tenant.settings)
    return [(grade, word) for grade, word in words("grade").items() if grade in used]


async def _grade(customer_id: UUID, grade: str, by: Principal) -> Done:
    before = (await queries.customer(customer_id)).grade
    return Done(before, (await actions.change_grade(customer_id, grade, by=by)).version)


async def _grade_back(customer_id: UUID, before: str, version: int, by: Principal) -> None:
    await actions.change_grade(customer_id, before, by=by, version=version)


MANY = (
    Bulk(
        name="grade",
        word=N_("Grade"),
        permission="customer.grade",
        icon="star",
        said=N_("{count} customers graded: {to}."),
        choices=_grades,
        do=_grade,
        put_back=_grade_back,
    ),
)
