"""Whatever happens in whatever order, the ledger adds up and nothing is spent twice."""

import contextlib
import random
from datetime import UTC, date, datetime

import pytest
from commands_support import run_desk
from tests_support import make_customer

from desk.foundation.errors import Refusal
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import as_of

STEPS = 30


class History:
    """What happens to one customer's points, each step by the ordinary action."""

    def __init__(self, customer, gift, dice):
        self.customer, self.gift, self.dice = customer, gift, dice
        self.paid, self.numbers = [], []
        self.ways = (
            *(self.pay, self.pay, self.refund, self.ask, self.ask, self.decide, self.decide, self.adjust),
            self.expire,
        )

    async def step(self):
        with contextlib.suppress(Refusal):  # what is refused must have changed nothing: the next look says so
            await self.dice.choice(self.ways)()

    async def pay(self):
        from desk_loyalty.actions import earning

        payment, cents = uuid7(), self.dice.randrange(100, 50_000)
        said = earning.Paid("payments.other", cents, str(self.customer), "standard", "2026-11-20T00:00:00Z")
        assert await earning.award(payment, said) == (cents >= 100)
        assert not await earning.award(payment, said)
        self.paid.append([payment, cents, 0])

    async def refund(self):
        from desk_loyalty.actions import earning

        if not self.paid:
            return
        one = self.dice.choice(self.paid)
        payment, cents, back = one
        now_back = self.dice.randrange(0, cents - back + 1)
        one[2] += now_back
        said = earning.PaidBack(str(self.customer), now_back, cents, one[2], str(uuid7()))
        await earning.take_back(payment, said)
        assert not await earning.take_back(payment, said)

    async def ask(self):
        from desk_loyalty.actions import redeeming

        new = redeeming.NewRedemption(self.customer, self.gift, self.dice.randrange(1, 4))
        self.numbers.append((await redeeming.ask_for_gift(new, by=SYSTEM)).number)

    async def decide(self):
        from desk_loyalty.actions import redeeming

        if not self.numbers:
            return
        number = self.dice.choice(self.numbers)
        way = self.dice.choice(("approve", "reject", "cancel", "deliver"))
        if way == "approve":
            await redeeming.approve_redemption(number, by=SYSTEM)
        else:
            await getattr(redeeming, f"{way}_redemption")(number, "x", by=SYSTEM)

    async def adjust(self):
        from desk_loyalty.actions import adjusting
        from desk_loyalty.tables import LoyaltyAdjustment

        points = self.dice.choice((-40, -5, 5, 40))
        made = await adjusting.propose_adjustment(self.customer, points, "x", by=SYSTEM)
        another = LoyaltyAdjustment.update({LoyaltyAdjustment.proposed_by: uuid7()})
        await another.where(LoyaltyAdjustment.id == made.id)
        await adjusting.approve_adjustment(made.id, by=SYSTEM)

    async def expire(self):
        from desk_loyalty.actions import expiring

        with as_of(datetime(2030, 1, self.dice.randrange(1, 28), tzinfo=UTC)):
            await expiring.expire_points()

    async def look(self):
        from desk_loyalty.queries import gifts, ledger

        balance = await ledger.balance(self.customer)
        waiting = await gifts.redemptions(gifts.Wanted(statuses=("requested",), customer=self.customer), most=100)
        assert balance.reserved == sum(one["points"] for one in waiting)
        assert balance.points == sum(one["points"] for one in await ledger.entries(self.customer, most=1_000))
        left = sum(one["left"] for one in await ledger.lots(self.customer))
        assert left >= balance.points
        assert await ledger.broken() == []


@pytest.fixture(scope="module")
async def always_open(founding):
    """A partner where points are exchanged at any time, by a rule of a point for each yuan."""
    from desk_loyalty.actions import rules

    partner = await founding(plugins=["loyalty"], toml='[settings.loyalty]\nseason_begins = ""\n')
    async with partner.scope():
        rule = await rules.propose_rule(rules.NewRule("payments.other", 100, date(2020, 1, 1)), by=SYSTEM)
        await rules.approve_rule(rule.id, by=SYSTEM)
    return partner


@pytest.mark.parametrize("seed", range(12))
async def test_any_history_adds_up(always_open, gift, seed):
    partner = always_open
    history = History(await make_customer(partner), await gift(partner, 30, stock=6), random.Random(seed))
    for _ in range(STEPS):
        async with partner.scope():
            await history.step()
        async with partner.scope():
            await history.look()


async def test_the_command_says_that_nothing_is_broken(partner, earn):
    await earn(partner, 10)
    told = run_desk("loyalty", "verify", "--tenant", partner.slug, "--json")
    assert told.code == 0, told.err
    assert told.json()["accounts"] >= 1
    assert told.json()["broken"] == 0


async def test_the_command_finds_what_somebody_has_tampered_with(founding, earn, superuser):
    partner = await founding(plugins=["loyalty"])
    customer = await earn(partner, 10)
    await superuser.execute("update loyalty_line set points = 9 where customer = $1 and points = 10", customer)
    told = run_desk("loyalty", "verify", "--tenant", partner.slug, "--json")
    assert told.code == 1
    assert told.json()["broken"] >= 1
