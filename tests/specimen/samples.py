"""The context of each specimen page, put together from samples.toml. render.py runs this with NOW."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

NOW: datetime = globals()["NOW"]
DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("samples.toml").read_text("utf-8"))
LISTS = DATA["lists"]
ACTIONS = ("take", "assign", "reply", "note", "solve", "close", "reopen", "hold", "resume", "not_solved")
FOOT = {"first": 1, "last": 4, "total": "", "next_url": None, "previous_url": None}
ERRORS = ("not_found", "forbidden", "refused", "conflict", "broken", "suspended", "_refused", "_broken")


class Row(SimpleNamespace):
    """A row: attributes, and nothing for what it doesn't have."""


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def rows(found: list[dict[str, Any]]) -> list[Row]:
    return [Row(**one) for one in found]


def around(lang: str, face: str, here: str = "", path: str = "/") -> dict[str, Any]:
    """What every page has."""
    lines = [{"count": None, "hot": False, "counted": ""} | one for one in DATA["navigation"][face]]
    return {
        "principal": Row(id=1, name=DATA["people"][face], kind="member", customer_id=None, staff_no="0217"),
        "tenant": Row(settings={}, status="active", **DATA["tenant"]),
        "face": face,
        "nonce": "n0nce",
        "lang": lang,
        "path": path,
        "here": here,
        "navigation": rows(lines),
    }


def ticket(given: dict[str, Any], **more: Any) -> Row:
    """A ticket as a list or a page shows it."""
    plain = {
        "urgent": False,
        "channel": "hotline",
        "kind": "repair",
        "product": "财务套件 12.6.1",
        "contact": Row(name="王敏", title="财务主管", phone="0512-5550 0123", extension="806", tel="tel:0512,806"),
        "first_responder": Row(name="李晓峰"),
        "opened_at": ago(given["minutes"] + 14),
        "since": ago(given["minutes"]),
        "version": 5,
        **DATA["solution"],
    }
    parts = {"customer": Row(id=7, name=given["customer"], grade="key"), "assignee": Row(name=given["assignee"])}
    return Row(**({"id": given["number"]} | plain | given | parts | more))


def timeline() -> list[Row]:
    """Facts and entries as the ticket's page shows them."""
    found = []
    for one in DATA["items"]:
        body = Markup("<p>") + escape(one.get("body", "")) + Markup("</p>")
        found.append(Row(**({"attachments": []} | one | {"at": ago(one["minutes"]), "body": body})))
    return found


PRINTS = [{"label": "服务单", "url": "/documents/tickets.service_sheet/1", "icon": "print"}]
TICKETS = [ticket(one) for one in DATA["tickets"]]
CUSTOMER = Row(**DATA["customer"], created_at=ago(900_000))


TICKET_COLUMNS = [
    ("subject", "工单", "pd-fill"),
    ("due", "到期", "pd-duecell"),
    ("status", "状态", "pd-nowrap"),
    ("turn", "轮到", ""),
    ("owner", "负责人", "pd-hide-phone"),
    ("since", "自", "pd-num pd-quiet pd-small pd-last"),
]
CUSTOMER_COLUMNS = [tuple(one) for one in DATA["columns"]["customers"]]
PARTNER_COLUMNS = [tuple(one) for one in DATA["columns"]["partners"]]


def list_page(name: str, word: str, shown: list[Row], columns: list[tuple[str, str, str]]) -> dict[str, Any]:
    """What the page of each list needs, as foundation/web/lists gives it."""
    what = Row(
        name=name, word=word, path=f"/{name}", cells=f"{name}/_cells.html", signal=name, find="Find", find_in="…"
    )
    what.said = "subject" if name == "tickets" else "name"
    found = {"list": what, "rows": shown, "columns": columns, "people": [], "q": "", "kept": [], "again_url": "?"}
    chosen = [{"name": one, "word": said, "shown": True} for one, said, look in columns if look != "pd-fill"]
    kept = Row(id="1", name="紧急的", shared="team", own=True)
    tab = Row(label="紧急的", url="?saved=1", current=True, count=None, hot=False)
    found |= {"saved": [tab], "view_saved": kept, "looked_at": "view=team", "is_usual": False, "this_view": "1"}
    found |= {"may_share": True, "to_choose": chosen, "choosing_columns": False, "found": 1000}
    found |= {"bulk": [("assign", "指派", "person-add")]}
    return found | {"sorted_by": "最久的在前", "orders": [], "export_url": f"/{name}/export.csv"}


