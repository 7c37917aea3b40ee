"""Search for programs."""

from typing import Any

from litestar import get
from litestar.params import FromQuery

from desk.foundation.permissions import needs
from desk.foundation.web.request import current_principal
from desk.search import kinds, queries


@get("/search", name="api.search.find", opt=needs("search.use"))
async def find(q: FromQuery[str], limit: FromQuery[int] = 20) -> dict[str, Any]:
    """What fits the text and may be read with this token; best first."""
    readable = [one.name for one in kinds.readable(current_principal())]
    found = await queries.find(q, kinds=readable, most=limit)
    return {
        "items": [
            {
                "kind": one.kind,
                "id": str(one.subject_id),
                "title": one.title,
                "detail": one.detail,
                "url": one.url,
                "at": one.at.isoformat(),
            }
            for one in found
        ]
    }


API = (find,)
