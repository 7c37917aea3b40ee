"""
Tokens by which an answer says which ticket it belongs to and to whom we wrote: signed, for one ticket and one contact.

A token stands in the address to answer to (``support+<token>@company.cn``, where the server takes such) and in the
``References`` of what we send, which mail programs repeat. Its letters survive a server that writes all of them small.
"""

import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from uuid import UUID

from desk.foundation.keys import keys_for

PURPOSE = "desk mail threads, 1"
NUMBER, SIGNED = 5, 10
"""Bytes of the ticket's number, and of the signature."""
MOST = 20
"""Tokens of one mail that are looked at."""
_TOKEN = re.compile(r"(?:\+|<re-)([a-z2-7]{24})@", re.IGNORECASE)


def token_for(tenant_id: UUID, number: int, ticket_id: UUID, contact_id: UUID) -> str:
    """The token of a ticket for one contact. Raises ``MissingSecret``."""
    signature = _signature(keys_for(PURPOSE)[0], tenant_id, ticket_id, contact_id)
    return b32encode(number.to_bytes(NUMBER, "big") + signature).decode().lower()


def tokens_in(texts: Iterable[str]) -> list[str]:
    """The tokens in addresses and references, each once, in their order."""
    found = (token.lower() for text in texts for token in _TOKEN.findall(text))
    return list(dict.fromkeys(found))[:MOST]


def number_of(token: str) -> int:
    """Which ticket a token names; whether it is good is not said by that."""
    return int.from_bytes(b32decode(token.upper())[:NUMBER], "big")


def is_good(token: str, tenant_id: UUID, ticket_id: UUID, contact_id: UUID) -> bool:
    """Whether we made this token for this ticket and this contact."""
    given = b32decode(token.upper())[NUMBER:]
    good = [hmac.compare_digest(given, _signature(key, tenant_id, ticket_id, contact_id)) for key in keys_for(PURPOSE)]
    return any(good)


def address_with(address: str, token: str) -> str:
    """The address to answer to."""
    name, _, domain = address.partition("@")
    return f"{name}+{token}@{domain}"


def reference_with(address: str, token: str) -> str:
    """What an answer repeats among its references."""
    return f"<re-{token}@{address.partition('@')[2]}>"


def _signature(key: bytes, tenant_id: UUID, ticket_id: UUID, contact_id: UUID) -> bytes:
    return hmac.digest(key, tenant_id.bytes + ticket_id.bytes + contact_id.bytes, "sha256")[:SIGNED]
