"""Search for programs."""

from litestar import get
from litestar.params import FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed
from desk.foundation.web.request import current_principal
from desk.search import answers, kinds, queries

SAYS = N_("What fits the text and may be read with this token; best first.")


@get("/search", name="api.search.find", opt=needs("search.use", says=SAYS))
async def find(q: FromQuery[str], limit: FromQuery[int] = 20) -> Listed[answers.Found]:
    """What fits the text and may be read with this token; best first."""
    readable = [one.name for one in kinds.readable(current_principal())]
    found = await queries.find(q, kinds=readable, most=limit)
    return Listed([answers.Found(one.kind, one.subject_id, one.title, one.detail, one.url, one.at) for one in found])


API = (find,)
