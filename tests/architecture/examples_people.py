"""Examples of people's routes."""

from datetime import timedelta

from desk.foundation.principals import SYSTEM, Principal
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.people import actions

from .examples import Example, example

EVERYWHERE = ("workspace", "portal", "headquarters")
STAFF = ("workspace", "headquarters")
NEW = "a new and longer password"


@example("people.devices", "people.password", "people.second_factor", faces=EVERYWHERE)
@example("people.members", "people.absences", "people.roles", faces=STAFF)
@example("people.tokens", "api.people.me", "api.people.members", "api.people.absences")
async def nothing_named(place):
    return Example(marker=place.marker)


@example("people.audit", "people.export_audit", faces=STAFF)
@example("api.people.audit")
async def audit(place):
    return Example(filters={"person": await place.colleague()}, marker=place.marker)


@example("people.end_sign_in", "people.end_others", "people.end_everywhere", faces=EVERYWHERE)
async def own_sign_ins(place):
    return Example(form={})


@example("people.begin_factor", faces=EVERYWHERE)
async def begin_factor(place):
    return Example(form={})


@example("people.confirm_factor", "people.recovery_codes", "people.remove_factor", faces=EVERYWHERE)
async def with_code(place):
    """A wrong code is refused in its own way, behind the guard."""
    return Example(form={"code": "000000"}, ok=(404, 409, 422, 429))


@example("people.end_device", faces=EVERYWHERE)
async def end_device(place):
    client = await place.actor()
    cookie = client.headers["cookie"].partition("=")[2]
    async with place.tenant.scope():
        from desk.foundation.database import value

        own = await value("select id from sign_in where fingerprint = $1", fingerprint(cookie))
    return Example(path={"sign_in_id": own}, form={}, client=client)


@example("people.change_password", faces=EVERYWHERE)
async def change_password(place):
    """The present one is not theirs, so that the next example can sign in."""
    return Example(form={"old": "not the present one", "password": NEW}, ok=(422,))


@example("people.add_member", faces=STAFF)
async def add_member(place):
    name = place.name()
    login = name.replace(" ", ".")
    return Example(
        form={"name": name, "staff_no": name.split()[1], "login": login, "password": NEW, "roles": "trainer"}
        | ({"roles": "hq_support"} if place.face == "headquarters" else {})
    )


@example("people.member", faces=STAFF)
@example("api.people.member")
async def member(place):
    return Example(path={"member_id": await place.colleague()}, marker=place.marker)


@example("people.departments", faces=STAFF)
@example("api.people.departments")
async def departments_there(place):
    return Example(marker=place.marker)


@example("people.add_department", faces=STAFF)
async def add_department(place):
    above, head = await department(place), str(await place.colleague())
    form = {"name": place.name(), "part_of": str(above["department_id"]), "head": head}
    return Example(form=form, ids=("part_of", "head"))


async def department(place):
    """A department of the tenant."""
    async with place.tenant.scope():
        made = await actions.add_department(place.name(), by=SYSTEM)
    return {"department_id": made.id}


@example("people.department", faces=STAFF)
async def one_department(place):
    return Example(path=await department(place), marker=place.marker)


@example("people.change_department", faces=STAFF)
async def change_department(place):
    form = {"name": place.name(), "head": str(await place.colleague())}
    return Example(path=await department(place), form=form, ids=("head",))


@example("people.join_department", faces=STAFF)
async def join_department(place):
    form = {"member": str(await place.colleague())}
    return Example(path=await department(place), form=form, ids=("member",))


@example("people.retire_department", faces=STAFF)
async def retire_department(place):
    into = (await department(place))["department_id"]
    return Example(path=await department(place), form={"into": str(into)}, ids=("into",))


@example("people.invite", faces=STAFF)
async def invite(place):
    return Example(path={"member_id": await place.colleague(password="")}, form={})


@example("people.reset", "people.end_sign_ins", faces=STAFF)
async def of_member(place):
    return Example(path={"member_id": await place.colleague()}, form={})


@example("people.take_factor", faces=STAFF)
async def take_factor(place):
    return Example(path={"member_id": await place.colleague()}, form={}, ok=(200, 303, 404, 409))


@example("people.change_member", faces=STAFF)
async def change_member(place):
    name = place.name()
    return Example(path={"member_id": await place.colleague()}, form={"name": name, "staff_no": f"C{name.split()[1]}"})


@example("people.member_roles_effect", "people.change_member_roles", faces=STAFF)
async def member_roles(place):
    role = "hq_support" if place.face == "headquarters" else "trainer"
    return Example(path={"member_id": await place.colleague()}, form={"roles": role})


@example("people.give_password", faces=STAFF)
async def give_password(place):
    return Example(path={"member_id": await place.colleague()}, form={"password": NEW})


@example("people.departure", faces=STAFF)
async def departure(place):
    successor = str(await place.colleague())
    return Example(path={"member_id": await place.colleague()}, form={"successor": successor}, ids=("successor",))


@example("people.note_absence", faces=STAFF)
async def note_absence(place):
    day = now().date() + timedelta(days=3)
    return Example(
        form={
            "from_on": day.isoformat(),
            "to_on": day.isoformat(),
            "member": str(await place.colleague()),
            "deputy": str(await place.colleague()),
        },
        ids=("member", "deputy"),
    )


@example("api.people.note_absence")
async def api_note_absence(place):
    found = await note_absence(place)
    return Example(json=found.form, ids=found.ids)


@example("api.people.drop_absence")
async def api_drop_absence(place):
    return Example(path=(await drop_absence(place)).path)


@example("people.drop_absence", faces=STAFF)
async def drop_absence(place):
    day, colleague = now().date() + timedelta(days=5), await place.colleague()
    async with place.tenant.scope():
        made = await actions.note_absence(colleague, day, day, None, by=SYSTEM)
    return Example(path={"absence_id": made.id}, form={})


@example("people.role", faces=STAFF)
async def role(place):
    return Example(path={"role": "hq_support" if place.face == "headquarters" else "trainer"}, shared=True)


@example("people.role_effect", "people.change_role", faces=STAFF)
async def change_role(place):
    role = "hq_support" if place.face == "headquarters" else "trainer"
    return Example(path={"role": role}, form={"rule": "usual"}, shared=True, ok=(200, 303, 409))


@example("people.make_token")
async def make_token(place):
    return Example(form={"name": place.name(), "scopes": "member.read", "days": "30"})


@example("people.revoke_token")
async def revoke_token(place):
    by = Principal("member", await place.who())
    async with place.tenant.scope():
        token = await actions.make_token(by.id, place.name(), ["member.read"], timedelta(days=1), by=by)
        from desk.foundation.database import value

        made = await value("select id from api_token where fingerprint = $1", fingerprint(token))
    return Example(path={"token_id": made}, form={})
