"""Which fields of a tenant's own there are, for programs that fill them."""

from litestar import get
from litestar.params import FromQuery

from desk.fields import answers
from desk.fields.forms import may_see
from desk.fields.settings import live
from desk.fields.states import OWNERS, Field, Owner
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web import paging
from desk.foundation.web.api import Listed
from desk.foundation.web.request import current_principal


@get("/fields", name="api.fields.index", opt=needs("customer.read", says=N_("The fields of your own, in their order.")))
async def index(limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None) -> Listed[answers.Field]:
    """The fields that are asked for, of all owners."""
    by, last = current_principal(), paging.decode(cursor, str, str) if cursor else None
    found = [(owner, one) for owner in OWNERS for one in live(owner) if may_see(one, by)]
    begin = next((place for place, one in enumerate(found, 1) if last == _place(one)), 0)
    part = paging.page_of(found[begin:], paging.size_of(limit), _place)
    return Listed([_shown(owner, one) for owner, one in part.items], part.next)


def _place(found: tuple[Owner, Field]) -> tuple[str, str]:
    return found[0], found[1].key


def _shown(owner: Owner, one: Field) -> answers.Field:
    return answers.Field(
        owner,
        one.key,
        one.kind.value,
        one.zh,
        one.en,
        one.required,
        one.confidential,
        [answers.Choice(choice.key, choice.zh, choice.en) for choice in one.choices if not choice.retired],
    )


HANDLERS = (index,)
