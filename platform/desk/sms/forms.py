"""What is said of an account for short messages on its page."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta

from desk.foundation.web.forms import Form, read_values
from desk.sms import kinds
from desk.sms.actions import NewAccount

LONGEST = 300


class AccountForm(Form):
    """What each account has; the fields of its gateway come behind it."""

    gateway: Annotated[str, Meta(max_length=40)]
    url: Annotated[str, Meta(max_length=LONGEST)] = ""
    per_second: Annotated[int, Meta(ge=1, le=1_000)] = 50


class TemplateForm(Form):
    lang: Annotated[str, Meta(max_length=10)]
    kind: Annotated[str, Meta(max_length=80)] = ""
    code: Annotated[str, Meta(max_length=60)] = ""


def read_account(values: Mapping[str, Any]) -> NewAccount:
    """An account: the fields of a gateway are sent as ``aliyun-key_id``. Raises ``Invalid``."""
    form = read_values(values, AccountForm)
    gateway = kinds.gateway(form.gateway)
    fields = gateway.fields if gateway else ()
    said = {one.name: str(values.get(f"{form.gateway}-{one.name}", "")).strip()[:LONGEST] for one in fields}
    return NewAccount(form.gateway, form.url or (gateway.url if gateway else ""), said, form.per_second)
