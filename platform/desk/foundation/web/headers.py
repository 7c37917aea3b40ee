"""Headers that protect: a policy with nonces, no framing, no guessing of types, nothing kept of signed-in pages."""

from typing import Literal

from litestar.types import HTTPScope, Scope

from desk.foundation.errors import Forbidden
from desk.foundation.web.hosts import address
from desk.settings import settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def header(scope: Scope, name: bytes) -> str | None:
    """One request header, or None."""
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return None


def check_origin(scope: HTTPScope) -> None:
    """
    Refuse a change that another site asks for in somebody's name.

    Origin must be the host itself. Where a browser leaves Origin out, Sec-Fetch-Site must say the same.
    A client that sends neither is no browser, and carries nobody's cookies but its own.
    """
    if scope["method"] in SAFE:
        return
    origin = header(scope, b"origin")
    site = header(scope, b"sec-fetch-site")
    if origin is not None:
        if origin.split("://", 1)[-1] != header(scope, b"host") or origin.split("://", 1)[0] not in (
            "http",
            "https",
        ):
            raise Forbidden
        if settings.secure and not origin.startswith("https://"):
            raise Forbidden
    if site is not None and site not in ("same-origin", "none"):
        raise Forbidden


def protective(nonce: str, files_host: str | None, *, private: bool) -> list[tuple[bytes, bytes]]:
    """The headers of every answer; ``private`` ones may not be stored anywhere."""
    images = f" {address(files_host, '')}" if files_host else ""
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        f"img-src 'self' data:{images}; font-src 'self'; connect-src 'self'; form-action 'self'; "
        "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    )
    found = [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-site"),
        (b"permissions-policy", b"camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
    if private:
        found.append((b"cache-control", b"no-store"))
    if settings.secure:
        found.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    return found


def cookie_name() -> str:
    """``__Host-`` binds the cookie to this very host; browsers only take it over https."""
    return "__Host-desk" if settings.secure else "desk"


def set_cookie(name: str, value: str, *, seconds: int, same_site: Literal["Lax", "Strict"] = "Lax") -> str:
    """A host-only cookie that no script can read."""
    secure = "; Secure" if settings.secure else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}"
