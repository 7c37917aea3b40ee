"""What the surroundings say: addresses of the servers, the public hosts, the folders. Read once, at start."""

import os
import secrets
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def _made_up() -> SecretStr:
    """For demos and tests: a secret of this process and of those that it starts. Production has none but its own."""
    if os.environ.get("DESK_ENVIRONMENT") not in ("demo", "test"):
        return SecretStr("")
    return SecretStr(os.environ.setdefault("DESK_SECRET", secrets.token_hex(32)))


def _parted(given: Any) -> Any:
    """A list as it is written in the surroundings: with commas."""
    return [one.strip() for one in given.split(",") if one.strip()] if isinstance(given, str) else given


class Settings(BaseSettings):
    """Every setting is an environment variable with the prefix ``DESK_``; a wrong one stops the start."""

    model_config = SettingsConfigDict(env_prefix="DESK_", frozen=True, secrets_dir=None, extra="ignore")

    environment: Literal["production", "demo", "test"] = "production"
    database_url: str = "postgresql://desk_app@127.0.0.1/desk"
    owner_database_url: str = ""
    clock_database_url: str = ""
    hq_database_url: str = ""
    redis_url: str = "redis://127.0.0.1:6379/0"
    base_domain: str = "localhost:8000"
    scheme: Literal["http", "https"] = "http"
    secret: SecretStr = Field(default_factory=_made_up)
    """What keys are derived from: at least 32 characters; without it, no web process starts in production."""
    secret_before: SecretStr = SecretStr("")
    """The secret of yesterday, while what was made with it is still to be read."""
    smtp_url: SecretStr = SecretStr("")
    """The server that takes mail: ``smtp://user:password@host:587`` (STARTTLS where offered), or ``smtps://…``."""
    mail_from: str = ""
    """Whom mail comes from; without it, ``no-reply`` at the public domain."""
    files_url: str = (ROOT / ".desk" / "files").as_uri()
    """Where files lie: ``file:///folder``, or ``s3://bucket/folder?endpoint=https://…&region=…``."""
    files_key: SecretStr = SecretStr("")
    """Who we are to an S3: the access key. Never a part of the address, which is shown and logged."""
    files_secret: SecretStr = SecretStr("")
    tenants: Path = ROOT / "tenants"
    migrations: Path = ROOT / "migrations"
    pool_size: int = 4
    trace_hooks: bool = False
    """Whether each answer of a plugin is logged with its time."""
    outgoing_ports: Annotated[frozenset[int], NoDecode, BeforeValidator(_parted)] = frozenset()
    """Ports, beside the usual ones of web servers, to which webhooks may be sent."""
    outgoing_allow: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_parted)] = ()
    """Networks inside to which webhooks may be sent all the same; read in demos and tests alone."""
    internal_port: int = 0
    """Port for metrics on 127.0.0.1; 0 switches them off."""
    average_of: int = Field(default=5, ge=3)
    """How many partners at least an average is made of that other partners see."""
    body_limit: int = 1_000_000
    """Bytes that a request may carry unless its route allows uploads."""
    upload_limit: int = 25_000_000

    def _as(self, role: str, given: str) -> str:
        """The address of the same database for another role, unless one was given."""
        if given:
            return given
        parts = urlsplit(self.database_url)
        credentials, at, server = parts.netloc.rpartition("@")
        user, colon, password = credentials.partition(":")
        assert not at or user == "desk_app", "DESK_DATABASE_URL must name the role desk_app"
        return urlunsplit(parts._replace(netloc=f"{role}{colon}{password}@{server}"))

    @cached_property
    def owner_url(self) -> str:
        """For migrations and for ``desk tenants``."""
        return self._as("desk_owner", self.owner_database_url)

    @cached_property
    def clock_url(self) -> str:
        """For the pacer."""
        return self._as("desk_clock", self.clock_database_url)

    @cached_property
    def hq_url(self) -> str:
        """For headquarters' own reads."""
        return self._as("desk_hq", self.hq_database_url)

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over https, so that cookies may be Secure."""
        return self.scheme == "https"


settings = Settings()
