"""Tickets are opened and answered while everything is killed: nothing may be lost, nothing may happen twice."""

import asyncio
import json
import random
import sys
import threading
import time

import click
from chaos import counting
from chaos.clients import Clients
from chaos.effects_plugin import TABLE
from chaos.killer import Killer, plan
from chaos.world import World, say, step

from desk.demo.supervisor import asked_to_stop

PACE = 1.5
"""Seconds for each kill, so that few tickets are not done before what was killed is back."""
LONGEST = 420.0
"""Seconds after which the clients' time is over."""
SETTLING = 120.0
"""Seconds after the last ticket until nothing may be under way any more."""


@click.command()
@click.option("--count", default=2_000, type=click.IntRange(1, 20_000), help="Tickets.")
@click.option("--kills", default=40, type=click.IntRange(1, 200), help="Processes that are killed.")
@click.option("--seed", default=0, help="The same seed kills in the same order; 0 draws one.")
@click.option("--database", is_flag=True, help="Let PostgreSQL crash, too.")
@click.option("--hang", is_flag=True, help="Let Valkey hang, too.")
@click.option("--keep", is_flag=True, help="Keep the folder with logs and data.")
@click.option("--json", "as_json", is_flag=True, help="Tell the result as one line of JSON.")
def command(count: int, kills: int, seed: int, database: bool, hang: bool, keep: bool, as_json: bool) -> None:
    """Kill web, worker, pacer and Valkey and flush Valkey while tickets are opened and answered."""
    seed = seed or random.SystemRandom().randrange(1, 1_000_000)
    say(f"Seed {seed}")
    chance = random.Random(seed)
    begun = time.monotonic()
    with World(plugin="chaos.effects_plugin", keep=keep) as world, asked_to_stop(world.supervisor.ask_to_stop):
        world.sql(f"set role desk_owner; {TABLE}")
        clients = Clients(world.tenants, world.ports, count, chance, lasting=PACE * kills)
        killer = Killer(world, plan(kills, chance, database=database, hang=hang), chance)
        with step(f"{count} tickets opened and answered"):
            run(world, clients, killer)
        with step("What follows from them"):
            settle(world)
        found = counting.count(world, clients.told, count)
        for sentence in [*found.wrong[:10], *([world.last_words()] if not found.is_well else [])]:
            say(sentence)
    told = clients.told
    say(f"{told.requests} requests, {told.repeated} asked again, {told.replayed} answered from memory")
    say(f"slowest answer {told.slowest:.1f} s; {dict(killer.struck)}; {time.monotonic() - begun:.0f} s in all")
    numbers = {
        "expected": found.expected,
        "effects": found.effects,
        "lost": found.lost,
        "doubled": found.doubled,
        "kills": killer.kills,
    }
    print(json.dumps(numbers) if as_json else "  ".join(f"{name} {number}" for name, number in numbers.items()))
    sys.exit(0 if found.is_well else 1)


def run(world: World, clients: Clients, killer: Killer) -> None:
    """Clients in a thread of their own; kills and new starts in this one, to which the processes belong."""
    thread = threading.Thread(target=lambda: asyncio.run(clients.run()), daemon=True)
    thread.start()
    begun = reported = time.monotonic()

    def is_over() -> bool:
        nonlocal reported
        killer.look(clients.done / clients.count)
        tick = time.monotonic()
        if tick - reported > 10:
            reported = tick
            say(f"  {clients.done} tickets, {clients.done / (tick - begun):.0f} a second")
        return (not thread.is_alive() and killer.is_done) or tick - begun > LONGEST

    if not world.supervisor.run(until=is_over):
        raise click.Abort
    if not clients.finished:
        say("The clients were not done in time.")


def settle(world: World) -> None:
    """Wait until nothing is under way; give up in the end."""
    begun = time.monotonic()
    look_at = report_at = begun

    def is_over() -> bool:
        nonlocal look_at, report_at
        tick = time.monotonic()
        if tick < look_at:
            return False
        look_at = tick + 0.5
        waiting, _ = counting.left(world)
        if waiting and tick >= report_at:
            report_at = tick + 5
            say(f"  {waiting} reactions wait")
        return waiting == 0 or tick - begun > SETTLING

    if not world.supervisor.run(until=is_over):
        raise click.Abort
