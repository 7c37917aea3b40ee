"""What a closed case taught: marked for the knowledge base, in words without a customer."""

from typing import Any

from piccolo.columns import Column

from desk.cases import queries
from desk.cases.errors import NamesSomebody, NotClosed
from desk.cases.states import Status
from desk.cases.tables import KnowledgeCandidate
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import Forbidden
from desk.foundation.principals import Principal
from desk.kit.time import now


async def mark_for_knowledge(partner: str, number: int, problem: str, answer: str, *, by: Principal) -> None:
    """
    Keep problem and answer of a closed case, or write them anew.

    Raises ``NamesSomebody`` where the customer, or whoever complained, stands in the words.
    """
    if not by.may("case.answer"):
        raise Forbidden
    case = await queries.sheet(crossing_rows, number, partner=partner)
    if case["status"] != Status.CLOSED:
        raise NotClosed
    words = f"{problem}\n{answer}".casefold()
    names = (case["customer_name"], case["contact_name"], case["contact_reach"])
    if any(one.strip() and one.strip().casefold() in words for one in names):
        raise NamesSomebody
    said: dict[Column | str, Any] = {"problem": problem, "answer": answer, "author_name": by.name[:100], "at": now()}
    known = (
        await KnowledgeCandidate.update(said)
        .where(KnowledgeCandidate.hq_case == case["id"])
        .returning(KnowledgeCandidate.id)
    )
    if not known:
        place = {"partner": case["partner"], "number": number, "product": case["product"]}
        await KnowledgeCandidate.add(hq_case=case["id"], **place, **{str(name): value for name, value in said.items()})
