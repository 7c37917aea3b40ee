"""
The store behind ``DESK_FILES_URL``: a folder, or a bucket of any S3 (Amazon's, MinIO, Ceph, Aliyun OSS, Tencent COS).

    file:///srv/desk/files
    s3://bucket/folder?endpoint=https://s3.example.com&region=cn-north-1

The keys come as ``DESK_FILES_KEY`` and ``DESK_FILES_SECRET`` and are never said again: not in logs, not in a report.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from obstore.store import LocalStore, ObjectStore, S3Store

from desk.settings import Settings

KNOWN = frozenset({"endpoint", "region", "style"})


class WrongStore(ValueError):
    """The address of the storage can't be used; says why."""


def open_store(settings: Settings) -> ObjectStore:
    """The store that the settings name; nothing is sent yet. Raises ``WrongStore``."""
    url = urlsplit(settings.files_url)
    if url.scheme == "file":
        return LocalStore(prefix=unquote(url.path), mkdir=True)
    if url.scheme != "s3":
        raise WrongStore(f"DESK_FILES_URL begins with file:// or s3://, not with {url.scheme}://")
    return _s3(settings)


def _s3(settings: Settings) -> S3Store:
    url = urlsplit(settings.files_url)
    asked = {name: values[-1] for name, values in parse_qs(url.query).items()}
    if "@" in url.netloc:
        raise WrongStore("DESK_FILES_URL holds no keys: they are set as DESK_FILES_KEY and DESK_FILES_SECRET")
    if not url.hostname or asked.keys() - KNOWN:
        raise WrongStore("DESK_FILES_URL is s3://bucket/folder?endpoint=https://…&region=…")
    more: dict[str, Any] = {}
    if endpoint := asked.get("endpoint"):
        more = {"endpoint": endpoint, "virtual_hosted_style_request": asked.get("style") == "virtual"}
    key, secret = settings.files_key.get_secret_value(), settings.files_secret.get_secret_value()
    if key:
        more |= {"access_key_id": key, "secret_access_key": secret}
    return S3Store(
        url.netloc,
        prefix=unquote(url.path).strip("/") or None,
        region=asked.get("region", "us-east-1"),
        client_options={
            "timeout": "30s",
            "connect_timeout": "3s",
            "allow_http": asked.get("endpoint", "").startswith("http://"),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=10)},
        **more,
    )


def concealed(settings: Settings, error: BaseException) -> str:
    """What a store said of a failure, in one line for a log, without the keys: some repeat them."""
    said = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    for one in (settings.files_secret, settings.files_key):
        if one.get_secret_value():
            said = said.replace(one.get_secret_value(), "…")
    return said[:200]
