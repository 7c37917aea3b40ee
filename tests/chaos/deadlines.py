"""Steps fall due while pacer and worker are killed: each has its effect, exactly once."""

import json
import random
import sys
import time
from dataclasses import dataclass, field

import click
from chaos.killer import Blow, Killer
from chaos.steps_plugin import TABLE
from chaos.world import World, say, step

from desk.demo.supervisor import asked_to_stop

PACE = 1.6
"""Seconds for each kill, so that what was killed is back before it is killed again."""
SETTLING = 600.0
"""Seconds after the last due time until every step must have had its effect."""

# Half of what falls due belongs to one tenant, half to the other; due times are spread over the whole run.
_FILL = """
with made as (
  insert into deadline (tenant_id, id, promise, subject_kind, subject_id, member, basis, amount, ladder, started_at,
                        due_at)
  select m.tenant_id, gen_random_uuid(), 'HL-D6', 'ticket', gen_random_uuid(), m.id, 'clock', 3600, 'L1',
         at - interval '1 hour', at
    from (select *, row_number() over (order by tenant_id) - 1 as place from member) m
    join generate_series(0, {last}) n on n % {members} = m.place
   cross join lateral (select now() + make_interval(secs => {delay} + n * {lasting} / {count})) due (at)
  returning *),
logged as (
  insert into deadline_segment (tenant_id, id, deadline, position, from_at, state)
  select tenant_id, gen_random_uuid(), id, 0, started_at, 'running' from made)
insert into deadline_step (tenant_id, id, deadline, what, mark, rungs, lane, at)
select tenant_id, gen_random_uuid(), id, 'tell', 'due', '{{owner}}', 'urgent', due_at from made
"""
_DONE = "select count(*) from chaos_step"
_FOUND = """
select (select count(*) from chaos_step),
       (select count(*) from deadline_step s where not exists (
          select from chaos_step c where c.tenant_id = s.tenant_id and c.step = s.id)),
       (select coalesce(sum(times - 1), 0) from (select count(*) as times from chaos_step group by step) c),
       (select count(*) from deadline_step where outcome <> 'told'),
       (select count(*) from deadline_step s where (
          select count(*) from deadline_alert a where a.tenant_id = s.tenant_id and a.step = s.id) <> 1),
       (select count(*) from event where name = 'deadline.missed'),
       (select count(*) from reaction where subscriber in ('deadlines.climb', 'steps.count_step')),
       (select coalesce(extract(epoch from percentile_cont(0.5) within group (order by c.at - s.at)), 0)
          from chaos_step c join deadline_step s on s.tenant_id = c.tenant_id and s.id = c.step),
       (select coalesce(extract(epoch from max(c.at - s.at)), 0)
          from chaos_step c join deadline_step s on s.tenant_id = c.tenant_id and s.id = c.step)
"""


@dataclass
class Found:
    """The verdict, and what else is wrong in words."""

    expected: int
    effects: int
    lost: int
    doubled: int
    latest: float
    median: float
    wrong: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


@click.command()
@click.option("--count", default=20_000, type=click.IntRange(1, 200_000), help="Steps that fall due.")
@click.option("--kills", default=50, type=click.IntRange(1, 200), help="Processes that are killed.")
@click.option("--seed", default=0, help="The same seed kills in the same order; 0 draws one.")
@click.option("--keep", is_flag=True, help="Keep the folder with logs and data.")
@click.option("--json", "as_json", is_flag=True, help="Tell the result as one line of JSON.")
def command(count: int, kills: int, seed: int, keep: bool, as_json: bool) -> None:
    """Kill pacer and worker while steps fall due."""
    seed = seed or random.SystemRandom().randrange(1, 1_000_000)
    say(f"Seed {seed}")
    chance = random.Random(seed)
    with World(plugin="chaos.steps_plugin", keep=keep) as world, asked_to_stop(world.supervisor.ask_to_stop):
        world.sql(f"set role desk_owner; {TABLE}")
        lasting = PACE * kills
        members = int(world.sql("select count(*) from member")[0][0])
        killer = Killer(world, plan(kills, chance), chance)
        with step(f"{count} deadlines"):
            world.sql(_FILL.format(last=count - 1, count=count, members=members, delay=5, lasting=lasting))
        with step(f"{count} steps due within {lasting:.0f} s"):
            run(world, killer, count, lasting)
        found = counted(world, count)
        for sentence in [*found.wrong[:10], *([world.last_words()] if not found.is_well else [])]:
            say(sentence)
    say(f"median {found.median:.1f} s from due to done, the slowest {found.latest:.1f} s; {dict(killer.struck)}")
    numbers = {
        "expected": found.expected,
        "effects": found.effects,
        "lost": found.lost,
        "doubled": found.doubled,
        "kills": killer.kills,
    }
    print(json.dumps(numbers) if as_json else "  ".join(f"{name} {number}" for name, number in numbers.items()))
    sys.exit(0 if found.is_well and killer.kills == kills else 1)


def plan(kills: int, chance: random.Random) -> list[Blow]:
    """So many kills of pacers and workers in turn, spread over the run."""
    kinds = [("pacer", "worker")[n % 2] for n in range(kills)]
    chance.shuffle(kinds)
    return sorted((Blow(chance.uniform(0.02, 0.95), kind) for kind in kinds), key=lambda blow: blow.share)


def run(world: World, killer: Killer, count: int, lasting: float) -> None:
    """Kill on the way, and wait until every step had its effect; give up in the end."""
    begun = look_at = report_at = time.monotonic()
    done = 0

    def is_over() -> bool:
        nonlocal look_at, report_at, done
        tick = time.monotonic()
        killer.look((tick - begun) / lasting)
        if tick < look_at:
            return False
        look_at = tick + 1
        done = int(world.sql(_DONE)[0][0])
        if tick >= report_at:
            report_at = tick + 10
            say(f"  {done} effects after {tick - begun:.0f} s")
        return (done >= count and killer.is_done) or tick - begun > lasting + SETTLING

    if not world.supervisor.run(until=is_over):
        raise click.Abort


def counted(world: World, count: int) -> Found:
    """What there is against what there has to be."""
    effects, lost, doubled, undone, untold, facts, waiting, median, latest = world.sql(_FOUND)[0]
    found = Found(count, int(effects), int(lost), int(doubled), float(latest), float(median))
    verified = json.loads(world.desk("deadlines", "verify", "--json"))
    wrong = {
        "steps were not told": int(undone),
        "steps told nobody, or somebody twice": int(untold),
        "facts too many or too few": abs(int(facts) - count),
        "reactions still wait": int(waiting),
        "due times drifted": verified["drift"],
        "due times were not verified": count - verified["checked"],
    }
    found.wrong += [f"{times} {what}" for what, times in wrong.items() if times]
    return found
