"""
Calling out: the one place from which the platform speaks HTTP to addresses that somebody typed.

The name is resolved here, once; every address that it has must be on the open internet; and the connection goes to
the very address that was looked at, so that a name which answers differently the next time changes nothing.
Redirects are not followed, proxies of the surroundings not asked, and an answer is read to its limit only.
Nothing else may import an HTTP client: tests/architecture sees to it.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Literal

import httpx

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_
from desk.kit.addresses import Address, Network, Target, Unfit, is_open, read_url, unwrapped
from desk.settings import settings

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]
"""Host and port in, all its addresses out. Raises ``OSError`` for a name that has none."""
Why = Literal["address", "name", "connection", "certificate", "time", "answer"]

PATIENCE = 10.0
"""Seconds that a call may take, from asking for the name to the last byte."""
MOST = 64_000
"""Bytes of an answer that are read."""
CONNECT = 4.0
"""Seconds until an address counts as one that takes no connection."""
TRIED = 3
"""Addresses of one name that are tried, one after the other, until one takes the connection."""
PORTS = frozenset({80, 443, 8080, 8443})


class AddressRefused(Refusal):
    """Not an address that we call."""

    status = 422
    sentence = N_("Nothing is sent to this address: it isn't a public one on the internet.")


class PortRefused(AddressRefused):
    """A port on which other things than web servers listen."""

    sentence = N_("Nothing is sent to port {port}. Web addresses usually need none.")


class UnfitUrl(AddressRefused):
    """Can't be read in one way only."""

    sentence = N_("An address looks like https://erp.company.cn/hooks.")


class NoAnswer(Exception):
    """The call came to nothing; ``why`` says where it ended."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    """At most ``MOST`` bytes of it, as they came."""
    retry_after: int | None = None
    """Seconds that the other side asks for before the next call."""


async def by_system(host: str, port: int) -> Sequence[Address]:
    """All addresses of a name, as this machine resolves it."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(one[4][0]).partition("%")[0]) for one in found]


class Outgoing:
    """Calls to addresses that somebody else chose."""

    def __init__(
        self,
        *,
        resolve: Resolve = by_system,
        allow: Sequence[Network] = (),
        ports: frozenset[int] = PORTS,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """``allow`` are networks inside that may be called all the same, on any port: for tests and demos."""
        self.resolve, self.allow, self.ports, self.trust = resolve, tuple(allow), ports, trust

    def check(self, url: str) -> Target:
        """What can be said of an address without asking for its name. Raises ``AddressRefused``."""
        try:
            target = read_url(url)
        except Unfit:
            raise UnfitUrl from None
        literal = target.literal
        if literal is not None and not self._may_call(literal):
            raise AddressRefused
        allowed = bool(self.allow) if literal is None else self._is_allowed(literal)
        if target.port not in self.ports and not allowed:
            raise PortRefused(port=target.port)
        return target

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = PATIENCE) -> Answer:
        """Send ``body``, once. Raises ``NoAnswer``, also for an address that may not be called."""
        try:
            target = self.check(url)
        except AddressRefused:
            raise NoAnswer("address") from None
        try:
            async with asyncio.timeout(seconds):
                return await self._send(target, await self._addresses(target), body, headers)
        except TimeoutError:
            raise NoAnswer("time") from None

    def check_server(self, host: str, port: int, ports: frozenset[int]) -> Target:
        """What can be said of a server that isn't one of the web. Raises ``AddressRefused``."""
        return Outgoing(allow=self.allow, ports=ports).check(f"https://{host}:{port}")

    async def addresses(self, host: str, port: int, ports: frozenset[int]) -> Sequence[Address]:
        """Where such a server is: call one of these and no other. Raises ``NoAnswer``."""
        other = Outgoing(resolve=self.resolve, allow=self.allow, ports=ports)
        try:
            return await other._addresses(other.check(f"https://{host}:{port}"))
        except AddressRefused:
            raise NoAnswer("address") from None

    async def _addresses(self, target: Target) -> Sequence[Address]:
        """Where the host is. One address inside is enough to call none: an honest name has no such company."""
        if target.literal is not None:
            return [target.literal]
        try:
            found = list(dict.fromkeys(await self.resolve(target.host, target.port)))
        except (OSError, UnicodeError):
            raise NoAnswer("name") from None
        if not found:
            raise NoAnswer("name")
        for one in found:
            allowed = self._is_allowed(one)
            if not (allowed or is_open(one)) or not (allowed or target.port in self.ports):
                raise NoAnswer("address")
        return found[:TRIED]

    def _may_call(self, address: Address) -> bool:
        return is_open(address) or self._is_allowed(address)

    def _is_allowed(self, address: Address) -> bool:
        return any(unwrapped(address) in network for network in self.allow)

    async def _send(
        self, target: Target, addresses: Sequence[Address], body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        for number, address in enumerate(addresses, start=1):
            try:
                return await self._send_to(address, target, body, headers)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if number == len(addresses) or _is_distrust(error):
                    raise NoAnswer("certificate" if _is_distrust(error) else "connection") from None
            except httpx.TimeoutException:
                raise NoAnswer("time") from None
            except httpx.HTTPError:
                raise NoAnswer("answer") from None
        raise AssertionError("there is always an address")

    async def _send_to(self, address: Address, target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
        """To this address and no other; the name goes into Host and certificate only."""
        host = f"[{address}]" if address.version == 6 else str(address)
        url = f"{'https' if target.secure else 'http'}://{host}:{target.port}{target.path}"
        trust = self.trust or _authorities()
        transport = httpx.AsyncHTTPTransport(verify=trust, trust_env=False, retries=0)
        patience = httpx.Timeout(PATIENCE, connect=CONNECT)
        named = {"sni_hostname": target.host} if target.literal is None else {}
        own = {"Host": target.authority, "Accept-Encoding": "identity", "Connection": "close"}
        async with (
            httpx.AsyncClient(transport=transport, trust_env=False, timeout=patience, follow_redirects=False) as client,
            client.stream("POST", url, content=body, headers={**headers, **own}, extensions=named) as response,
        ):
            later = response.headers.get("retry-after", "")
            seconds = int(later) if len(later) < 7 and later.isascii() and later.isdigit() else None
            return Answer(response.status_code, await _beginning(response), seconds)


async def _beginning(response: httpx.Response) -> bytes:
    """The first bytes as they came: nothing is unpacked, and what is too much is left on the wire."""
    found = bytearray()
    async for chunk in response.aiter_raw():
        found += chunk
        if len(found) >= MOST:
            break
    return bytes(found[:MOST])


def _is_distrust(error: BaseException) -> bool:
    """Whether a connection failed because of who is at its other end."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


@cache
def _authorities() -> ssl.SSLContext:
    return httpx.create_ssl_context()


@cache
def outgoing() -> Outgoing:
    """The calls of this process, as the settings allow them."""
    allow = settings.outgoing_allow if settings.environment in ("demo", "test") else ()
    return Outgoing(allow=allow, ports=PORTS | settings.outgoing_ports)
