"""
``./run chaos NAME …``: breaks something on purpose and counts what is lost.

Each name is a file beside this one with a click command called ``command``.
"""

import sys
from importlib import import_module
from pathlib import Path

import click

# As the processes that are started from here find it: ``chaos.tickets``, never ``tests.chaos``.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

NAMES = ("tickets", "deadlines", "campaign", "restore")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
def main() -> None:
    """Break something on purpose and count what is lost."""


for name in NAMES:
    main.add_command(import_module(f"chaos.{name}").command, name)

if __name__ == "__main__":
    main(prog_name="./run chaos")
