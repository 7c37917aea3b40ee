"""What programs send: JSON as a struct, every wrong field named in the answer."""

from typing import Any, TypeVar

import msgspec
from litestar import Request

from desk.foundation.errors import Invalid, Unacceptable
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values

F = TypeVar("F", bound=Form)
PLAIN = N_("This should be a plain value.")


async def read_json(request: Request[Any, Any, Any], form: type[F]) -> F:
    """The body as a struct. Raises ``Unacceptable`` for no JSON object and ``Invalid`` with a sentence per field."""
    try:
        values = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unacceptable from None
    if not isinstance(values, dict):
        raise Unacceptable
    wrong = [key for key, value in values.items() if _is_nested(value)]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, gettext(PLAIN)))
    return read_values(values, form)


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, list | dict) for one in value))
