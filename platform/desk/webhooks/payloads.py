"""What other programs are told of a fact: the same in the feed, and in the body of a webhook."""

from collections.abc import Mapping
from typing import Any

import msgspec


def told(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A row of ``event`` in the words of the feed. Ids, numbers and stored words only: facts hold nothing personal."""
    return {
        "id": fact["id"],
        "name": fact["name"],
        "version": fact["version"],
        "at": fact["at"],
        "by": {"kind": fact["by_kind"], "id": fact["by_id"]},
        "subject": {"kind": fact["subject_kind"], "id": fact["subject_id"]},
        "customer_id": fact["customer_id"],
        "cause_id": fact["cause_id"],
        "audience": fact["audience"],
        "payload": msgspec.json.decode(fact["payload"]),
    }


def body_of(fact: Mapping[str, Any]) -> bytes:
    """The body of a webhook, byte for byte the same whenever it is made."""
    return msgspec.json.encode({"type": fact["name"], "timestamp": fact["at"], "data": told(fact)})
