"""Demo ratings from the tenant's sample folder. Filling again adds nothing."""

from typing import Any
from uuid import UUID

from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope
from desk.surveys import actions, kinds, queries
from desk.surveys.states import Channel


async def fill(words: dict[str, Any]) -> None:
    """Plan a rating for each fact of the sample after which one is asked, and answer them but for the last."""
    for kind in kinds.registered().values():
        for one in await queries.facts_named(kind.event):
            await actions.plan(_fact(one), kind)
    said = words.get("ratings", [])
    asked = await queries.unanswered(len(said) + 1)
    for one, answer in zip(asked[:-1], said, strict=False):
        levels = {question.id: answer.get(question.id, "good") for question in kinds.kind_of(one["kind"]).questions}
        await actions.answer(one["id"], levels, answer.get("comment", ""), channel=Channel.PHONE, by=SYSTEM)


def _fact(one: Any) -> Fact:
    subject: UUID = one["subject_id"]
    kind, tenant = one["subject_kind"], current_scope().tenant.id
    return Fact(tenant, one["id"], one["name"], one["at"], "system", None, kind, subject, one["customer_id"], {})
