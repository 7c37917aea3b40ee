"""Commands as people start them: processes of their own, against the servers of this test process."""

from collections.abc import Callable
from typing import Any

import pytest
from commands_support import Said, run_desk

Desk = Callable[..., Said]


@pytest.fixture
def desk(stack: object) -> Desk:
    """Runs ``desk WORDS…`` once the servers are there."""
    return run_desk


@pytest.fixture(scope="module")
def empty(stack: Any) -> str:
    """The address of a database with its roles and nothing in it."""
    stack.prepare_database("empty")
    return stack.database_url(database="empty")
