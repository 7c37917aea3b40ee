"""
Addresses on the network: reading what people type as one, and telling the open internet from everything else.

Whoever may name an address that we call may try to reach through us what stands behind us. So an address is
read one way only, and what isn't surely on the open internet counts as inside.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote

import idna

LONGEST = 2_000
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_URL = re.compile(r"(https?)://([^/?#]*)([^#]*)(?:#.*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]@%]+))(?::([0-9]{1,5}))?", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
_LIKE_A_NUMBER = re.compile("[0-9]+|0x[0-9a-f]*")

_INSIDE_4 = tuple(
    IPv4Network(one)
    for one in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        "168.63.129.16/32",  # looks public, and is the host under each machine of a large cloud
    )
)
_OPEN_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(IPv6Network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""A translator at the edge of a network makes the last four bytes an IPv4 address."""


class Unfit(ValueError):
    """Not an address on the network that can be read one way only."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request shall go."""

    secure: bool
    host: str
    """As servers know it: lower case, ASCII, without a dot at its end; an IPv6 address without its brackets."""
    port: int
    path: str
    """Path and query, in ASCII."""

    @property
    def literal(self) -> Address | None:
        """The address that the host says itself, or None when it is a name."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None

    @property
    def authority(self) -> str:
        """Host and port as they stand in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def read_url(url: str) -> Target:
    """
    An address such as ``https://erp.example.cn/hooks?key=1``. Raises ``Unfit``.

    Refused is all that two programs may read differently: user names, escapes and brackets in the host, numbers
    that aren't written as four decimal ones, spaces and controls anywhere.
    """
    if len(url) > LONGEST or _UNFIT.search(url):
        raise Unfit
    parts = _URL.fullmatch(url)
    authority = _AUTHORITY.fullmatch(parts[2]) if parts else None
    if parts is None or authority is None:
        raise Unfit
    secure = parts[1].lower() == "https"
    port = int(authority[3]) if authority[3] else 443 if secure else 80
    if not 0 < port < 65_536:
        raise Unfit
    host = _long_address(authority[1]) if authority[1] else _name(authority[2])
    path = quote(parts[3], safe="%/?:@!$&'()*+,;=-._~[]|")
    return Target(secure, host, port, path if path.startswith("/") else f"/{path}")


def _long_address(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError:
        raise Unfit from None


def _name(text: str) -> str:
    """The host as name servers know it; other widths, cases and dots are made plain before it is judged."""
    try:
        plain = idna.uts46_remap(text, std3_rules=True, transitional=False).removesuffix(".")
        if _LIKE_A_NUMBER.fullmatch(plain.rpartition(".")[2]):
            return str(IPv4Address(plain))
        found = idna.encode(plain, uts46=False, std3_rules=True).decode()
    except (idna.IDNAError, ValueError):
        raise Unfit from None
    if "." not in found or len(found) > 253:
        raise Unfit
    return found


def is_open(address: Address) -> bool:
    """
    Whether this is surely on the open internet: not this machine, not a network behind it, not a group.

    An IPv4 address inside an IPv6 one is judged as what it is; tunnels that hide one (6to4, Teredo) are inside.
    """
    address = unwrapped(address)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _INSIDE_4)
    return address in _OPEN_6 and not any(address in network for network in _INSIDE_6)


def unwrapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 one carries, or the same."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFF_FFFF) if address in _TRANSLATED else address
