"""The API as a program finds it: with a token, and with the document that describes it."""

import pytest


@pytest.fixture
async def document(door, acme):
    """What ``GET /api/v1/openapi.json`` says, in Chinese."""
    answer = await (await door.api(acme)).get("/api/v1/openapi.json")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def operations(document):
    """Every operation with its method and path."""
    return [(method, path, one) for path, methods in document["paths"].items() for method, one in methods.items()]