def ticket_pages(lang: str) -> dict[str, dict[str, Any]]:
    desk = around(lang, "workspace", "tickets", "/tickets")
    main = ticket(DATA["tickets"][1], status="open", urgent=True)
    page = desk | {
        "ticket": main,
        "may": dict.fromkeys(ACTIONS, False) | dict.fromkeys(("assign", "reply", "note", "solve", "hold"), True),
        "reasons": {"close": "解决之后才能关闭。", "take": "已经是您的了。"},
        "items": timeline(),
        "older": 12,
        "shown": "all",
        "whole": False,
        "values": {},
        "errors": {},
        "members": LISTS["members"],
        "prints": PRINTS,
    }
    solved = {
        "template": "tickets/show.html",
        "ticket": ticket(DATA["tickets"][6]),
        "older": 0,
        "items": [],
    }
    after = dict.fromkeys(ACTIONS, False) | {"close": True, "not_solved": True}
    lists = {name: rows(LISTS[name]) for name in ("views", "filters", "add")}
    listing = desk | lists | FOOT | list_page("tickets", "Tickets", TICKETS, TICKET_COLUMNS) | {"view": "team"}
    none = listing | {"template": "tickets/index.html", "rows": [], "last": 0}
    return {
        "tickets/show.html": page,
        "ticket-solved": page | solved | {"may": after},
        "tickets/_changed.html": page | {"toast": Row(text="好", undo_url="", undo_fields={})},
        "tickets/index.html": listing | {"total": "约 1 200", "next_url": "?after=x"},
        "tickets-none": none,
        "tickets-empty": none | {"filters": []},
        "macros.html": page | {"now": NOW, "ago": ago, "Row": Row, "toast": _toast()},
        "sheet.html": desk
        | {"back_url": "/", "back": "#20471", "number": "FS-1183", "printed_at": NOW, "version": "3"}
        | {"ticket": main},
    }


def _toast() -> Row:
    return Row(text="已把 #20430 指派给李晓峰。", undo_url="/undo", undo_fields={"id": "1"})


def call_pages(lang: str) -> dict[str, dict[str, Any]]:
    call = around(lang, "workspace", "tickets", "/tickets/new") | {
        "q": "",
        "found": [],
        "customer": None,
        "open_tickets": [],
        "kinds": LISTS["kinds"],
        "channels": LISTS["channels"],
        "values": {"kind": "repair", "channel": "hotline"},
        "errors": {},
    }
    known = Row(**DATA["customer"] | {"contacts": LISTS["contacts"], "products": LISTS["products"]})
    hit = Row(id=7, name=CUSTOMER.name, grade="key", phone=CUSTOMER.phone, contacts="王敏、周建国")
    wrong = {"subject": "请写一句现象，同事看列表就靠它。"}
    same = {"template": "tickets/new.html"}
    return {
        "tickets/new.html": call,
        "call-found": call | same | {"q": "jnfz", "found": [hit]},
        "call-nobody": call | same | {"q": "xyz"},
        "call-known": call | same | {"customer": known, "open_tickets": TICKETS[1:2], "errors": wrong},
    }


def desk_pages(lang: str) -> dict[str, dict[str, Any]]:
    groups = {
        "mine": (TICKETS[:3], 7),
        "team": (TICKETS[3:5], 31),
        "unassigned": (TICKETS[2:3], 1),
        "waiting": ([], 0),
    }
    home = {name: Row(tickets=found, count=count, url="/tickets") for name, (found, count) in groups.items()}
    promises = Row(mine=[], figures=[], told=[])
    more = {
        "promises": promises,
        "today": NOW,
        "shift": "热线一组 09:00–18:00",
        "on_duty": True,
        "figures": rows(LISTS["figures"]),
    }
    partners = [Row(id=at, **one, published_at=ago(one["minutes"])) for at, one in enumerate(DATA["partners"])]
    headquarters = around(lang, "headquarters", "partners", "/partners") | {"view": "all", "filters": [], "add": []}
    listing = list_page("partners", "Partners", partners, PARTNER_COLUMNS) | {"views": rows(LISTS["views"][:2])}
    listing["list"].cells = "headquarters/_cells.html"
    listing |= {"bulk": [], "may_share": False}
    return {
        "workspace/home.html": around(lang, "workspace", "desk") | home | more,
        "headquarters/partners.html": headquarters | FOOT | listing | {"may_invite": True},
    }


