"""
Benchmarks: figures of one machine, printed as ratios against a yardstick of the same run.

    ./run bench [AREA …] [--json] [--seconds N]

The seeded database is kept in ``.desk/bench`` between runs. Read the ratios; the absolute numbers are the machine's.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import campaign
import complaints
import deadlines
import hooks
import imports
import search
import tickets

AREAS = {
    "tickets": tickets.run,
    "deadlines": deadlines.run,
    "import": imports.run,
    "search": search.run,
    "hooks": hooks.run,
    "complaints": complaints.run,
    "campaign": campaign.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.splitlines()[1])
    parser.add_argument("areas", nargs="*", help=f"one or more of: {', '.join(AREAS)} (default: all)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each round of each case takes")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each case, interleaved; the median counts")
    chosen = parser.parse_args()
    unknown = set(chosen.areas) - AREAS.keys()
    if unknown:
        parser.error(f"no such area: {', '.join(sorted(unknown))}")
    found: dict[str, object] = {}
    for area in chosen.areas or AREAS:
        found |= AREAS[area](chosen.seconds, chosen.rounds)
    if chosen.json:
        print(json.dumps(found))
    else:
        print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
