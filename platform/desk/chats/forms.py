"""What is said of the robot of a group chat on its page."""

from typing import Annotated

from msgspec import Meta

from desk.foundation.web.forms import Form


class RobotForm(Form):
    robot: Annotated[str, Meta(max_length=20)]
    url: Annotated[str, Meta(max_length=500)] = ""
    secret: Annotated[str, Meta(max_length=300)] = ""
