"""The address at which a gateway tells what became of messages: signed, so that nobody else guesses it."""

import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from desk.foundation.keys import keys_for

PURPOSE = "desk short message receipts, 1"


def token_for(tenant_id: UUID, account_id: UUID) -> str:
    """The last part of the address, the same as long as the account stays. Raises ``MissingSecret``."""
    return _token(keys_for(PURPOSE)[0], tenant_id, account_id)


def is_token(token: str, tenant_id: UUID, account_id: UUID) -> bool:
    """Whether an address is this account's."""
    made = (_token(key, tenant_id, account_id) for key in keys_for(PURPOSE))
    return any(hmac.compare_digest(token.encode(), one.encode()) for one in made)


def _token(key: bytes, tenant_id: UUID, account_id: UUID) -> str:
    said = hmac.digest(key, tenant_id.bytes + account_id.bytes, "sha256")[:24]
    return urlsafe_b64encode(said).decode()
