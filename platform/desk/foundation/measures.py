"""What operators measure: requests by route, jobs by reaction. Labels never hold ids or names of people."""

from typing import Literal

import structlog
from prometheus_client import Counter, Histogram, start_http_server

from desk.foundation.web.request import Visit
from desk.settings import settings

Outcome = Literal["done", "failed", "dropped", "held"]

log = structlog.get_logger("desk.access")
REQUESTS = Histogram(
    "desk_request_seconds",
    "Time of requests.",
    ["face", "route", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
REACTIONS = Counter("desk_reactions_total", "Reactions by outcome.", ["reaction", "outcome"])
"""An attempt that failed counts each time, also when it is tried again."""
RELAYED = Counter("desk_relayed_total", "Reaction rows handed to the worker.")


def served(visit: Visit, route: str, status: int, seconds: float) -> None:
    """One request was answered."""
    method = visit.scope["method"]
    REQUESTS.labels(visit.face, route, method, str(status)).observe(seconds)
    log.info(
        "served",
        tenant=visit.tenant.slug,
        face=visit.face,
        method=method,
        route=route,
        status=status,
        ms=round(seconds * 1000, 1),
        by=str(visit.principal.id) if visit.principal else None,
    )


def reacted(reaction: str, outcome: Outcome) -> None:
    """One reaction was attempted, or put aside."""
    REACTIONS.labels(reaction, outcome).inc()


def serve() -> None:
    """Open the internal port for the metrics collector, where one is set."""
    if settings.internal_port:
        start_http_server(settings.internal_port, addr="127.0.0.1")
