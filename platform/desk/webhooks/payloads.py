"""What other programs are told of a fact: the same in the feed, and in the body of a webhook."""

from collections.abc import Mapping
from typing import Any

import msgspec

from desk.foundation.web.api import Whom
from desk.webhooks.answers import Fact, Told


def told(fact: Mapping[str, Any]) -> Fact:
    """A row of ``event`` in the words of the feed. Ids, numbers and stored words only: facts hold nothing personal."""
    return Fact(
        id=fact["id"],
        name=fact["name"],
        version=fact["version"],
        at=fact["at"],
        by=Whom(fact["by_kind"], fact["by_id"]),
        subject=Whom(fact["subject_kind"], fact["subject_id"]),
        customer_id=fact["customer_id"],
        cause_id=fact["cause_id"],
        audience=fact["audience"],
        payload=msgspec.json.decode(fact["payload"]),
    )


def body_of(fact: Mapping[str, Any]) -> bytes:
    """The body of a webhook, byte for byte the same whenever it is made."""
    return msgspec.json.encode(Told(type=fact["name"], timestamp=fact["at"], data=told(fact)))
