"""Invented people, companies and tickets for the specimen. NOW, timedelta and Record come from render.py."""

from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

now: Any = globals()["NOW"]
timedelta: Any = globals()["timedelta"]


class R(SimpleNamespace):
    """A row: attributes, and nothing for what it does not have."""


def ago(minutes: int) -> Any:
    return now - timedelta(minutes=minutes)


def nav(zh: bool, face: str) -> list[R]:
    rows = {
        "workspace": [
            ("desk", "工作台", "My desk", "desk", None, False, ""),
            ("tickets", "工单", "Tickets", "ticket", 12, False, ""),
            ("customers", "客户", "Customers", "people", None, False, ""),
            ("promises", "承诺", "Promises", "clock", 2, True, ""),
            ("reports", "报表", "Reports", "chart", None, False, ""),
            ("visits", "现场", "Visits", "truck", 3, False, "modules"),
            ("training", "培训", "Training", "book", None, False, "modules"),
            ("settings", "设置", "Settings", "settings", None, False, "settings"),
        ],
        "portal": [
            ("home", "首页", "Home", "home", None, False, ""),
            ("tickets", "我的问题", "My questions", "chat", None, False, ""),
            ("ask", "提问题", "Ask", "plus", None, False, ""),
        ],
        "headquarters": [
            ("overview", "总览", "Overview", "desk", None, False, ""),
            ("cases", "个案", "Cases", "ticket", 14, False, ""),
            ("partners", "伙伴", "Partners", "company", 38, False, ""),
        ],
    }[face]
    return [
        R(key=key, label=a if zh else b, url=f"/{key}", icon=icon, count=count, hot=hot, section=section)
        for key, a, b, icon, count, hot, section in rows
    ]


def around(lang: str, face: str, here: str = "") -> dict[str, Any]:
    """What every page has."""
    zh = lang == "zh-CN"
    person = {"workspace": ("李晓峰", "Li Xiaofeng"), "portal": ("王敏", "Wang Min"), "headquarters": ("赵文博", "Zhao Wenbo")}
    return {
        "principal": R(id=1, name=person[face][0 if zh else 1], kind="member", customer_id=None, staff_no="0217"),
        "tenant": R(slug="huaxin", name="华信软件服务（示例）" if zh else "Huaxin Service (sample)", mark="华", version=3,
                    locale=lang, kind="partner", settings={}),
        "face": face, "nonce": "n0nce", "lang": lang, "path": "/", "here": here, "navigation": nav(zh, face),
    }


