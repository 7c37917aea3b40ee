"""The monthly report reckoned the long way from a list of complaints, and lists to reckon it from."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

ITEMS = {
    "service": ("attitude", "technical_level", "delay", "norms", "charges"),
    "sales": ("sales_norms", "function_promise", "contract_problem", "channel_norms", "sales_other"),
    "product": ("own_bug", "stability", "dongle", "genuineness", "missing_function", "other"),
    "other": ("other",),
}
POSITIONS = ("hotline", "onsite", "remote", "training")
ZONE = "Asia/Shanghai"
MONTH = date(2025, 6, 1)
VOLUMES = {"hotline": 120, "onsite": 31, "remote": 0, "training": 7}
CUSTOMERS = {2025: 93, 2024: 88}


def shared(counts):
    """Largest remainder, in exact fractions: a tie favours the smaller count, then whoever stands first."""
    total = sum(counts)
    if total == 0:
        return [0 for _ in counts]
    exact = [Decimal(one) * 100 / total for one in counts]
    whole = [int(one) for one in exact]
    for _ in range(100 - sum(whole)):
        rest = [one * 100 - whole[place] * total for place, one in enumerate(counts)]
        best = min(range(len(counts)), key=lambda place: (-rest[place], counts[place], place))
        whole[best] += 1
    return whole


def grown(this, last):
    exact = Decimal(this - last) * 100 / max(last, 1)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class Reference:
    """The report reckoned from a list of complaints, the long way."""

    def __init__(self, lines):
        self.lines = [one for one in lines if one["valid"]]

    def count(self, year, *, month=None, **words):
        return sum(
            one["at"].year == year
            and (one["at"].month == month if month else one["at"].month <= MONTH.month)
            and all(one[name] == word for name, word in words.items())
            for one in self.lines
        )

    def shares(self, names, counts):
        rows = [{"row": n, "share": s, "count": c} for n, s, c in zip(names, shared(counts), counts, strict=True)]
        return [*rows, {"row": "total", "share": 100 if sum(counts) else 0, "count": sum(counts)}]

    def month(self, **words):
        return self.count(MONTH.year, month=MONTH.month, **words)

    def against(self, columns):
        last, this = ({name: of(year) for name, of in columns.items()} for year in (MONTH.year - 1, MONTH.year))
        growth = {name: grown(this[name], last[name]) for name in this}
        return [{"row": "last_year", **last}, {"row": "this_year", **this}, {"row": "growth", **growth}]

    def categories(self, month=None):
        named = {name: lambda year, name=name: self.count(year, month=month, category=name) for name in ITEMS}
        return {"complaints": lambda year: self.count(year, month=month), **named}

    def items(self, category):
        named = {
            item: lambda year, item=item: self.count(year, category=category, item=item) for item in ITEMS[category]
        }
        return {category: lambda year: self.count(year, category=category), **named}

    def tables(self):
        service = ITEMS["service"]
        of_items = [self.month(category="service", item=item) for item in service]
        cells = {
            item: {one: self.month(category="service", item=item, position=one) for one in POSITIONS}
            for item in service
        }
        sums = {one: sum(cells[item][one] for item in service) for one in POSITIONS}
        products = [item for item in ITEMS["product"] if self.month(category="product", item=item)]
        return {
            "T1": self.shares(list(ITEMS), [self.month(category=name) for name in ITEMS]),
            "T2": self.shares(list(ITEMS), [self.count(MONTH.year, category=name) for name in ITEMS]),
            "T3": [
                *({"row": i, **cells[i], "share": s} for i, s in zip(service, shared(of_items), strict=True)),
                {"row": "total", **sums, "share": 100 if sum(of_items) else 0},
            ],
            "T4": [
                {
                    "row": one,
                    "volume": VOLUMES[one],
                    "complaints": sums[one],
                    "share": float((Decimal(sums[one]) * 100 / VOLUMES[one]).quantize(Decimal("0.1"), ROUND_HALF_UP))
                    if VOLUMES[one]
                    else 0.0,
                }
                for one in POSITIONS
            ],
            "T5": self.shares(ITEMS["sales"], [self.month(category="sales", item=item) for item in ITEMS["sales"]]),
            "T6": self.shares(products, [self.month(category="product", item=item) for item in products])
            if products
            else [],
            "T7": self.against({"customers": CUSTOMERS.get, **self.categories(MONTH.month)}),
            "T8": self.against(self.categories()),
            "T9": self.against(self.items("service")),
            "T10": self.against(self.items("sales")),
            "T11": self.against(self.items("product")),
        }


def lines_of(dice):
    """Complaints of two years and a bit, at moments that lie at the ends of months, too."""
    zone = ZoneInfo(ZONE)
    lines = []
    for _ in range(dice.randrange(90)):
        category = dice.choice(list(ITEMS))
        day = dice.choice(((1, 0, 0), (1, 7, 59), (15, 12, 0), (28, 23, 59)))
        lines.append(
            {
                "at": datetime(dice.choice((2023, 2024, 2025)), dice.choice((1, 5, 6, 6, 7, 12)), *day, tzinfo=zone),
                "category": category,
                "item": dice.choice(ITEMS[category]),
                "position": dice.choice(POSITIONS) if category == "service" else "",
                "level": "general",
                "valid": dice.random() < 0.8,
            }
        )
    return lines
