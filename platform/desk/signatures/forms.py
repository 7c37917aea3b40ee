"""What a browser may send to sign."""

from typing import Annotated, Literal

from msgspec import Meta

from desk.foundation.web.forms import Form


class SignForm(Form):
    """Who signs, how, and which version was seen."""

    signer: Annotated[str, Meta(min_length=1, max_length=100)]
    method: Literal["drawn", "typed", "scan"]
    fingerprint: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    mark: Annotated[str, Meta(max_length=400_000)] = ""
    code: Annotated[str, Meta(max_length=20)] = ""
