"""
Links to the files host: signed, for ten minutes, for the audience that the file had when the link was made.

That host takes no cookies, so the link is all that opens a file there. Asking who may have one is done
before it is made: see ``access``.
"""

import hashlib
import hmac
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from desk.files.tables import StoredFile
from desk.foundation.keys import key_for
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.web.hosts import address
from desk.kit.time import now

LASTS = timedelta(minutes=10)


def require_secret() -> bytes:
    """The key that links are signed with. Raises ``MissingSecret``: a web process must not start then."""
    return key_for("desk links to files, 1")


def link_for(file: StoredFile, principal: Principal, *, small: bool = False) -> str:
    """An address on the files host for this principal, who may read the file; ``small`` for its thumbnail."""
    assert principal.kind != "contact" or file.audience in ("customer", "customers"), "asked of access before"
    tenant = current_scope().tenant
    until = int((now() + LASTS).timestamp())
    signature = _signature(tenant.id, file, until)
    path = f"/t/{file.id}" if small else f"/f/{file.id}/{quote(file.name, safe='')}"
    return address(tenant.hosts["files"], f"{path}?until={until}&sig={signature}")


def is_good(file: StoredFile, until: int, signature: str) -> bool:
    """Whether this link was made by us for this very file, and is still good."""
    in_time = now().timestamp() < until <= (now() + LASTS).timestamp() + 60
    expected = _signature(current_scope().tenant.id, file, until)
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")) and in_time


def _signature(tenant_id: UUID, file: StoredFile, until: int) -> str:
    said = (tenant_id, file.id, file.name, file.audience, file.customer_id, until)
    return hmac.new(require_secret(), "\n".join(map(str, said)).encode(), hashlib.sha256).hexdigest()
