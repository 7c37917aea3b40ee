"""Whether it is finished: the evaluation with its verdict, the final acceptance, two looks at the documents."""

from uuid import UUID

from desk.extend import REQUIRED, Invalid, Principal, Refusal, gettext, now
from desk_implementation.actions.moving import checked, move_on, save, say, who, write
from desk_implementation.actions.working import redo_stages
from desk_implementation.errors import NOT_OF_PROJECT
from desk_implementation.events import (
    DocumentsReturned,
    DocumentsReviewed,
    EvaluationRequested,
    ProjectAccepted,
    ProjectArchived,
    ProjectEvaluated,
    ProjectPassed,
    ReportWritten,
    RequirementFound,
    ReworkOrdered,
)
from desk_implementation.moves import (
    ACCEPT,
    ARCHIVE,
    EVALUATE,
    PASS,
    REPORT,
    REQUEST_EVALUATION,
    RETURN_DOCUMENTS,
    REVIEW,
    REWORK,
)
from desk_implementation.queries import plans, projects, works
from desk_implementation.states import Verdict
from desk_implementation.tables import ImplementationEvaluation, ImplementationProject


async def request_evaluation(number: int, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """All stages are effective: it shall be evaluated. Raises ``Unmet``."""
    found = await checked(number, REQUEST_EVALUATION, by=by, version=version)
    await move_on(found, REQUEST_EVALUATION)
    await say(EvaluationRequested, found, by=by)
    return found


async def evaluate(
    number: int,
    *,
    results: str,
    verdict: str,
    by: Principal,
    open_items: str = "",
    stages: list[UUID] | None = None,
    version: int | None = None,
) -> ImplementationProject:
    """
    What the project manager finds, criterion by criterion; failed stage work names the stages.

    Raises ``Invalid``.
    """
    found = await checked(number, EVALUATE, by=by, version=version)
    failed = [*dict.fromkeys(stages or [])] if verdict == Verdict.STAGE_WORK_INCOMPLETE else []
    if verdict == Verdict.STAGE_WORK_INCOMPLETE and not failed:
        raise Invalid({"stages": gettext(REQUIRED)})
    if not set(failed) <= {one["id"] for one in await plans.stages(found.id)}:
        raise Invalid({"stages": gettext(NOT_OF_PROJECT)})
    await _over(found)
    await ImplementationEvaluation.add(
        project=found.id,
        customer=found.customer,
        results=results.strip(),
        open_items=open_items.strip(),
        verdict=verdict,
        stages=failed,
        at=now(),
        by_id=who(by),
    )
    await save(found)
    await say(ProjectEvaluated, found, by=by, verdict=verdict)
    if verdict == Verdict.PRODUCT_REQUIREMENT:
        await say(RequirementFound, found, by=by)
    return found


async def pass_project(number: int, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The implementation manager agrees that it passed: the customer is asked for the final acceptance."""
    found = await checked(number, PASS, by=by, version=version)
    await _over(found)
    await move_on(found, PASS)
    await say(ProjectPassed, found, by=by)
    return found


async def order_rework(number: int, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The stages that failed are done again, by whoever was responsible for them."""
    found = await checked(number, REWORK, by=by, version=version)
    stages = await _over(found)
    await move_on(found, REWORK)
    await redo_stages(found, stages, by=by)
    await say(ReworkOrdered, found, by=by, stages=len(stages))
    return found


async def accept(project_id: UUID, *, by: Principal) -> bool:
    """The customer signed the final acceptance. False where that isn't so, or was before."""
    try:
        found = await checked(await projects.number_of(project_id), ACCEPT, by=by)
    except Refusal:
        return False
    await move_on(found, ACCEPT)
    await say(ProjectAccepted, found, by=by, contract=found.contract)
    return True


async def write_report(
    number: int, *, summary: str, checklist: str, by: Principal, lessons: str = "", version: int | None = None
) -> ImplementationProject:
    """The final report: how it went, which documents there are, what was learnt; what was missing is there now."""
    found = await checked(number, REPORT, by=by, version=version)
    said = {"summary": summary.strip(), "checklist": checklist.strip(), "lessons": lessons.strip()}
    await save(found, **said, missing="")
    await say(ReportWritten, found, by=by)
    return found


async def review_documents(number: int, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The project manager looked through all documents."""
    found = await checked(number, REVIEW, by=by, version=version)
    await move_on(found, REVIEW, reviewed_by=who(by))
    await say(DocumentsReviewed, found, by=by)
    return found


async def return_documents(
    number: int, *, missing: str, by: Principal, version: int | None = None
) -> ImplementationProject:
    """Something is missing: the first review begins anew."""
    found = await checked(number, RETURN_DOCUMENTS, by=by, version=version)
    await move_on(found, RETURN_DOCUMENTS, missing=missing.strip())
    await say(DocumentsReturned, found, by=by)
    return found


async def archive(number: int, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The second look found all of it, by somebody else: the project is over."""
    found = await checked(number, ARCHIVE, by=by, version=version)
    await move_on(found, ARCHIVE, ended_at=now())
    await say(ProjectArchived, found, by=by)
    return found


async def _over(found: ImplementationProject) -> list[UUID]:
    """The evaluation that counted so far is decided upon; the stages it names."""
    known = await works.verdict(found.id)
    row = await works.evaluation(known["id"]) if known else None
    if row is None:
        return []
    await write(row, over=True)
    return list(row.stages)
