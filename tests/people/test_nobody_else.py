"""Nobody ever acts as somebody else: a sign-in is begun by a password, and by nothing else."""

import re

from desk.settings import HERE, ROOT

MAY_BEGIN = {
    *("people/actions/signing.py", "people/actions/__init__.py", "people/routes/sign_in.py"),
    # As the made-up people of the made-up tenant, by whom every route is tried at night.
    "canary/actions/walking.py",
}
WORDS = re.compile(r"impersonat|masquerad|sudo_|login_as|sign_in_as|act_as|become_user", re.IGNORECASE)


def sources():
    return [path for folder in (HERE, ROOT / "plugins") for path in folder.rglob("*.py")]


def test_sign_ins_begin_where_passwords_are_checked_and_nowhere_else():
    found = {
        str(path.relative_to(HERE))
        for path in sources()
        if re.search(r"\bbegin_sign_in\(|\bSignIn\(", path.read_text())
    }

    assert found - {"people/tables.py"} <= MAY_BEGIN


# Samples act as those whom they show; what a member said of a call becomes a note of that member, and nothing more.
MAY_NAME = {
    *("people/identity.py", "customers/sample.py", "tasks/sample.py", "tickets/sample.py", "tickets/reactions.py"),
    "publications/sample.py",
    # A mail of which it is certain who wrote it is theirs; it may ask, answer and confirm, and nothing else.
    "mail/actions/entering.py",
    # Jobs that go on with what a member began, as this member.
    *("customers/reactions.py", "imports/actions/moving.py", "lists/reactions.py"),
    # What a contact proposed is changed in their name, when the team accepts it.
    "customers/actions/proposing.py",
    # A partner's job names the operator who said something; it acts as the platform.
    "cases/actions/crossing.py",
}


def test_a_principal_is_made_from_a_cookie_or_a_token_alone():
    makers = {
        str(path.relative_to(HERE))
        for path in sources()
        if re.search(r"\bPrincipal\(", path.read_text()) and "class Principal" not in path.read_text()
    }

    assert makers <= MAY_NAME


def test_nothing_is_called_by_that_name():
    assert [str(path) for path in sources() if WORDS.search(path.read_text())] == []


async def test_no_header_cookie_or_parameter_makes_one_somebody_else(someone, manager):
    person = await someone()
    name = "李晓峰"

    for more in (
        {"headers": {"x-user": str(person.id), "x-remote-user": person.login, "x-forwarded-user": person.login}},
        {"params": {"as": str(person.id), "user": person.login, "impersonate": str(person.id)}},
    ):
        page = await manager.get("/devices", **more)
        assert person.name not in page.text
        assert name in page.text
