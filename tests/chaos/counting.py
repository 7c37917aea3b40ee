"""Counts what there is against what there has to be."""

from collections import Counter
from dataclasses import dataclass, field

from chaos.clients import Told
from chaos.effects_plugin import EFFECTS
from chaos.world import World

_TICKETS = "select subject, count(*) from ticket where subject like 'chaos %' group by subject"
_ANSWERS = "select body, count(*) from entry where body like 'answer %' and side = 'us' group by body"
_EFFECTS = """
select t.slug, e.number, e.effect, count(*)
  from chaos_effect e join tenant t on t.id = e.tenant_id group by 1, 2, 3
"""
_DISORDER = """
select count(*) from (
  select e.event_id < lag(e.event_id) over (partition by e.tenant_id, e.number order by e.serial) as is_late
    from chaos_effect e where e.effect like 'kept %') as f where is_late
"""
_LEFT = """
select count(*) filter (where status <> 'failed'), count(*) filter (where status = 'failed')
  from reaction where event_id is not null
"""


@dataclass
class Found:
    """The verdict, and what else is wrong in words."""

    expected: int
    effects: int
    lost: int
    doubled: int
    wrong: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


def left(world: World) -> tuple[int, int]:
    """Reactions that still wait or are under way, and those that failed for good."""
    waiting, failed = world.sql(_LEFT)[0]
    return int(waiting), int(failed)


def count(world: World, told: Told, tickets: int) -> Found:
    """Compare what is there with what the clients were told, and with what they asked for."""
    expected = Counter({(*told.opened[place], effect): 1 for place in told.answered for effect in EFFECTS})
    effects: Counter[tuple[str, int, str]] = Counter()
    for slug, number, effect, times in world.sql(_EFFECTS):
        effects[slug, int(number), effect] = int(times)
    asked = Counter(f"chaos {place}" for place in range(tickets)) + Counter(
        f"answer {place}" for place in range(tickets)
    )
    made = Counter({name: int(times) for name, times in world.sql(_TICKETS) + world.sql(_ANSWERS)})
    found = Found(
        expected=expected.total(),
        effects=effects.total(),
        lost=(expected - effects).total() + (asked - made).total(),
        doubled=(effects - expected).total() + (made - asked).total(),
    )
    found.wrong += told.refused
    waiting, failed = left(world)
    late = int(world.sql(_DISORDER)[0][0])
    wrong = {"reactions still wait": waiting, "reactions failed": failed, "effects came out of their order": late}
    found.wrong += [f"{times} {what}" for what, times in wrong.items() if times]
    return found
