"""
Tables from strangers, read in a process of their own: with little memory, for a limited time, and to no harm.

What a file does to its reader it does to that process alone. It gets the bytes on its input and answers with frames:
the headings, rows by the hundred, and the end or what was wrong.
"""

import contextlib
import resource
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

import msgspec

from desk.kit.spreadsheets import LIMITS, How, Limits, Row, Unreadable, read_table

MEMORY = 768 * 1024 * 1024
"""Bytes of addresses; a plain table of 25 MB takes a quarter of it."""
SECONDS = 60
"""Of the processor."""
PATIENCE = 180.0
"""Seconds by the clock, with what is done with the rows."""
ROWS = 500
"""In one frame."""
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Sheltered:
    """A table that another process reads: its rows once, and how it was found to be written."""

    headings: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str
    delimiter: str


@contextlib.contextmanager
def read_apart(content: bytes, filename: str, how: How | None = None, limits: Limits = LIMITS) -> Iterator[Sheltered]:
    """
    ``read_table`` in a process of its own, which is gone at the end of the block.

    Raises ``Unreadable``, also while the rows are read. Blocks: call it in a thread.
    """
    if len(content) > limits.size:
        raise Unreadable("The file is larger than {megabytes} MB.", megabytes=limits.size // 1024**2)
    command = [sys.executable, "-m", "desk.kit.sheltered"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    timer = threading.Timer(PATIENCE, child.kill)
    timer.daemon = True
    timer.start()
    try:
        yield _opened(child, content, filename, how or How(), limits)
    finally:
        timer.cancel()
        child.kill()
        with contextlib.suppress(OSError):
            _pipe(child.stdin).close()
        _pipe(child.stdout).close()
        child.wait()


def _opened(child: "subprocess.Popen[bytes]", content: bytes, filename: str, how: How, limits: Limits) -> Sheltered:
    source, target = _pipe(child.stdout), _pipe(child.stdin)
    with contextlib.suppress(BrokenPipeError):  # it has died: there is no answer either
        _send(target, [filename, how, limits])
        target.write(content)
        target.close()
    headings, encoding, delimiter = _received(source)
    return Sheltered(tuple(headings), _rows(source), encoding, delimiter)


def _pipe(one: IO[bytes] | None) -> IO[bytes]:
    assert one is not None
    return one


def _rows(source: IO[bytes]) -> Iterator[Row]:
    while some := _received(source):
        for number, cells, surplus in some:
            yield Row(number, tuple(cells), tuple(surplus))


def _send(target: IO[bytes], frame: Any) -> None:
    packed = msgspec.msgpack.encode(frame)
    target.write(_LENGTH.pack(len(packed)) + packed)


def _received(source: IO[bytes]) -> Any:
    """The next frame. Raises ``Unreadable`` when it says so, or when there is none."""
    head = source.read(_LENGTH.size)
    packed = source.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not packed:
        raise Unreadable("The table takes too much time or memory to be read. Please split it into smaller ones.")
    frame = msgspec.msgpack.decode(packed)
    if isinstance(frame, dict):
        raise Unreadable(frame["sentence"], **frame["values"])
    return frame


def main() -> None:
    """Read one table from the input, as the other process."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    asked = msgspec.msgpack.decode(source.read(_LENGTH.unpack(source.read(_LENGTH.size))[0]))
    filename, how, limits = asked[0], msgspec.convert(asked[1], How), msgspec.convert(asked[2], Limits)
    try:
        table = read_table(source.read(), filename, limits, how)
        _send(target, [table.headings, table.encoding, table.delimiter])
        while some := list(islice(table.rows, ROWS)):
            _send(target, some)
        _send(target, [])
    except Unreadable as fault:
        _send(target, {"sentence": fault.sentence, "values": dict(fault.values)})


if __name__ == "__main__":
    with contextlib.suppress(MemoryError, BrokenPipeError):
        main()
