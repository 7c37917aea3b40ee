"""The grade of a customer for programs."""

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from desk.customers import actions, answers, queries
from desk.customers.api._parts import ONE, READ
from desk.customers.forms import GradeForm
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json, version_seen
from desk.foundation.web.request import current_principal


@get(
    f"{ONE}/grades",
    name="api.customers.grades",
    opt=needs(READ, says=N_("The grades that a customer had, the latest first.")),
)
async def grades(customer_id: FromPath[UUID]) -> Listed[answers.GradeChange]:
    """The grades that a customer had, each with who gave it and why; at most the latest hundred."""
    await queries.customer(customer_id)
    return Listed([answer(answers.GradeChange, one) for one in await queries.grade_changes(customer_id)])


@put(
    f"{ONE}/grade",
    name="api.customers.change_grade",
    opt=needs(
        "customer.grade",
        says=N_("Give a customer another grade; what is promised from now on goes by it."),
        body=GradeForm,
        example={"grade": "key", "reason": "年度合同"},
        refuses=(409,),
    ),
)
async def change_grade(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Listed[answers.GradeChange]:
    """Give a customer another grade; the answer is all that they had."""
    form, by = await read_json(request, GradeForm), current_principal()
    await actions.change_grade(customer_id, form.grade, reason=form.reason, by=by, version=version_seen())
    return Listed([answer(answers.GradeChange, one) for one in await queries.grade_changes(customer_id)])


HANDLERS = (grades, change_grade)
