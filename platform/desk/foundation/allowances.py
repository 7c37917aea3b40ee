"""Which modules headquarters lets a partner switch on: what was said last, or all where nothing was said."""

from collections.abc import Iterable

from desk.foundation.database import row
from desk.foundation.tenancy import current_scope

_LAST = "select plugins from partner_allowance where tenant_id = $1 order by at desc limit 1"


async def not_allowed(slugs: Iterable[str]) -> list[str]:
    """Those of these plugins that the open tenant may not switch on."""
    found = await row(_LAST, current_scope().tenant.id)
    return [] if found is None else [slug for slug in slugs if slug not in found["plugins"]]
