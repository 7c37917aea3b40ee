"""Calendars as an administrator knows them."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx

OFFICE = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "9:00-12:00, 13:00-18:00"),
    "name": "服务时间",
    "zone": "Asia/Shanghai",
    "country": "CN",
    "duty_counts": "yes",
}


def local(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


class Desk:
    """One tenant's calendars, through its pages."""

    def __init__(self, tenant: Any, client: httpx.AsyncClient) -> None:
        self.tenant, self.client = tenant, client

    async def make(self, **values: Any) -> UUID:
        from people_support import departments

        if values.get("owner") == "team":
            await departments(self.tenant, values["team"])
        answer = await self.client.post("/calendars", data=OFFICE | {"owner": "tenant"} | values)
        assert answer.status_code == 303, answer.text
        return UUID(answer.headers["location"].rpartition("/")[2])

    async def change(self, calendar: UUID, **values: Any) -> httpx.Response:
        return await self.client.post(f"/calendars/{calendar}", data=OFFICE | values)

    async def say(self, calendar: UUID, **values: Any) -> httpx.Response:
        return await self.client.post(f"/calendars/{calendar}/days", data=values)

    async def page(self, path: str) -> str:
        answer = await self.client.get(path)
        assert answer.status_code == 200, answer.text
        return text_of(answer.text)

    async def counts(self, **owner: Any) -> Any:
        from desk.calendars import queries

        async with self.tenant.scope():
            return await queries.work_calendar(**owner)


def text_of(html: str) -> str:
    """What a reader sees, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
