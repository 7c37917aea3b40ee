"""What the tests of imports share: a tenant of one's own, tables as people send them, and the job in pieces."""

import csv
import io
import re
from collections.abc import Sequence

import pytest

KIND = "customers.customers"


@pytest.fixture
def csv_of():
    """Rows as a CSV in UTF-8."""

    def make(*rows: Sequence[str]) -> bytes:
        written = io.StringIO(newline="")
        csv.writer(written).writerows(rows)
        return written.getvalue().encode()

    return make


class Import:
    """One table on its way, through the pages."""

    def __init__(self, member, place, settle):
        self.member, self.place, self.settle = member, place, settle

    async def page(self):
        return (await self.member.get(self.place)).text

    async def send(self, door, **form):
        return await self.member.post(f"{self.place}/{door}", data=form)

    async def do(self, door, **form):
        """A step that is taken, with the job that follows."""
        answer = await self.send(door, **form)
        assert answer.status_code == 303, answer.text
        await self.settle()
        return await self.page()

    async def reads(self, **changed):
        """The fields as they were guessed, to be sent again."""
        page = await self.page()
        found = re.findall(r'<option value="([^"]*)" selected', page[page.rindex("<tbody>") :])
        return await self.do("reading", fields=found, **changed)


@pytest.fixture
def sent(door, settle):
    """Send a table and have it looked at."""

    async def send(tenant, content: bytes, name: str = "客户.csv", kind: str = KIND):
        member = await door.member(tenant)
        answer = await member.post(f"/imports/{kind}", files={"file": (name, content, "application/octet-stream")})
        assert answer.status_code == 303, answer.text
        await settle()
        return Import(member, answer.headers["location"], settle)

    return send
