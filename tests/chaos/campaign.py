"""A campaign goes out while workers, Valkey and the database are killed: each recipient is reached, exactly once."""

import json
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import click
from chaos.gateway_plugin import RECORD
from chaos.killer import Killer, plan
from chaos.world import World, say, step

from desk.demo.supervisor import asked_to_stop

LONGEST = 3_600.0
"""Seconds until it must be done, whatever happened on the way."""
CAMPAIGN = "01900000-0000-7000-8000-000000000001"

# One tenant has so many contacts; nobody sleeps there, and the campaign is planned for now.
_FILL = """
update tenant set settings = settings || '{{"messaging": {{"quiet_from": "08:00", "quiet_until": "08:00"}}}}',
       version = version + 1;
insert into contact (tenant_id, id, customer, name, mobile, created_at, changed_at)
select c.tenant_id, gen_random_uuid(), c.id, 'Contact ' || n, '+86139' || lpad(n::text, 8, '0'), now(), now()
  from customer c join tenant t on t.id = c.tenant_id and t.slug = 'acme' cross join generate_series(1, {count}) n;
insert into campaigns_campaign (tenant_id, id, number, name, content, channels, status, body, recipients, written_at,
                                approved_at, send_at)
select id, '{campaign}', 1, 'Chaos', 'tips', '{{sms}}', 'scheduled', 'Hello {{name}}', {count}, now(), now(), now()
  from tenant where slug = 'acme';
insert into campaigns_recipient (tenant_id, id, campaign, contact, customer)
select k.tenant_id, gen_random_uuid(), '{campaign}', k.id, k.customer from contact k where k.name like 'Contact %';
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
select id, gen_random_uuid(), 'campaigns.hand_over', 'bulk', '{campaign}', 'waiting', 0, now(), ''
  from tenant where slug = 'acme';
"""
_DONE = "select count(*) from campaigns_campaign where status = 'done'"
_REPORT = f"""
select count(*) filter (where status = 'sent'), count(*) filter (where status <> 'sent'), coalesce(sum(segments), 0),
       (select handed from campaigns_campaign)
  from delivery where subject_id = '{CAMPAIGN}'
"""


@dataclass
class Found:
    """The verdict, and what else is wrong in words."""

    expected: int
    effects: int
    lost: int
    doubled: int
    asked_again: int
    wrong: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


@click.command()
@click.option("--count", default=100_000, type=click.IntRange(1, 1_000_000), help="Recipients.")
@click.option("--kills", default=50, type=click.IntRange(1, 200), help="Processes that are killed.")
@click.option("--seed", default=0, help="The same seed kills in the same order; 0 draws one.")
@click.option("--keep", is_flag=True, help="Keep the folder with logs and data.")
@click.option("--json", "as_json", is_flag=True, help="Tell the result as one line of JSON.")
def command(count: int, kills: int, seed: int, keep: bool, as_json: bool) -> None:
    """Kill workers, Valkey and the database while a campaign goes out."""
    seed = seed or random.SystemRandom().randrange(1, 1_000_000)
    say(f"Seed {seed}")
    chance = random.Random(seed)
    world = World(plugin="chaos.gateway_plugin", also=("campaigns",), keep=keep)
    os.environ[RECORD] = str(world.state / "record.txt")
    begun = time.monotonic()
    with world, asked_to_stop(world.supervisor.ask_to_stop):
        killer = Killer(world, plan(kills, chance, database=True), chance)
        with step(f"{count} recipients"):
            world.sql(_FILL.format(count=count, campaign=CAMPAIGN))
        with step("The campaign"):
            run(world, killer, count)
        found = counted(world, count)
        for sentence in [*found.wrong[:10], *([world.last_words()] if not found.is_well else [])]:
            say(sentence)
    say(f"{found.asked_again} asked again with the same id; {dict(killer.struck)}; {time.monotonic() - begun:.0f} s")
    numbers = {
        "expected": found.expected,
        "effects": found.effects,
        "lost": found.lost,
        "doubled": found.doubled,
        "kills": killer.kills,
    }
    print(json.dumps(numbers) if as_json else "  ".join(f"{name} {number}" for name, number in numbers.items()))
    sys.exit(0 if found.is_well and killer.is_done else 1)


def run(world: World, killer: Killer, count: int) -> None:
    """Kill on the way, and wait until the campaign says that it is done; give up in the end."""
    begun = look_at = report_at = time.monotonic()
    asked, is_done = 0, False

    def is_over() -> bool:
        nonlocal look_at, report_at, asked, is_done
        tick = time.monotonic()
        killer.look(1.0 if is_done else asked / count)
        if tick < look_at:
            return False
        look_at = tick + 1
        asked = len(record())
        is_done = asked >= count and killer.is_up and world.sql(_DONE)[0][0] == "1"
        if tick >= report_at:
            report_at = tick + 10
            say(f"  {asked} asked after {tick - begun:.0f} s")
        return (is_done and killer.is_done) or tick - begun > LONGEST

    if not world.supervisor.run(until=is_over):
        raise click.Abort


def record() -> list[list[str]]:
    """What the gateway was asked: the id of a message and the number to which it goes."""
    try:
        with open(os.environ[RECORD], encoding="ascii") as lines:
            return [line.split() for line in lines]
    except FileNotFoundError:
        return []


def counted(world: World, count: int) -> Found:
    """What the gateway took against what it had to, and what the campaign says of it."""
    asked = record()
    taken = dict(asked)
    reached = Counter(taken.values())
    doubled = sum(times - 1 for times in reached.values())
    found = Found(count, len(taken), count - len(reached), doubled, len(asked) - len(taken))
    sent, others, segments, handed = map(int, world.sql(_REPORT)[0])
    wrong = {
        "messages that went out and are not noted as sent": others,
        "more or less noted as sent than the gateway took": abs(sent - len(taken)),
        "more or less parts in the report than the gateway took": abs(segments - len(taken)),
        "more or less handed over than there are recipients": abs(handed - count),
    }
    found.wrong += [f"{times} {what}" for what, times in wrong.items() if times]
    return found
