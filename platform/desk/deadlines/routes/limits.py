"""What a tenant says of its promises: the set, single limits with their history, and what a change would do."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.customers.labels import GRADES
from desk.deadlines import actions, queries
from desk.deadlines.actions import Outlook
from desk.deadlines.errors import LooserThanMinimum
from desk.deadlines.forms import PRIORITIES, UNIT_WORDS, AppliesForm, ProfileForm, read_limit, typed_limit
from desk.deadlines.labels import limit_words
from desk.deadlines.queries import Policy
from desk.foundation import promises
from desk.foundation.errors import Invalid
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.promises import PROFILES, Promise
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit

HERE = "limits"
READ, SET = needs("deadline.read"), needs("deadline.set")
ALL = "/promises/limits"
ONE = f"{ALL}/{{promise_id:str}}"


@get(ALL, name="deadlines.limits", opt=READ)
async def limits() -> Response[str]:
    """All promises with what counts for each."""
    return await _limits({})


@post(f"{ALL}/profile", name="deadlines.profile", status_code=200, opt=SET)
async def choose_profile(request: Request[Any, Any, Any]) -> Response[str]:
    """Start from another set; what it does to open ones is shown before it is done."""
    values = _plain(await typed(request))
    try:
        form = read_values(values, ProfileForm)
        if form.applies == "open" and not _was_tried(values):
            outlook = await actions.outlook_of_profile(form.profile)
            return await _limits(values | {"tried": _fingerprint(values)}, outlook=outlook)
        for_open = form.applies == "open"
        await actions.choose_profile(form.profile, for_open=for_open, why=form.why, by=current_principal())
    except Invalid as refusal:
        return await _limits(values, status=422, errors=refusal.fields)
    except LooserThanMinimum as refusal:
        return await _limits(values, status=refusal.status, refused=_said(refusal))
    return see_other(ALL)


@get(ONE, name="deadlines.limit", opt=READ)
async def limit(promise_id: FromPath[str]) -> Response[str]:
    """One promise: what counts, what may be changed, what was before."""
    promise = actions.promise_here(promise_id)
    return await _limit(promise, typed_limit(promise, await actions.policy_now(promise)))


@post(ONE, name="deadlines.change_limit", status_code=200, opt=SET)
async def change(request: Request[Any, Any, Any], promise_id: FromPath[str]) -> Response[str]:
    """Set another limit; what it does to open ones is shown before it is done."""
    promise, values = actions.promise_here(promise_id), _plain(await typed(request))
    try:
        new = read_limit(values, promise)
        if new.for_open and not _was_tried(values):
            await actions.check_limit(promise.id, new)
            found = await actions.outlook(promise.id, new)
            return await _limit(promise, values | {"tried": _fingerprint(values)}, outlook=found)
        await actions.change_limit(promise.id, new, by=current_principal())
    except Invalid as refusal:
        return await _limit(promise, values, status=422, errors=refusal.fields)
    except LooserThanMinimum as refusal:
        return await _limit(promise, values, status=refusal.status, refused=_said(refusal))
    return see_other(f"{ALL}/{promise.id}")


@post(f"{ONE}/profile", name="deadlines.limit_of_profile", status_code=200, opt=SET)
async def as_profile(request: Request[Any, Any, Any], promise_id: FromPath[str]) -> Response[str]:
    """Back to what the chosen set says, for new ones; posted without a choice, too."""
    promise, values = actions.promise_here(promise_id), _plain(await typed(request))
    form = read_values({"applies": "new"} | values, AppliesForm)
    profile = actions.profile_of(await queries.chosen_profile())
    new = await actions.usual_limit(promise, profile)
    new = replace(new, for_open=form.applies == "open", why=form.why)
    try:
        await actions.change_limit(promise.id, new, by=current_principal())
    except LooserThanMinimum as refusal:
        kept = typed_limit(promise, await actions.policy_now(promise))
        return await _limit(promise, kept, status=refusal.status, refused=_said(refusal))
    return see_other(f"{ALL}/{promise.id}")


@get(f"{ONE}/progress", name="deadlines.progress", opt=READ)
async def progress(promise_id: FromPath[str]) -> Response[str]:
    """How far open ones have followed; asked again and again until all have."""
    promise = actions.promise_here(promise_id)
    return fragment("deadlines/_progress.html", promise=promise, progress=await _progress(promise))


async def _limits(
    values: dict[str, str],
    *,
    status: int = 200,
    errors: dict[str, str] | None = None,
    outlook: Outlook | None = None,
    refused: str = "",
) -> Response[str]:
    known = promises.known_to(current_visit().tenant.plugins)
    stored, chosen = await queries.policies(), await queries.chosen_profile()
    profile = actions.profile_of(chosen)
    minimums, is_open = await queries.minimums(), await queries.open_by_promise()
    behind = await queries.behind(list(known))
    rows = []
    for promise in known.values():
        policy = actions.policy_of(promise, stored.get(promise.id), chosen)
        minimum = minimums.get(promise.id)
        rows.append(
            {
                "id": promise.id,
                "aliases": list(promise.aliases),
                "what": gettext(promise.what),
                "limit": limit_words(policy.basis, policy.amount),
                "is_own": policy.version > 0 and policy.source == "own",
                "waits": bool(promise.act),
                "ladder": policy.ladder,
                "open": is_open.get(promise.id, 0),
                "left": behind.get(promise.id, (0, 0))[1],
                "minimum": limit_words(minimum.basis, minimum.amount) if minimum else "",
                "looser": await actions.looser(promise, policy, minimum) if minimum else "",
            }
        )
    return page(
        "deadlines/limits.html",
        status=status,
        here=HERE,
        rows=rows,
        profile=profile,
        profiles=list(words("deadline.profile").items()),
        history=await queries.profiles(),
        values={"profile": profile, "applies": "new"} | values,
        errors=errors or {},
        outlook=outlook,
        refused=refused,
        may_set=current_principal().may("deadline.set"),
    )


async def _limit(
    promise: Promise,
    values: dict[str, str],
    *,
    status: int = 200,
    errors: dict[str, str] | None = None,
    outlook: Outlook | None = None,
    refused: str = "",
) -> Response[str]:
    policy, chosen = await actions.policy_now(promise), await queries.chosen_profile()
    minimum = (await queries.minimums()).get(promise.id)
    grades = [(f"grade_{one}", label("grade", one)) for one in GRADES]
    return page(
        "deadlines/limit.html",
        status=status,
        here=HERE,
        promise=promise,
        what=gettext(promise.what),
        limit=limit_words(policy.basis, policy.amount),
        is_measured=promise.basis in actions.MEASURED,
        is_own=policy.version > 0 and policy.source == "own",
        minimum=limit_words(minimum.basis, minimum.amount) if minimum else "",
        minimum_why=minimum.why if minimum else "",
        looser=await actions.looser(promise, policy, minimum) if minimum else "",
        profiles=[_profile(promise, name, actions.profile_of(chosen)) for name in PROFILES],
        factors=grades + [(f"priority_{one}", label("deadline.priority", one)) for one in PRIORITIES],
        units=[(name, gettext(word)) for name, word in UNIT_WORDS.items()],
        ladders=list(words("deadline.ladder").items()),
        history=changes_of(promise, await queries.policies_of(promise.id), actions.profile_of(chosen)),
        progress=await _progress(promise),
        values=values,
        errors=errors or {},
        outlook=outlook,
        refused=refused,
        may_set=current_principal().may("deadline.set"),
    )


def _profile(promise: Promise, name: str, chosen: str) -> dict[str, Any]:
    found = promise.limit_of(name)
    return {
        "label": label("deadline.profile", name),
        "limit": limit_words(found.basis, found.amount),
        "is_chosen": name == chosen,
    }


async def _progress(promise: Promise) -> dict[str, int] | None:
    """How many open ones have followed the latest policy, while some haven't."""
    done, left = (await queries.behind([promise.id])).get(promise.id, (0, 0))
    return {"done": done, "all": done + left} if left else None