def portal_pages(lang: str) -> dict[str, dict[str, Any]]:
    portal = around(lang, "portal", "home") | {
        "customer": CUSTOMER,
        "tickets": [TICKETS[5], TICKETS[6], TICKETS[1], TICKETS[2]],
        "more": 3,
        "help_line": LISTS["help_line"],
        "tiles": rows(LISTS["tiles"]),
    }
    talk = around(lang, "portal", "tickets", "/tickets/20471") | {
        "ticket": TICKETS[1],
        "items": [one for one in timeline() if getattr(one, "audience", "") == "customer"],
        "may": {"reply": True},
        "values": {},
        "errors": {},
        "prints": PRINTS,
        "rating": [],
    }
    solved = {
        "ticket": ticket(DATA["tickets"][6]),
        "may": dict.fromkeys(("confirm", "object", "reply"), True),
    }
    ask = {"kinds": LISTS["kinds"], "products": LISTS["products"], "values": {}, "errors": {}}
    return {
        "portal/home.html": portal,
        "portal-nothing": portal | {"template": "portal/home.html", "tickets": [], "more": 0, "tiles": []},
        "portal/tickets.html": portal | FOOT | {"views": rows(LISTS["views"][:2]), "here": "tickets"},
        "portal/show.html": talk,
        "portal-solved": talk | solved | {"template": "portal/show.html", "close_line": LISTS["close_line"]},
        "portal/ask.html": around(lang, "portal", "ask", "/tickets/new") | ask,
    }


FILE = DATA["file"]


def dated(found: list[dict[str, Any]]) -> list[Row]:
    return [Row(at=ago(90), from_at=ago(90), **one) for one in found]


OWN = [
    Row(name="custom.tier", kind="choice", word="档位", required=True, options=[("gold", "金")]),
    Row(name="custom.seats", kind="number", word="席位数", required=False, options=[]),
]
"""Fields of a tenant's own, in forms."""


