"""Kills what the world started, at moments spread over the run: by its pid, and nothing else."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from chaos.world import World, say
from redis import Redis
from redis.exceptions import RedisError

KINDS = ("worker", "web", "pacer", "valkey")
SETTLED = 2.0
"""Seconds that a process has been up before it is killed: dying in the first one shows nothing."""
GAP = 0.5
"""Seconds between two kills."""
AWAY = 2.0
"""Seconds that Valkey stays away at most."""
HANGS = 8.0
"""Seconds that Valkey hangs, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Blow:
    """What happens once a share of the tickets is done."""

    share: float
    kind: str


def plan(kills: int, chance: random.Random, *, database: bool = False, hang: bool = False) -> list[Blow]:
    """So many kills of all kinds, a flush for each ten of them, and what else was asked for, in order."""
    kinds = list(KINDS[:kills])
    kinds += chance.choices(KINDS, weights=(3, 3, 2, 2), k=kills - len(kinds))
    kinds += ["flush"] * max(1, kills // 10)
    kinds += ["database"] * (2 * database) + ["hang"] * hang
    chance.shuffle(kinds)
    return sorted((Blow(chance.uniform(0.02, 0.98), kind) for kind in kinds), key=lambda blow: blow.share)


class Killer:
    """Carries a plan out. ``look`` is called again and again from the thread that started the world."""

    def __init__(self, world: World, blows: list[Blow], chance: random.Random) -> None:
        self.world, self.waiting, self.chance = world, list(blows), chance
        self.struck: Counter[str] = Counter()
        self._next_at, self._back_at = 0.0, 0.0
        self._return: Callable[[], None] | None = None

    @property
    def kills(self) -> int:
        """Processes that were killed."""
        return sum(self.struck[kind] for kind in KINDS)

    @property
    def is_done(self) -> bool:
        return not self.waiting and self._return is None

    @property
    def is_up(self) -> bool:
        """Whether nothing is away that comes back."""
        return self._return is None

    def look(self, share: float) -> None:
        """Strike if it is time to; bring back what was to stay away only so long."""
        tick = time.monotonic()
        if self._return is not None and tick >= self._back_at:
            back, self._return = self._return, None
            back()
        if self.waiting and self.waiting[0].share <= share and tick >= self._next_at and self._strike():
            self._next_at = tick + GAP

    def _strike(self) -> bool:
        kind = self.waiting[0].kind
        if kind in ("valkey", "flush", "database", "hang"):
            struck = self._return is None and getattr(self, f"_{kind}")()
        else:
            struck = self._child(kind)
        if struck:
            self.waiting.pop(0)
            self.struck[kind] += 1
        return bool(struck)

    def _child(self, kind: str) -> bool:
        tick = time.monotonic()
        up = [one for one in self.world.children if one.name == kind and one.is_up]
        up = [one for one in up if tick - one.started_at > SETTLED]
        if not up:
            return False
        victim = self.chance.choice(up)
        assert victim.process is not None
        victim.deaths = 0  # So that it is started again at once.
        say(f"  kill -9 {victim.process.pid} ({kind})")
        victim.process.kill()
        return True

    def _valkey(self) -> bool:
        server = self.world.stack.valkey
        assert server is not None
        assert server.process is not None
        away = self.chance.uniform(0, AWAY)
        say(f"  kill -9 {server.process.pid} (valkey), back in {away:.1f} s")
        server.process.kill()
        server.process.wait()
        self._come_back(away, lambda: server.start(keep=[self.world.stack.lock_to_keep]))
        return True

    def _flush(self) -> bool:
        try:
            with Redis.from_url(self.world.stack.redis_url, socket_timeout=2) as redis:
                redis.flushall()
        except RedisError:
            return False
        say("  FLUSHALL")
        return True

    def _hang(self) -> bool:
        server = self.world.stack.valkey
        assert server is not None
        assert server.process is not None
        process = server.process
        say(f"  kill -STOP {process.pid} (valkey), for {HANGS:.0f} s")
        process.send_signal(signal.SIGSTOP)
        self._come_back(HANGS, lambda: process.send_signal(signal.SIGCONT))
        return True

    def _database(self) -> bool:
        """A crash: PostgreSQL drops everything at once and recovers when it is started."""
        server = self.world.stack.postgres
        assert server is not None
        assert server.process is not None
        say(f"  kill -QUIT {server.process.pid} (PostgreSQL)")
        server.process.send_signal(signal.SIGQUIT)
        server.process.wait()
        self._come_back(self.chance.uniform(0, AWAY), lambda: server.start(keep=[self.world.stack.lock_to_keep]))
        return True

    def _come_back(self, after: float, back: Callable[[], None]) -> None:
        self._back_at, self._return = time.monotonic() + after, back