def changes_of(promise: Promise, versions: Sequence[Mapping[str, Any]], profile: str) -> list[dict[str, Any]]:
    """The history of a limit, the newest first: who, when, what it was and what it became."""
    usual = promise.limit_of(profile)
    before = [one["policy"] for one in versions[1:]]
    first = versions[-1]["policy"].version if versions else 0
    if first == 1:
        before.append(Policy(promise.id, 0, usual.basis, usual.amount, promise.ladder))
    return [
        {
            "version": one["policy"].version,
            "at": one["at"],
            "by": one["by_name"] or gettext("The system"),
            "why": one["why"],
            "for_open": one["applies"] == "open",
            "of_profile": one["policy"].source == "profile",
            "changes": _differences(promise, before[place], one["policy"]) if place < len(before) else [],
        }
        for place, one in enumerate(versions)
    ]


def _differences(promise: Promise, old: Policy, new: Policy) -> list[dict[str, str]]:
    found = [(gettext("Limit"), limit_words(old.basis, old.amount), limit_words(new.basis, new.amount))]
    found.append((gettext("Ladder"), old.ladder, new.ladder))
    found.append((gettext("Reminders"), _reminders(old), _reminders(new)))
    found.append((gettext("Factors"), _factors(promise, old), _factors(promise, new)))
    return [{"word": word, "old": was, "new": then} for word, was, then in found if was != then]


def _reminders(policy: Policy) -> str:
    if policy.reminders is None:
        return gettext("as the ladder says")
    return ", ".join(f"{one} %" for one in policy.reminders) or gettext("none")


def _factors(promise: Promise, policy: Policy) -> str:
    grades = promise.grades if policy.grades is None else policy.grades
    priorities = promise.priorities if policy.priorities is None else policy.priorities
    found = [f"{label('grade', name)} {round(100 * one)} %" for name, one in grades.items()]
    found += [f"{label('deadline.priority', name)} {round(100 * one)} %" for name, one in priorities.items()]
    return ", ".join(found) or gettext("none")


def _plain(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _fingerprint(values: Mapping[str, str]) -> str:
    """What was tried out: another value, and it is tried out again."""
    said = "\n".join(
        f"{name}={value}" for name, value in sorted(values.items()) if name not in ("tried", "why", "once")
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _was_tried(values: Mapping[str, str]) -> bool:
    return values.get("tried") == _fingerprint(values)


def _said(refusal: LooserThanMinimum) -> str:
    return f"{refusal} {gettext(refusal.way_out or '')}".strip()


HANDLERS = (limits, choose_profile, limit, change, as_profile, progress)
