"""
Requests made from the description of the API, sent to the application under test, and looked at.

Hypothesis makes them in a thread of its own; each is sent in the loop of the tests, where the connections are.
The same requests are made each time: what was found once is found again.
"""

import asyncio
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis import Case, GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
PATIENCE = 30.0
"""Seconds that one answer may take."""


async def tried(
    document: Mapping[str, Any],
    client: httpx.AsyncClient,
    known: Mapping[str, Sequence[str]],
    *,
    fitting: bool,
    each: int,
) -> tuple[list[str], dict[int, int]]:
    """
    What is wrong with the answers to requests that fit the description, or that don't; and how often each status came.

    ``known`` are values by name that exist, used for half of the places that have such a name.
    """
    loop, answers = asyncio.get_running_loop(), dict[int, int]()

    def send(case: Case) -> httpx.Response:
        sent = asyncio.run_coroutine_threadsafe(client.send(_request(case, client)), loop).result(PATIENCE)
        answers[sent.status_code] = answers.get(sent.status_code, 0) + 1
        return sent

    def run() -> list[str]:
        mode = GenerationMode.POSITIVE if fitting else GenerationMode.NEGATIVE
        schema = openapi.from_dict(dict(document))
        found = []
        for operation in (one.ok() for one in schema.get_all_operations()):
            found += _faults(operation.label, operation.as_strategy(generation_mode=mode), known, send, each)
        return found

    return await asyncio.to_thread(run), answers


def _faults(label: str, strategy: Any, known: Mapping[str, Sequence[str]], send: Any, examples: int) -> list[str]:
    found: list[str] = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy, some.randoms(use_true_random=False))
    def ask(case: Case, chance: Any) -> None:
        _use(case, known, chance)
        if found:
            return
        try:
            case.validate_response(send(case), checks=CHECKS)
        except FailureGroup as failure:
            found.append(f"{label}: {failure}")
        except Exception:
            found.append(f"{label}: {traceback.format_exc()}")

    ask()
    return found


def _use(case: Case, known: Mapping[str, Sequence[str]], chance: Any) -> None:
    """Put values that exist where such values go, in about half of the places."""
    for place in (case.path_parameters, case.query, case.body):
        if isinstance(place, dict):
            for name in place:
                if name in known and chance.random() < 0.5:
                    place[name] = chance.choice(known[name])


def _request(case: Case, client: httpx.AsyncClient) -> httpx.Request:
    made = requests.Request(**_plain(case.as_transport_kwargs(base_url=f"{client.base_url}/api/v1"))).prepare()
    headers = {name: value for name, value in made.headers.items() if name.lower() != "authorization"}
    return client.build_request(str(made.method), str(made.url), headers=headers, content=made.body)


def _plain(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name in requests.Request().__dict__}
