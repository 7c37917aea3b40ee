"""
The vendors' signatures over a call, as their own documents describe them.

Aliyun, ACS3-HMAC-SHA256: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
Tencent Cloud, TC3-HMAC-SHA256: https://cloud.tencent.com/document/api/382/52072
"""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

JSON = "application/json; charset=utf-8"


def query_of(values: Mapping[str, str]) -> str:
    """The query as Aliyun signs it: sorted, and everything escaped that RFC 3986 doesn't let stand."""
    return "&".join(f"{quote(name, safe='-_.~')}={quote(values[name], safe='-_.~')}" for name in sorted(values))


def acs3(
    host: str, action: str, version: str, query: str, *, key_id: str, secret: str, nonce: str, at: datetime
) -> dict[str, str]:
    """The headers of a POST to Aliyun that says everything in its query."""
    signed = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": _hash(b""),
        "x-acs-date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names, canonical = _canonical(query, signed, _hash(b""))
    signature = hmac.digest(secret.encode(), f"ACS3-HMAC-SHA256\n{_hash(canonical)}".encode(), "sha256").hex()
    said = f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"
    return {name: value for name, value in signed.items() if name != "host"} | {"Authorization": said}


def tc3(host: str, service: str, body: bytes, *, key_id: str, secret: str, at: datetime) -> dict[str, str]:
    """The headers of a POST of JSON to Tencent Cloud; action, version and region go beside them, unsigned."""
    stamp, day = str(int(at.timestamp())), at.astimezone(UTC).date().isoformat()
    names, canonical = _canonical("", {"content-type": JSON, "host": host}, _hash(body))
    scope = f"{day}/{service}/tc3_request"
    key = f"TC3{secret}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{_hash(canonical)}".encode(), "sha256").hex()
    said = f"TC3-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {"Content-Type": JSON, "X-TC-Timestamp": stamp, "Authorization": said}


def _canonical(query: str, headers: Mapping[str, str], content: str) -> tuple[str, bytes]:
    """The names of the signed headers, and the request as both vendors write it down."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    return names, f"POST\n/\n{query}\n{lines}\n{names}\n{content}".encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
