"""What people may send about themselves and their colleagues."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from desk.foundation.web.forms import Form

Login = Annotated[str, Meta(max_length=200, pattern=r"^[^\s]+$")]
Secret = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(max_length=40)]
Name = Annotated[str, Meta(max_length=100)]
StaffNo = Annotated[str, Meta(max_length=20, pattern=r"^[0-9A-Za-z-]+$")]
Email = Annotated[str, Meta(max_length=200, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")]


class SignInForm(Form):
    login: Login
    password: Secret
    next: Annotated[str, Meta(max_length=2000)] = "/"


class CodeForm(Form):
    code: Code
    next: Annotated[str, Meta(max_length=2000)] = "/"


class PasswordForm(Form):
    password: Secret
    old: Annotated[str, Meta(max_length=200)] = ""


class ForgottenForm(Form):
    login: Login


class ChosenForm(Form):
    """The password that somebody chose with a link."""

    password: Secret


class MemberForm(Form):
    name: Name
    staff_no: StaffNo
    login: Login
    how: Literal["invitation", "password"] = "password"
    password: Annotated[str, Meta(max_length=200)] = ""
    roles: list[str] = []
    department: Annotated[str, Meta(max_length=100)] = ""
    email: Email | None = None
    phone: Annotated[str, Meta(max_length=40)] = ""


class FactsForm(Form):
    """What is said of a member who is there."""

    name: Name
    staff_no: StaffNo
    department: Annotated[str, Meta(max_length=100)] = ""
    email: Email | None = None
    phone: Annotated[str, Meta(max_length=40)] = ""
    locale: Literal["zh-CN", "en"] | None = None


class DepartmentForm(Form):
    """A department, or with ``part_of`` a team of it."""

    name: Name
    part_of: UUID | None = None
    head: UUID | None = None


class JoiningForm(Form):
    member: UUID


class RetirementForm(Form):
    into: UUID | None = None


class RolesForm(Form):
    roles: list[str] = []


class RoleForm(Form):
    """What a role may do, of what was shown, and its rule for the second step."""

    shown: list[str] = []
    allowed: list[str] = []
    rule: Literal["off", "optional", "required", "usual"] = "usual"
    seen: Annotated[str, Meta(max_length=100)] = ""


class DepartureForm(Form):
    successor: UUID


class TokenForm(Form):
    name: Name
    scopes: list[str] = []
    days: Literal["30", "90", "180", "365"] = "90"


class AbsenceForm(Form):
    from_on: date
    to_on: date
    member: UUID | None = None
    deputy: UUID | None = None
