"""Whether the children do their work, each told by what only a working one leaves behind."""

import http.client
import time
from typing import cast

from redis import Redis
from redis.exceptions import RedisError

from desk.demo.embedded import Stack
from desk.demo.errors import CannotStart


class Readiness:
    """Asked again and again until it says yes once."""

    def __init__(self, stack: Stack, port: int) -> None:
        self.stack, self.port = stack, port
        self.redis = Redis.from_url(stack.redis_url, socket_timeout=2)
        self.since = time.time()
        self._seen: set[str] = set()

    def __call__(self) -> bool:
        """Whether all three were seen at work. Each is asked until it was."""
        for name, asked in (("web", self._web), ("worker", self._worker), ("pacer", self._pacer)):
            if name not in self._seen and asked():
                self._seen.add(name)
        return not self.missing

    @property
    def missing(self) -> list[str]:
        """Who was not seen at work yet."""
        return sorted({"web", "worker", "pacer"} - self._seen)

    def _web(self) -> bool:
        """It answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            line.request("GET", "/livez", headers={"Host": f"localhost:{self.port}"})
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def _worker(self) -> bool:
        """Its broker left a heartbeat, later than our start: older ones may lie in the kept data."""
        try:
            keys = cast("list[bytes]", self.redis.keys("*__heartbeats__"))
            newest = [
                cast("list[tuple[bytes, float]]", self.redis.zrange(key, -1, -1, withscores=True)) for key in keys
            ]
        except RedisError:
            return False
        return any(milliseconds / 1000 >= self.since for found in newest for _, milliseconds in found)

    def _pacer(self) -> bool:
        """Nobody else signs in to the database by its name."""
        try:
            found = self.stack.sql("select count(*) from pg_stat_activity where usename = 'desk_clock'")
        except CannotStart:
            return False
        return int(found) > 0