def customer_pages(lang: str) -> dict[str, dict[str, Any]]:
    desk = around(lang, "workspace", "customers", "/customers")
    nothing: dict[str, Any] = {"values": {}, "errors": {}}
    may = dict.fromkeys(("edit", "edit_contacts", "give_access", "open_ticket", "create", "import", "export"), True)
    may |= {"grade": True, "see_private": True, "look": True}
    people = [FILE["person"] | one | {"successor": None} for one in DATA["contacts"]]
    file = desk | {
        "customer": Row(**vars(CUSTOMER) | FILE["company"], masked={"bank"}),
        "contacts": rows(people),
        "products": rows([{"id": 9, "confirmation_code": "88-1", "antivirus": ""} | one for one in DATA["products"]]),
        "grade": Row(**FILE["grade"], changes=dated(FILE["grades"])),
        "grade_form": nothing,
        "notes": dated(FILE["notes"]),
        **{name: FILE[name] for name in ("tags", "known_tags")},
        "relations": rows(FILE["relations"]),
        "completeness": Row(percent=86, missing=[("生日", "#"), ("来源", "#")]),
        **dict.fromkeys(("note_form", "tag_form", "relation_form"), nothing),
        "facts": [one for one in timeline() if one.type == "fact"],
        "twins": [Row(name="江南纺织厂（示例）", url="#", why="电话相同，加密锁号相同。")],
        "tickets_url": "/tickets?customer=7",
        "may": may,
        "form": "",
        "contact_form": nothing,
        "product_form": nothing,
        "own": [("档位", "金", False)],
        "own_of_products": {},
        **dict.fromkeys(("product_inputs", "contact_inputs"), OWN),
    }
    listed = [
        _listed(at, grade, status) for at, (grade, status) in enumerate((("key", "customer"), ("vip", "prospect")))
    ]
    listing = desk | FOOT | {name: rows(LISTS[name]) for name in ("views", "filters", "add")}
    listing |= list_page("customers", "Customers", listed, CUSTOMER_COLUMNS)
    listing |= {"view": "key", "kept": [("grade", "key")], "new_url": "/customers/new", "may": may}
    entered = {"values": {"name": CUSTOMER.name, "grade": "key"}, "errors": {"phone": LISTS["wrong_phone"]}}
    choices = {"engineers": [("", "–"), ("7", "李晓峰")], "cares": [("speed", "速度")], "credits": [("", "未评")]}
    choices |= {"grades": LISTS["grades"], "statuses": LISTS["statuses"], "post_url": "/customers/7", "own": OWN}
    conflict = {"sentence": "陈静刚改过。您写的在下面。", "changes": "电话 0512-5550 0123 → 0512-5550 0124"}
    contact = {"private": {"is_noted": True, "body": None}, "successors": [("8", "周建国")]}
    contact |= {"values": DATA["contacts"][0] | {"im": "", "birthday": "", "seen": ""}, "conflict": None}
    contact |= {"contact": rows(people)[0], "portal_roles": [("customer_admin", "客户管理员")]}
    contact |= {"access": {"login": "wang@example.com"}, "errors": {}, "access_errors": {}}
    return {
        "customers/index.html": listing,
        "customers-empty": listing | {"template": "customers/index.html", "rows": [], "filters": [], "last": 0},
        "customers/show.html": file,
        "customers/edit.html": file | entered | choices | {"conflict": conflict},
        "customers/timeline.html": file | {"views": rows(LISTS["views"][:2]), "next_url": "#", "first_url": ""},
        "customers/history.html": file
        | {
            "contact": {"id": 8, "name": "王敏"},
            "changes": dated(FILE["changes"]),
            "next_url": "#",
            "may": {"erase": True},
        },
        "customers/contact.html": file | contact | {"panels": [], "own": OWN},
    }


def _listed(at: int, grade: str, status: str) -> Row:
    name = DATA["tickets"][at]["customer"]
    return Row(
        **{"id": at, "number": 1180 + at, "name": name, "grade": grade, "status": status, "phone": "0512-5550 0123"},
        **{"short_name": "", "industry": "纺织", "contact": "王敏", "changed_at": ago(700 * at)},
    )


def people_pages(lang: str) -> dict[str, dict[str, Any]]:
    bare = around(lang, "workspace", path="/sign-in") | {"principal": None, "next": "/", "values": {}, "errors": {}}
    wrong = {"values": {"login": "li"}, "errors": {"": "登录名和密码不相配。"}, "template": "people/sign_in.html"}
    demo = {"demo_password": "desk-demo-2026", "demo_people": [Row(login="wang@example.com", name="王敏", role="客户")]}
    agents = ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Edg/130.0", "Mozilla/5.0 (iPhone) Mobile Safari/604")
    devices = around(lang, "workspace", "devices", "/devices") | {
        "sign_ins": [
            Row(
                id=at, face="workspace", created_at=ago(5000), seen_at=ago(900 * at), address="203.0.113.7", agent=agent
            )
            for at, agent in enumerate(agents)
        ],
        "this": 0,
        "errors": {},
    }
    old = {"template": "people/devices.html", "errors": {"old": "这不是现在的密码。"}, "changed": True}
    sentence = "还不能解决：口令协助要先有客户单位的授权书。"
    return {
        "people/sign_in.html": bare | {"help_line": LISTS["help_line"]},
        "sign-in-wrong": bare | wrong | demo | {"face": "portal"},
        "sign-in-hq": bare | {"template": "people/sign_in.html", "face": "headquarters"},
        "people/devices.html": devices,
        "devices-portal": devices | around(lang, "portal") | old,
        **{f"errors/{name}.html": bare | {"sentence": sentence, "way_out": None, "code": "7F3K-20"} for name in ERRORS},
    }


def pages(lang: str) -> dict[str, dict[str, Any]]:
    """Every specimen page: its context, and under ``template`` the template when the name isn't one."""
    parts = (ticket_pages, call_pages, desk_pages, portal_pages, customer_pages, people_pages)
    return {name: context for part in parts for name, context in part(lang).items()}
