"""Values for few eyes, as everybody else sees them: enough to tell one from another, too little to use."""

DOT = "•"
MASKED = DOT * 6
"""Stands for a value of which nothing is shown."""
LEAST = 4
"""Fewer letters and digits are never hidden: of what is shorter nothing is shown."""


def masked(text: str, *, first: int = 0, last: int = 0) -> str:
    """A text of whose letters and digits (of ASCII) only the first and the last so many stay: 139 •••• 1234."""
    places = [place for place, one in enumerate(text) if one.isascii() and one.isalnum()]
    if not text or len(places) < first + last + LEAST:
        return MASKED if text else ""
    hidden = set(places[first : len(places) - last])
    return "".join(DOT if place in hidden else one for place, one in enumerate(text))


def is_masked(text: str) -> bool:
    """Whether something of a value was hidden: such a value says nothing new."""
    return text.count(DOT) >= LEAST
