"""What a started demo tells: addresses and sign-ins, for people or as one line of JSON."""

from collections.abc import Iterator
from typing import Any

Announcement = dict[str, Any]


def announce(port: int, sample: dict[str, Any], environment: dict[str, str]) -> Announcement:
    """Everything there is to know, from what ``desk sample --all --json`` printed."""
    domain = f"localhost:{port}"
    return {
        "ready": True,
        "base": f"http://127.0.0.1:{port}",
        "tenants": [_tenant(one, domain) for one in sample["tenants"]],
        "headquarters": {"url": f"http://headquarters.{domain}/", **sample.get("headquarters", {})},
        "database_url": environment["DESK_DATABASE_URL"],
        "redis_url": environment["DESK_REDIS_URL"],
    }


def _tenant(one: dict[str, Any], domain: str) -> dict[str, Any]:
    slug = one["slug"]
    return {
        "slug": slug,
        "workspace": f"http://{slug}.{domain}/",
        "portal": f"http://{slug}-help.{domain}/",
        "api": f"http://{slug}.{domain}/api/v1",
        "sign_ins": one.get("sign_ins", []),
        "contact": one.get("contact"),
        "token": one.get("token"),
    }


def readable(told: Announcement) -> str:
    """The same for a person at a terminal."""
    return "\n".join(_lines(told))


def _lines(told: Announcement) -> Iterator[str]:
    for tenant in told["tenants"]:
        yield ""
        yield tenant["slug"]
        yield f"  workspace  {tenant['workspace']}"
        yield from map(_sign_in, tenant["sign_ins"])
        yield f"  portal     {tenant['portal']}"
        if tenant["contact"]:
            yield _sign_in({"role": "contact", **tenant["contact"]})
        yield f"  API        {tenant['api']}"
        if tenant["token"]:
            yield f"             token {tenant['token']}"
    yield ""
    yield "headquarters"
    yield f"  workspace  {told['headquarters']['url']}"
    yield from map(_sign_in, told["headquarters"].get("sign_ins", []))
    yield ""


def _sign_in(one: dict[str, str]) -> str:
    return f"             {one['role']:<14} {one['login']:<34} {one['password']}"
