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
    return {
        "macros.html": {**work, "now": now, "ago": ago, "items": items, "customer": customer, "R": R,
                        "toast": R(text=said("已把 #20430 指派给李晓峰。", "#20430 assigned to Li Xiaofeng."), undo_url="/undo", undo_fields={"id": "1"})},
    }
