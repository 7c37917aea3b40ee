"""What all of these handlers need: the list that is meant, and how it was looked at."""

from urllib.parse import parse_qsl

from desk.foundation.errors import Forbidden
from desk.foundation.web.lists import Asked, Kept, List, asked_of, kept, registered
from desk.foundation.web.request import current_principal, visit_or_none
from desk.lists import queries
from desk.lists.forms import LookedAt


async def kept_by_reader(name: str) -> Kept:
    """What whoever looks keeps of a list; nothing for programs and strangers."""
    visit = visit_or_none()
    if visit is None or visit.principal is None or visit.is_api or not visit.principal.is_staff:
        return Kept()
    return await queries.kept(name, visit.principal)


def meant(name: str) -> List:
    """The list that an address names. Raises ``NotFound``, ``Forbidden`` for whoever may not see it."""
    what = registered(name)
    if not current_principal().may(what.permission):
        raise Forbidden
    return what


async def looked_at(what: List, form: LookedAt) -> tuple[Asked, Kept]:
    """The list as it was when the form was drawn."""
    own = await kept(what.name)
    asked = asked_of(what, dict(parse_qsl(form.query)) or {what.view_in: what.usual_view}, own)
    if what.around:
        asked.around = await what.around()
    return asked, own
