"""What grades give and gave: customers with each, its limits, changes in a period, and what was promised and kept."""

from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from desk.customers import settings as customers
from desk.deadlines import queries
from desk.deadlines.actions import reckoning
from desk.deadlines.labels import limit_words
from desk.deadlines.routes.figures import MONTHS, period, period_words, share_of
from desk.deadlines.routes.listing import READ, as_table
from desk.foundation import promises
from desk.foundation.labels import label
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.pages import page

GRADES = "/promises/grades"
HERE = "customers"
HEADINGS = (
    *(N_("Grade"), N_("Customers now"), N_("Came to it"), N_("Left it")),
    *(N_("Promises made"), N_("Kept in time"), N_("Late or missed"), N_("Share on time")),
)


@get(GRADES, name="deadlines.grades", opt=READ)
async def grades(months: FromQuery[int] = 3) -> Response[str]:
    """The months up to this one."""
    since, until, _ = period(months)
    return page(
        "deadlines/grades.html",
        here=HERE,
        views=[
            {"label": period_words(one), "url": f"{GRADES}?months={one}", "current": one == months}
            | {"count": None, "hot": False}
            for one in MONTHS
        ],
        months=months,
        grades=await _grades(months),
        moves=[
            {"old": label("grade", one["old"]), "new": label("grade", one["new"]), "count": one["count"]}
            for one in await queries.grade_moves(since, until)
        ],
        limits=await _limits(),
        columns=[(one.word, "") for one in _used()],
    )


@get(f"{GRADES}.csv", name="deadlines.grades_export", opt=READ)
async def grades_export(months: FromQuery[int] = 3) -> Response[bytes]:
    """The same by grade, as a table."""
    names = ("word", "customers", "came", "went", "promises", "met", "late")
    lines = [[*(str(one[name]) for name in names), f"{one['share']} %"] for one in await _grades(months)]
    return await as_table("grades", HEADINGS, lines)


async def _grades(months: int) -> list[dict[str, Any]]:
    """Each grade that is given here or that somebody has."""
    since, until, _ = period(months)
    now, moves = await queries.customers_by_grade(), await queries.grade_moves(since, until)
    gave = await queries.given_by_grade(since, until)
    found = []
    for one in customers.grades(current_scope().tenant.settings):
        if not (one.is_used or now.get(one.key)):
            continue
        given = gave.get(one.key)
        met, late = (given["met"], given["late"]) if given else (0, 0)
        found.append(
            {
                "key": one.key,
                "word": one.word,
                "tint": one.tint,
                "rule": one.rule,
                "customers": now.get(one.key, 0),
                "came": sum(move["count"] for move in moves if move["new"] == one.key),
                "went": sum(move["count"] for move in moves if move["old"] == one.key),
                "promises": given["promises"] if given else 0,
                "met": met,
                "late": late,
                "share": share_of(met, late),
            }
        )
    return found


def _used() -> list[customers.GradeWords]:
    return [one for one in customers.grades(current_scope().tenant.settings) if one.is_used]


async def _limits() -> list[dict[str, Any]]:
    """Every promise whose limit depends on the grade, with what counts for each grade now."""
    known = promises.known_to(current_scope().tenant.plugins)
    stored, profile = await queries.policies(), await queries.chosen_profile()
    used, found = _used(), []
    for promise in known.values():
        policy = reckoning.policy_of(promise, stored.get(promise.id), profile)
        factors = promise.grades if policy.grades is None else policy.grades
        if not policy.amount or all(factors.get(one.key, 1.0) == 1.0 for one in used):
            continue
        amounts = [reckoning.amount_of(promise, policy, grade=one.key, priority="") for one in used]
        found.append(
            {
                "id": promise.id,
                "what": gettext(promise.what),
                "limits": [limit_words(policy.basis, amount) for amount in amounts],
            }
        )
    return found


HANDLERS = (grades, grades_export)
