"""What happened, in one order for both sides."""

import re
from html import unescape

import pytest
from tickets_support import SOLUTION, ask, contact


def told(page, region):
    """The lines and boxes of a timeline, as plain text without times and without what only one side has."""
    part = page.split(f'class="{region}"')[1].split("</ol>")[0]
    items = re.split(r"<li ", part)[1:]
    return [
        re.sub(r"\s+", " ", unescape(re.sub(r"<time.*?</time>|<svg.*?</svg>|<header>.*?</header>|<[^>]+>", " ", one)))
        .split(">", 1)[1]
        .strip()
        for one in items
        if not one.startswith('class="pd-day"')
    ]


@pytest.fixture
async def both(door, acme):
    """A whole life, with notes and holds in between; the pages of both sides."""
    person, member = await contact(door, acme), await door.member(acme, "hotline_engineer", "service_manager")
    number = await ask(person, "报表打印空白页", "预览正常，打印出来是空白。")
    post = member.post
    await post(f"/tickets/{number}/assignment", data={"member": "me"})
    await post(f"/tickets/{number}/entries", data={"body": "疑似纸张设置"})
    await post(f"/tickets/{number}/entries", data={"audience": "customer", "body": "请改成 A4。", "then": "wait"})
    await person.client.post(f"/tickets/{number}/entries", data={"body": "第二页还是空白。"})
    await post(f"/tickets/{number}/hold")
    await member.delete(f"/tickets/{number}/hold")
    await post(f"/tickets/{number}/solution", data=SOLUTION)
    await person.client.post(f"/tickets/{number}/objection", data={"reason": "还是不行"})
    await post(f"/tickets/{number}/solution", data=SOLUTION)
    await person.client.post(f"/tickets/{number}/confirmation")
    return member, person, number


async def test_what_the_customer_sees_is_what_the_filter_says_they_see(both):
    member, person, number = both

    ours = told((await member.get(f"/tickets/{number}?shown=customer&whole=yes")).text, "pd-line-list")
    theirs = told((await person.client.get(f"/tickets/{number}")).text, "pd-talk")

    assert len(ours) == len(theirs) == 9
    plain = [re.sub(r"^(您|[^ ]+) · ", "", one).replace("您", person.name) for one in theirs]
    assert plain == [re.sub(r"^. ", "", one) for one in ours]


async def test_the_whole_stands_in_its_order(both):
    member, _, number = both

    lines = told((await member.get(f"/tickets/{number}/timeline?whole=yes")).text, "pd-line-list")

    said = [
        "登记了这件事",
        "预览正常",
        "接手了工单",
        "疑似纸张设置",
        "请改成 A4。",
        "在等客户回答",
        "第二页还是空白。",
        "又轮到我方",
        "请客户稍候",
        "接着办了",
        "解决了这件事",
        "还是不行",
        "说还没有解决",
        "解决了这件事",
        "结束了这件事",
    ]
    assert len(lines) == len(said)
    assert all(word in line for word, line in zip(said, lines, strict=True)), lines


async def test_all_but_the_last_fold_into_one_line(both):
    member, _, number = both

    page = (await member.get(f"/tickets/{number}")).text

    assert "更早的 7 条" in page
    assert "预览正常" not in page.split("pd-line-list")[1].split("</ol>")[0]
    assert len(told(page, "pd-line-list")) == 8 + 1


async def test_facts_alone(both):
    member, _, number = both

    part = await member.get(f"/tickets/{number}/timeline?shown=facts&whole=yes")

    assert "接手了工单" in part.text
    assert "疑似纸张设置" not in part.text


async def test_a_filter_that_there_is_not_shows_all(both):
    member, _, number = both

    assert (await member.get(f"/tickets/{number}?shown=%00%3Cscript%3E")).status_code == 200
    assert "script" not in (await member.get(f"/tickets/{number}/timeline?shown=%3Cscript%3E")).text


async def test_what_is_written_is_text_and_never_markup(both):
    member, person, number = both
    await member.delete(f"/tickets/{number}/closure")
    hostile = '<img src=x onerror=alert(1)> {{ 7*7 }} https://example.org/?a="b'
    await person.client.post(f"/tickets/{number}/entries", data={"body": hostile})

    for page in (await member.get(f"/tickets/{number}"), await person.client.get(f"/tickets/{number}")):
        assert "<img src=x" not in page.text
        assert "{{ 7*7 }}" in page.text