def pages(lang: str) -> dict[str, dict[str, Any]]:
    zh = lang == "zh-CN"
    said = (lambda a, b: a) if zh else (lambda a, b: b)
    work = around(lang, "workspace", "tickets")
    customer = R(id=7, name=said("江南纺织（示例）", "Jiangnan Textile (sample)"), grade=said("重点客户", "key"))
    items = [
        R(type="day", at=ago(60)),
        R(type="fact", icon="phone", text=said("来电，李晓峰接起。现象：11 月结账后计提折旧，提示“期间未打开”。", "Call, picked up by Li Xiaofeng. Depreciation after the November close says “period not open”."), at=ago(44)),
        R(type="entry", side="us", audience="team", author=said("李晓峰", "Li Xiaofeng"), at=ago(32), attachments=[],
          body=Markup(said("<p>疑似 12.6.1 补丁没有同步期间表，和 #20388 一样。总部确认前先别对客户说是补丁的问题。</p>", "<p>Looks like patch 12.6.1 did not sync the period table, same as #20388. Until headquarters confirms, let us not tell the customer it is the patch.</p>"))),
        R(type="fact", icon="pause", text=said("搁置，客户同意挂断等候。", "Suspended; the customer agreed to hang up."), at=ago(30)),
        R(type="entry", side="us", audience="customer", author=said("李晓峰", "Li Xiaofeng"), at=ago(27), attachments=[], via=said("门户和邮件", "portal and e-mail"),
          body=Markup(said("<p>王主管您好，我们已在测试环境重现了同样的提示，正在核对期间设置。11:12 前我会给您回电，请先不要反结账。</p>", "<p>Hello Ms Wang, we have reproduced the same message in our test system and are checking the period settings. I will call you by 11:12. Please do not reopen the period until then.</p>"))),
        R(type="entry", side="customer", audience="customer", author=said("王敏", "Wang Min"), at=ago(11),
          attachments=[(said("提示截图.png", "message-screenshot.png"), "#file", "214 kB", False), (said("账套备份说明.docx", "backup-notes.docx"), "#f2", "", True)],
          body=Markup(said("<p>好的。今天下午三点前要交折旧表，麻烦尽快。截图在附件里。</p>", "<p>All right. The depreciation table is due at three this afternoon, so please hurry. Screenshot attached.</p>"))),
        R(type="entry", side="headquarters", audience="headquarters", author=said("总部技术支持部 · 赵文博", "HQ support · Zhao Wenbo"), at=ago(6), attachments=[],
          body=Markup(said("<p>已确认是 12.6.1 的已知问题，11:00 前提供期间表修复脚本。</p>", "<p>Confirmed as a known issue of 12.6.1; a repair script follows by 11:00.</p>"))),
    ]
    def ticket(number: int, subject: str, status: str, turn: str | None, minutes: int, who: str, name: str, **more: Any) -> R:
        plain: dict[str, Any] = {
            "urgent": False, "channel": said("热线", "hotline"), "kind": said("报修", "repair"), "product": said("财务套件 12.6.1", "Finance Suite 12.6.1"),
            "contact": R(name=said("王敏", "Wang Min"), title=said("财务主管", "finance lead"), phone="0512-5550 0123", extension="806"),
            "first_responder": R(name=said("李晓峰", "Li Xiaofeng")), "opened_at": ago(minutes + 14), "version": 5,
        }
        return R(number=number, subject=subject, status=status, turn=turn, since=ago(minutes), assignee=R(name=name or None),
                 customer=R(id=7, name=who, grade=said("重点客户", "key")), **{**plain, **more})

    li, chen = said("李晓峰", "Li Xiaofeng"), said("陈静", "Chen Jing")
    main = ticket(20471, said("月末结账后，固定资产计提折旧报“期间未打开”", "After month-end close, fixed-asset depreciation fails with “period not open”"), "open", "us", 30, customer.name, li, urgent=True)
    rows = [
        ticket(20455, said("报表平台打印空白页", "Report platform prints blank pages"), "open", "us", 45, said("海川物流（示例）", "Haichuan Logistics (sample)"), li, urgent=True, unread=True),
        ticket(20471, main.subject, "suspended", "us", 30, customer.name, li, unread=True),
        ticket(20466, said("凭证号断号，如何整理", "Gaps in voucher numbers"), "new", "us", 80, said("云岭茶业（示例）", "Yunling Tea (sample)"), ""),
        ticket(20468, said("多公司合并报表，抵销分录模板", "Consolidation across companies, elimination entries"), "in_consultation", "us", 140, said("东岳集团（示例）", "Dongyue Group (sample)"), chen),
        ticket(20439, said("加密锁无法识别，换机后", "Dongle not found on a new computer"), "with_hq", "headquarters", 1500, said("金桥药房（示例）", "Jinqiao Pharmacy (sample)"), chen),
        ticket(20441, said("期末调汇科目设置", "Accounts for year-end exchange adjustment"), "waiting_customer", "customer", 2900, said("瑞丰外贸（示例）", "Ruifeng Trade (sample)"), chen),
        ticket(20430, said("工资表导入少一列", "Payroll import drops a column"), "solved", "customer", 2950, said("晨光印务（示例）", "Chenguang Print (sample)"), li),
        ticket(20388, said("期间表未同步，脚本修复", "Period table not synced, script fixed it"), "closed", None, 40000, customer.name, li),
    ]
    may = dict.fromkeys(("take", "assign", "reply", "note", "solve", "close", "reopen", "hold", "resume", "not_solved"), False)
    may |= dict.fromkeys(("assign", "reply", "note", "solve", "hold"), True)
    reasons = {"close": said("解决之后才能关闭。", "only once it's solved."), "take": said("已经是您的了。", "it's yours already.")}
    desk = {**around(lang, "workspace", "tickets"), "path": "/tickets"}
    page = {**desk, "ticket": main, "may": may, "reasons": reasons, "items": items, "older": 12, "shown": "all", "whole": False,
            "values": {}, "errors": {}, "members": [("me", said("我", "me")), ("2", chen), ("3", said("赵铁军", "Zhao Tiejun"))]}
    tabs = [R(label=said("我的", "Mine"), url="?view=mine", current=False, count=12, hot=False), R(label=said("我们组", "Our team"), url="?view=team", current=True, count=31, hot=False),
            R(label=said("未分派", "Unassigned"), url="?view=free", current=False, count=4, hot=False), R(label=said("等客户", "Waiting for customer"), url="?view=wait", current=False, count=9, hot=False),
            R(label=said("快到期", "Due soon"), url="?view=soon", current=False, count=3, hot=True)]
    chip = [R(label=said("组", "Team"), value=said("热线一组", "Hotline 1"), remove_url="?"), R(label=said("状态", "Status"), value=said("未结", "unsettled"), remove_url="?a")]
    index = {**desk, "views": tabs, "filters": chip, "add": [R(label=said("标签", "Tag"), url="?t")], "tickets": rows, "first": 1, "last": 50,
             "total": said("约 1 200", "about 1,200"), "next_url": "?after=x", "previous_url": None, "sorted_by": said("最久的在前", "oldest first"), "sort_url": "?s"}
    group = lambda found, count: R(tickets=found, count=count, url="/tickets")
    home = {**around(lang, "workspace", "desk"), "mine": group(rows[:3], 7), "team": group(rows[3:5], 31), "unassigned": group(rows[2:3], 1), "waiting": group([], 0),
            "today": now, "shift": said("热线一组 09:00–18:00", "Hotline 1, 09:00–18:00"), "on_duty": True,
            "figures": [R(value="4 / 31", label=said("未分派 / 未结", "unassigned / unsettled"), note=said("比昨天 −5", "5 less than yesterday"), url="/tickets"),
                        R(value="12", label=said("今天新来", "new today"), note="", url=""), R(value="9", label=said("今天解决", "solved today"), note="", url=""), R(value="9", label=said("等客户", "waiting for customers"), note="", url="")]}
    ask = {**around(lang, "portal", "ask"), "path": "/tickets/new", "kinds": [("question", said("咨询", "question")), ("repair", said("报修", "repair"))],
           "products": [("1", said("财务套件", "Finance Suite")), ("2", said("人事", "HR"))], "values": {}, "errors": {}}
    portal = {**around(lang, "portal", "home"), "customer": customer, "tickets": [rows[5], rows[6], rows[1], rows[2]], "more": 3,
              "help_line": said("服务电话 0512-5550 0100（工作日 9:00–18:00）", "Service line 0512-5550 0100 (working days 9:00–18:00)"),
              "tiles": [R(label=said("培训", "Training"), text=said("12 月 3 日 年末结账专题", "3 December, year-end closing"), url="#", icon="book"), R(label=said("积分 12 480", "12,480 points"), text=said("12 月可兑换", "exchange in December"), url="#", icon="star")]}
    talk = {**around(lang, "portal", "tickets"), "path": "/tickets/20471", "ticket": rows[1], "items": [items[4], items[5]], "may": {"reply": True}, "values": {}, "errors": {}}
    bare = {**around(lang, "workspace"), "principal": None, "path": "/sign-in", "next": "/", "values": {}, "errors": {}}
    firm = R(id=7, number=1180, name=said("江南纺织（示例）有限公司", "Jiangnan Textile (sample) Ltd"), short_name="", grade="key", status="customer", industry=said("纺织", "textile"), address=said("江南市示例路 18 号", "18 Sample Road"),
             website="", phone="0512-5550 0123", fax="", tax_no="", source=said("许莉（销售）", "Xu Li (sales)"), note=said("每月 15 日前后结账，别在那几天升级。", "Closes around the 15th: no upgrades then."), created_at=ago(900000), version=2)
    contacts = [R(id=1, name=said("王敏", "Wang Min"), title=said("财务主管", "finance lead"), roles=["main"], mobile="", phone="0512-5550 0123", extension="806", email="wang@example.com", status="active", invited="on"),
                R(id=2, name=said("周建国", "Zhou Jianguo"), title=said("总经理", "general manager"), roles=[], mobile="139 0000 5678", phone="", extension="", email="", status="active", invited=None),
                R(id=3, name=said("何芳", "He Fang"), title=said("前财务主管", "former finance lead"), roles=[], mobile="", phone="", extension="", email="", status="left", invited="on")]
    file = {**around(lang, "workspace", "customers"), "customer": firm, "contacts": contacts, "products": [R(name=said("财务套件", "Finance Suite"), version="12.6.1", modules=said("总账、固定资产", "ledger, assets"), dongle_no="8802-1147", service_code="")],
            "tickets": [rows[1], rows[7]], "ticket_count": 86, "tickets_url": "/tickets?customer=7", "may": {"edit": True, "open_ticket": True}, "values": {}, "errors": {}}
    grades = [("vip", "VIP"), ("key", said("重点", "key")), ("standard", said("普通", "standard"))]
    call = {**desk, "path": "/tickets/new", "q": "", "found": [], "customer": None, "open_tickets": [], "kinds": [("question", said("咨询", "question")), ("repair", said("报修", "repair"))],
            "channels": [("hotline", said("热线", "hotline")), ("online", said("网上", "online"))], "values": {"kind": "repair", "channel": "hotline"}, "errors": {}}
    customers = {**around(lang, "workspace", "customers"), "path": "/customers", "views": tabs[:2], "q": "", "first": 1, "last": 3, "total": "", "next_url": None, "previous_url": None, "may": {"create": True, "import": True},
                 "customers": [R(id=n, number=1180 + n, name=rows[n].customer.name, grade=["key", "standard", "vip"][n], status=["customer", "customer", "prospect"][n], phone="0512-5550 012" + str(n), contact=said("王敏", "Wang Min"), open_tickets=n, changed_at=ago(700 * n)) for n in range(3)]}
    partners = [R(slug="huaxin", name=said("华信软件服务（示例）", "Huaxin Service (sample)"), mark="华", status="active", plugins=["training", "loyalty"], open_tickets=31, unassigned_tickets=4, solved_30_days=212, customers=640, members=40, published_at=ago(12), address="huaxin.localhost:8000"),
                R(slug="cf", name=said("长风服务（示例）", "Changfeng (sample)"), mark="长", status="suspended", plugins=[], open_tickets=0, unassigned_tickets=0, solved_30_days=0, customers=0, members=0, published_at=ago(9000), address="cf.localhost:8000")]
    agents = ["Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Edg/130.0", "Mozilla/5.0 (iPhone; CPU) Mobile Safari/604"]
    devices = {**around(lang, "workspace", "devices"), "path": "/devices", "sign_ins": [R(id=n, face="workspace", created_at=ago(5000 * n + 60), seen_at=ago(900 * n), address="203.0.113.7", agent=agent) for n, agent in enumerate(agents)], "this": 0, "errors": {}}
    wrong = {"login": "li", "values": {"login": "li"}, "errors": {"": said("登录名和密码不相配。", "That login and password don't go together.")}}
    word = {**bare, "path": "/x", "sentence": said("还不能解决：口令协助要先有客户单位的授权书。", "Can't be solved yet: password help needs the customer's authorisation first."), "way_out": None, "code": "7F3K-20"}
    solved = {**main.__dict__, "status": "solved", "turn": "customer"}
    return {
        "macros.html": {**work, "now": now, "ago": ago, "items": items, "customer": customer, "R": R,
                        "toast": R(text=said("已把 #20430 指派给李晓峰。", "#20430 assigned to Li Xiaofeng."), undo_url="/undo", undo_fields={"id": "1"})},
        "people/sign_in.html": {**bare, "help_line": portal["help_line"]},
        "sign-in-wrong": {"template": "people/sign_in.html", **bare, **wrong, "face": "portal", "demo_password": "desk-demo-2026",
                          "demo_people": [R(login="wang@example.com", name=said("王敏", "Wang Min"), role=said("客户联系人", "customer contact"))]},
        "sign-in-hq": {"template": "people/sign_in.html", **bare, "face": "headquarters"},
        "people/devices.html": devices,
        "devices-portal": {"template": "people/devices.html", **devices, **around(lang, "portal"), "errors": {"old": said("这不是现在的密码。", "That isn't your present password.")}},
        "tickets/show.html": page,
        "ticket-solved": {"template": "tickets/show.html", **page, "ticket": R(**solved), "older": 0, "items": [], "may": {**dict.fromkeys(may, False), "close": True, "not_solved": True}},
        "tickets/_changed.html": {**page, "toast": R(text="x", undo_url="", undo_fields={})},
        "tickets/index.html": index,
        "tickets-none": {"template": "tickets/index.html", **index, "tickets": [], "last": 0},
        "tickets-empty": {"template": "tickets/index.html", **index, "tickets": [], "filters": [], "last": 0},
        "tickets/new.html": call,
        "call-found": {"template": "tickets/new.html", **call, "q": "jnfz", "found": [R(id=7, name=customer.name, grade="key", phone="0512-5550 0123", contacts=said("王敏、周建国", "Wang Min, Zhou Jianguo"))]},
        "call-known": {"template": "tickets/new.html", **call, "customer": R(**firm.__dict__, contacts=[("1", said("王敏 · 0512-5550 0123 转 806", "Wang Min · 0512-5550 0123"))], products=[("1", said("财务套件 12.6.1", "Finance Suite 12.6.1"))]),
                       "open_tickets": rows[1:2], "errors": {"subject": said("请写一句现象，同事看列表就靠它。", "One line, please: colleagues read it in lists.")}},
        "portal/home.html": portal,
        "portal/tickets.html": {**portal, "here": "tickets", "views": tabs[:2], "first": 1, "last": 4, "total": "", "next_url": None, "previous_url": None},
        "portal/show.html": talk,
        "portal-solved": {"template": "portal/show.html", **talk, "ticket": rows[6], "may": {"confirm": True, "object": True, "reply": True}, "close_line": said("3 天内没有消息，我们就当作好了；14 天内仍可重新打开。", "Without word from you in 3 days we take it as done; within 14 days you can reopen it.")},
        "portal/ask.html": ask,
        "customers/index.html": customers,
        "customers-empty": {"template": "customers/index.html", **customers, "customers": [], "last": 0},
        "customers/show.html": file,
        "customers/edit.html": {**file, "values": {"name": firm.name, "grade": "key", "status": "customer"}, "errors": {"phone": said("手机号是 11 位，这里有 7 位。", "A mobile number has 11 digits; this has 7.")}, "grades": grades, "statuses": [("customer", said("客户", "customer")), ("prospect", said("潜在", "prospect"))], "post_url": "/customers/7/edit"},
        "customers/import.html": {**file, "errors": {}, "columns": [(said("客户名称", "name"), said("必填", "required")), (said("电话", "phone"), said("任何写法", "any spelling"))],
                                  "report": R(file_name="customers.xlsx", at=ago(2), rows=120, created=110, updated=8, refused=2, refusals=[R(row=14, name=said("某公司", "Some Ltd"), sentence=said("手机号是 11 位，这里有 7 位。", "A mobile number has 11 digits; this has 7."))])},
        "workspace/home.html": home,
        "search/show.html": {**desk, "q": "jnfz", "groups": [(said("客户", "Customers"), "company", [R(title=customer.name, detail="1180", url="#")])]},
        "search/_found.html": {**desk, "groups": [(said("客户", "Customers"), "company", [R(title=customer.name, detail="1180", url="#")])]},
        "headquarters/partners.html": {**around(lang, "headquarters", "partners"), "path": "/partners", "partners": partners},
        **{f"errors/{name}.html": word for name in ("not_found", "forbidden", "refused", "conflict", "broken", "suspended", "_refused", "_broken")},
        "sheet.html": {**work, "back_url": "/tickets/20471", "back": "#20471", "number": "FS-2026-1183", "printed_at": now, "version": "3", "ticket": main},
    }
