"""What people may send about themselves and their colleagues."""

from typing import Annotated

from msgspec import Meta

from desk.foundation.web.forms import Form

Login = Annotated[str, Meta(max_length=200, pattern=r"^[^\s]+$")]
Secret = Annotated[str, Meta(max_length=200)]


class SignInForm(Form):
    login: Login
    password: Secret
    next: Annotated[str, Meta(max_length=2000)] = "/"


class PasswordForm(Form):
    old: Secret
    password: Secret


class MemberForm(Form):
    name: Annotated[str, Meta(max_length=100)]
    staff_no: Annotated[str, Meta(max_length=20, pattern=r"^[0-9A-Za-z-]+$")]
    login: Login
    password: Secret
    roles: list[str] = []
    department: Annotated[str, Meta(max_length=100)] = ""
    email: Annotated[str, Meta(max_length=200)] = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
