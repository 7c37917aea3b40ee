"""``desk demo``: everything on this machine, with nothing installed beside Python."""

import sys
from pathlib import Path

import click

from desk.demo.demo import Demo, Options
from desk.settings import ROOT, settings


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to serve on.")
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / ".desk",
    help="The folder that keeps everything; .desk in the project.",
)
@click.option("--reset", is_flag=True, help="Forget what is in it first.")
@click.option("--json", "as_json", is_flag=True, help="Tell addresses and sign-ins as one line of JSON.")
def demo(port: int, state: Path, reset: bool, as_json: bool) -> None:
    """Start the product with sample tenants: real servers, web, worker and pacer.

    What is in it is kept between runs. Ctrl-C ends it. A second start prints the addresses again.
    """
    options = Options(state.absolute(), settings.tenants, port=port, reset=reset, as_json=as_json)
    sys.exit(Demo(options).run())
