"""What a browser may send about the letterhead."""

from typing import Annotated

from msgspec import Meta

from desk.foundation.web.forms import Form


class LetterheadForm(Form):
    """Everything but the logo, which comes as a file."""

    name: Annotated[str, Meta(max_length=120)] = ""
    lines: Annotated[str, Meta(max_length=600)] = ""
    foot: Annotated[str, Meta(max_length=300)] = ""
    without_logo: bool = False
