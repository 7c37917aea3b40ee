"""
Gateways on loopback that check each signature, reckoned here from the vendors' documents alone.

Nothing of the product is used: the canonical request is put together from the bytes that came over the wire.
"""

import asyncio
import contextlib
import hashlib
import hmac
import itertools
import json
import re
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl, quote, urlsplit

from receiver_support import Received, Receiver

_number = itertools.count(1)


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _parts(authorization: str) -> dict[str, str]:
    return dict(re.findall(r"(\w+)=([^,\s]+)", authorization))


def _request(one: Received, names: list[str]) -> bytes:
    """The canonical request: method, path, sorted query, the signed headers, their names, the hash of the body."""
    method, target, _ = one.line.split(" ")
    url = urlsplit(target)
    pairs = sorted(parse_qsl(url.query, keep_blank_values=True))
    query = "&".join(quote(name, safe="~") + "=" + quote(value, safe="~") for name, value in pairs)
    rows = [f"{name}:{one.headers[name].strip()}" for name in names]
    return "\n".join([method, url.path, query, *rows, "", ";".join(names), _digest(one.body)]).encode()


def signed_for_aliyun(one: Received, secret: str) -> bool:
    """Whether ACS3-HMAC-SHA256 says that whoever knows the secret said this."""
    said = _parts(one.headers["authorization"])
    names = said["SignedHeaders"].split(";")
    must = {"host", *(name for name in one.headers if name.startswith("x-acs-"))}
    if set(names) != must or names != sorted(names) or one.headers["x-acs-content-sha256"] != _digest(one.body):
        return False
    text = "ACS3-HMAC-SHA256\n" + _digest(_request(one, names))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest() == said["Signature"]


def signed_for_tencent(one: Received, secret: str) -> bool:
    """Whether TC3-HMAC-SHA256 says so."""
    said = _parts(one.headers["authorization"])
    _, day, service, end = said["Credential"].split("/")
    names = said["SignedHeaders"].split(";")
    key = ("TC3" + secret).encode()
    for part in (day, service, end):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    stamp = one.headers["x-tc-timestamp"]
    text = "\n".join(["TC3-HMAC-SHA256", stamp, f"{day}/{service}/{end}", _digest(_request(one, names))])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() == said["Signature"]


class Vendor(Receiver):
    """A gateway that takes what is rightly signed, and refuses all else in its own words."""

    def __init__(self, kind: str, secret: str) -> None:
        super().__init__()
        self.kind, self.secret, self.taken = kind, secret, []
        self.reference = ""
        """What the last message was called: no gateway says it twice, and none of another test's does."""

    async def _answer(self, reply, writer) -> None:
        one = self.came[-1]
        if self.usual == 204 and reply == 204:
            right = {"aliyun": signed_for_aliyun, "tencent": signed_for_tencent}[self.kind](one, self.secret)
            reply = self._words(one) if right else self._refusal()
        await super()._answer(reply, writer)

    def _words(self, one: Received) -> bytes:
        if self.kind == "aliyun":
            self.taken.append(dict(parse_qsl(urlsplit(one.line.split(" ")[1]).query)))
            self.reference = f"{next(_number)}^0"
            return said({"Code": "OK", "Message": "OK", "BizId": self.reference, "RequestId": "1"})
        self.taken.append(json.loads(one.body))
        self.reference = f"s{next(_number)}"
        status = {"SerialNo": self.reference, "Fee": 2, "Code": "Ok", "Message": "send success"}
        return said({"Response": {"SendStatusSet": [status], "RequestId": "1"}})

    def _refusal(self) -> bytes:
        if self.kind == "aliyun":
            return said({"Code": "SignatureDoesNotMatch", "Message": "no"}, 400)
        return said(
            {"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "no"}, "RequestId": "1"}}
        )


def said(content: object, status: int = 200) -> bytes:
    """An answer over the wire."""
    body = json.dumps(content).encode()
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextlib.asynccontextmanager
async def vendor(kind: str) -> AsyncIterator[Vendor]:
    """A gateway that listens on a port of its own; ``replies`` overrides what it says next."""
    found = Vendor(kind, "a secret of ours")
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
