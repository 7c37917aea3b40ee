"""How many tries people have, in tries and seconds; the delay grows with the windows [assumed]."""

from desk.foundation.throttling import Throttle

MINUTE, HOUR = 60, 3600

BY_LOGIN = Throttle("login", ((5, 5 * MINUTE), (10, 30 * MINUTE), (20, 2 * HOUR)))
"""Passwords of one login, from wherever."""
BY_NETWORK = Throttle("network", ((20, 5 * MINUTE), (100, HOUR)))
"""Passwords that didn't fit, from one network, for whatever login."""
BY_CODE = Throttle("code", ((5, 5 * MINUTE), (10, HOUR)))
"""Codes of one credential."""
BY_PASSWORD = Throttle("password", ((5, 5 * MINUTE), (10, HOUR)))
"""The present password, asked of somebody who is signed in."""
RESET_BY_LOGIN = Throttle("reset", ((3, HOUR),))
RESET_BY_NETWORK = Throttle("reset-network", ((20, HOUR),))
NOTED = Throttle("noted", ((1, MINUTE),))
"""How often a throttled try becomes a fact."""
