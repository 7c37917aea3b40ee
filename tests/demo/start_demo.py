"""Start the demo with the stand-in for the product: ``start_demo.py STATE PORT [--json] [--reset]``."""

import sys
from pathlib import Path

from desk.demo.demo import Demo, Options

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    state, port, *flags = sys.argv[1:]
    options = Options(
        Path(state),
        Path(state).parent / "tenants",
        port=int(port),
        reset="--reset" in flags,
        as_json="--json" in flags,
        program=(sys.executable, str(HERE / "fake_desk.py")),
    )
    sys.exit(Demo(options).run())
