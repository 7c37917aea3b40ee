"""What is handed up here: a ticket of a customer with somebody in the portal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

ENVELOPE = {
    "kind": "technical",
    "title": "结转后余额不平",
    "customer_name": "江南纺织",
    "product": "财务管理 V8.2 总账",
    "description": "资产负债表两边相差 0.01",
    "tried": "重新结转、恢复备份",
    "impact": "月报交不出去",
    "wanted": "补丁或绕行办法",
}

ASKED = {
    "complaint": {},
    "requirement": {"requirement.function": "导出资产负债表", "requirement.business": "每月报送集团"},
    "dongle": {
        "dongle.dongle_no": "JN-20418",
        "dongle.fault": "插上后不识别",
        "dongle.received_on": "2026-01-05",
        "dongle.tested": "换两台电脑都不识别",
        "dongle.loan_no": "JY-0007",
        "dongle.sent_on": "2026-01-06",
    },
}
"""What kinds ask for besides the envelope."""


@dataclass
class Matter:
    """A case with the browsers of both sides and of the customer."""

    tenant: Any
    ticket: int
    ticket_id: UUID
    number: int
    member: Any
    operator: Any
    person: Any

    @property
    def up(self) -> str:
        """Where operators open it."""
        return f"/cases/{self.tenant.slug}/{self.number}"

    @property
    def place(self) -> str:
        """Where the partner opens it."""
        return f"/cases/{self.number}"


@pytest.fixture
def a_matter(door, acme, headquarters):
    """Hand a ticket up as a member does; the answer has both sides' browsers."""
    from tickets_support import contact, number_in, stored

    async def make(status="open", **words):
        person = await contact(door, acme)
        ticket = await number_in(acme, status, customer=person.customer, contact=person.id)
        ticket_id = (await stored(acme, ticket)).id
        member, operator = await door.member(acme), await door.member(headquarters)
        form = ENVELOPE | {"subject_kind": "ticket", "subject_id": str(ticket_id)} | words
        answer = await member.post("/cases", data=form)
        assert answer.status_code == 303, answer.text
        number = int(answer.headers["location"].removeprefix("/cases/"))
        return Matter(acme, ticket, ticket_id, number, member, operator, person)

    return make
