"""What the person who started the demo is told when it cannot start."""


class CannotStart(Exception):
    """A sentence that says what is in the way and what to do about it."""


class AlreadyRunning(CannotStart):
    """Another process holds this state folder."""
