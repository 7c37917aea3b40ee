"""The catalogue of courses."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    Refusal,
    current_principal,
    files,
    files_of,
    kept,
    needs,
    page,
    read_values,
    see_other,
    typed,
    words,
)
from desk_training import views
from desk_training.actions import courses as actions
from desk_training.actions import materials
from desk_training.forms import CourseForm, course_of
from desk_training.queries import courses

HERE = "training"
ONE = "/training/courses/{course_id:uuid}"


@get("/training/courses", name="training.courses", opt=needs("training.read"))
async def index() -> Response[str]:
    """All courses."""
    return await _page()


@post("/training/courses", name="training.add_course", status_code=200, opt=needs("training.plan"))
async def add(request: Request[Any, Any, Any]) -> Response[str]:
    """Write one more down."""
    values = await typed(request)
    try:
        await actions.add_course(course_of(read_values(values, CourseForm)), by=current_principal())
    except Refusal as refusal:
        return await _page(opened="new", **kept(values, refusal))
    return see_other("/training/courses")


@post(ONE, name="training.change_course", status_code=200, opt=needs("training.plan"))
async def change(request: Request[Any, Any, Any], course_id: FromPath[UUID]) -> Response[str]:
    """Say something else of it."""
    values = await typed(request)
    try:
        form = read_values(values, CourseForm)
        await actions.change_course(course_id, course_of(form), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _page(opened=str(course_id), **kept(values, refusal))
    return see_other("/training/courses")


@post(f"{ONE}/publication", name="training.publish_course", status_code=200, opt=needs("training.plan"))
async def publish(course_id: FromPath[UUID]) -> Response[str]:
    """Put it into the catalogue."""
    try:
        await actions.publish_course(course_id, by=current_principal())
    except Refusal as refusal:
        return await _page(**kept({}, refusal))
    return see_other("/training/courses")


@post(f"{ONE}/retirement", name="training.retire_course", status_code=200, opt=needs("training.plan"))
async def retire(course_id: FromPath[UUID]) -> Response[str]:
    """Offer it no more."""
    try:
        await actions.retire_course(course_id, by=current_principal())
    except Refusal as refusal:
        return await _page(**kept({}, refusal))
    return see_other("/training/courses")


@post(f"{ONE}/materials", name="training.add_materials", status_code=200, opt=needs("training.plan", upload=True))
async def add_materials(request: Request[Any, Any, Any], course_id: FromPath[UUID]) -> Response[str]:
    """Put files to it, for whoever has a seat."""
    values = await typed(request)
    try:
        await materials.add_materials(course_id, files(values, "files"), by=current_principal())
    except Refusal as refusal:
        return await _page(opened=f"{course_id}-files", **kept({}, refusal))
    return see_other("/training/courses")


@post(
    f"{ONE}/materials/{{file_id:uuid}}/removal",
    name="training.remove_material",
    status_code=200,
    opt=needs("training.plan"),
)
async def remove_material(course_id: FromPath[UUID], file_id: FromPath[UUID]) -> Response[str]:
    """Take one away."""
    await materials.remove_material(course_id, file_id, by=current_principal())
    return see_other("/training/courses")


async def _page(*, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    found = await courses.courses()
    there = await files_of(materials.SUBJECT, [one["id"] for one in found])
    return page(
        "training/courses.html",
        status=status,
        here=HERE,
        courses=[views.course_view(one) | {"files": there.get(one["id"], [])} for one in found],
        kinds=list(words("training.kind").items()),
        levels=list(words("training.level").items()),
        may_plan=current_principal().may("training.plan"),
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (index, add, change, publish, retire, add_materials, remove_material)
