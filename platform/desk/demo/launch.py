"""
Start a program as somebody else, so that it ends with its parent. Run by path, imports nothing of ours.

    launch.py PARENT SIGNAL MODE UID GID PROGRAM ARGUMENTS…

MODE is ``self``, ``namespace`` (a user namespace in which we are UID) or ``nobody`` (become UID for good).
When PARENT dies, even by kill -9, the program gets SIGNAL. A process of its own and not a ``preexec_fn``:
nothing of Python runs between fork and exec of a process with threads.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000


def enter_namespace(uid: int, gid: int) -> None:
    """Be ``uid`` inside, and whoever we were outside: no chown, no copy, no new account."""
    outer_uid, outer_gid = os.getuid(), os.getgid()
    if ctypes.CDLL(None).unshare(CLONE_NEWUSER):
        sys.exit("user namespaces are not allowed here")
    for name, line in (
        ("setgroups", "deny"),
        ("gid_map", f"{gid} {outer_gid} 1"),
        ("uid_map", f"{uid} {outer_uid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as setting:
            setting.write(line)


def become(uid: int, gid: int) -> None:
    """Give up being root, for good, before the server begins."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def watch(parent: int, signal_number: int, program: list[str]) -> int:
    """Where the kernel tells nobody of a parent's death: stay beside the program and look."""
    child = subprocess.Popen(program)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(number, lambda received, _: child.send_signal(received))
    while child.poll() is None:
        if os.getppid() != parent:
            child.send_signal(signal_number)
            return child.wait()
        time.sleep(0.2)
    return child.returncode


def main(parent: int, signal_number: int, mode: str, uid: int, gid: int, program: list[str]) -> int:
    """Become who was asked for, then run the program and end it when whoever started us is gone."""
    if mode == "namespace":
        enter_namespace(uid, gid)
    elif mode == "nobody":
        become(uid, gid)
    if sys.platform != "linux" or "DESK_WATCH_PARENT" in os.environ:
        return watch(parent, signal_number, program)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:
        return 1  # It died before the kernel knew that we care.
    os.execv(program[0], program)  # noqa: S606 - this is what it is for


if __name__ == "__main__":
    numbers = [int(word) for word in (*sys.argv[1:3], *sys.argv[4:6])]
    sys.exit(main(numbers[0], numbers[1], sys.argv[3], numbers[2], numbers[3], sys.argv[6:]))
