"""How something is signed."""

from enum import StrEnum


class Method(StrEnum):
    DRAWN = "drawn"
    TYPED = "typed"
    SCAN = "scan"


class Fault(StrEnum):
    """What can be wrong with a signature afterwards."""

    SEAL = "seal"
    CHAIN = "chain"
    CONTENT = "content"
    FILE = "file"
    SCAN = "scan"
    GONE = "gone"
