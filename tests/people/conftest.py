"""Fresh people for each test, somebody who manages them, and a mail server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr


@pytest.fixture
def someone(door: Any, acme: Any) -> Callable[..., Any]:
    """Adds a member with a login of their own: ``await someone("hotline_engineer")``."""
    from people_support import add_someone

    async def add(*roles: str, tenant: Any = None, **more: Any) -> Any:
        return await add_someone(door, tenant or acme, *roles, **more)

    return add


@pytest.fixture
async def manager(door: Any, acme: Any) -> Any:
    """The browser of an administrator."""
    return await door.member(acme, "administrator")


@pytest.fixture
def mailbox(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A real mail server, and that it is ours."""
    from people_support import mail_server

    from desk.messaging.actions import ways

    with mail_server() as found:
        changed = ways.settings.model_copy(update={"smtp_url": SecretStr(found.url)})
        monkeypatch.setattr(ways, "settings", changed)
        yield found
