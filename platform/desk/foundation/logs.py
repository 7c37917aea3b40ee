"""Structured logs: JSON lines in production, readable ones elsewhere. No bodies, no cookies, no queries, no secrets."""

import logging
import sys
from typing import Any

import structlog

from desk.settings import settings

SECRET = ("password", "token", "cookie", "authorization", "secret", "code_word")


def _mask(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    for key in event:
        if any(word in key.lower() for word in SECRET):
            event[key] = "***"
    return event


def configure() -> None:
    """Set up logging once for this process."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _mask,
    ]
    if settings.environment == "production":
        shared += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        shared += [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    structlog.configure(
        processors=shared,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # An outage is told by us, in one line: see outage.py. asyncpg would add a traceback for each try.
    logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)
