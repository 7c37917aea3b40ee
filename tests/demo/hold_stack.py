"""Start a stack and hold it until somebody ends this process: ``hold_stack.py STATE [MODE]``."""

import sys
import time
from pathlib import Path

from desk.demo.embedded import Stack

if __name__ == "__main__":
    stack = Stack(Path(sys.argv[1]), mode=sys.argv[2] if len(sys.argv) > 2 else None)
    stack.start()
    stack.sql("create table if not exists kept (n int); insert into kept values (7)", "desk")
    mode = stack.sql("select rolsuper or rolbypassrls from pg_roles where rolname = 'desk_app'")
    print("up", mode, flush=True)
    time.sleep(600)
