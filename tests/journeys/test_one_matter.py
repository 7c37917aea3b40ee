"""
The whole life of one matter, with both sides at their browsers.

A customer asks in the portal, a member answers in the workspace, the customer replies, it is solved and closed;
both see the same timeline, and each sees what the other does without asking for it again.
"""

import re

import pytest
from browser_support import desktop, phone
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SUBJECT = "折旧表打印缺右边框"
PICTURE = "屏幕上写着：期间未打开。\n"


@pytest.mark.parametrize("look", [desktop("zh-CN"), phone("en")], ids=lambda look: look.name)
async def test_asked_answered_solved_and_closed(cast, words, look, tmp_path):
    def say(sentence, **values):
        return words(look.lang, sentence, **values)

    subject = f"{SUBJECT} {look.lang}"
    member, customer = await cast.member(look), await cast.contact(look)
    ours, theirs = member.page, customer.page

    # The customer asks, with a file.
    await theirs.get_by_role("link", name=say("Ask a question")).first.click()
    await theirs.get_by_label(re.compile(f"^{say('In one line')}")).fill(subject)
    await theirs.get_by_label(re.compile(f"^{say('What happened')}")).fill("升级之后少了右边框。")
    file = tmp_path / "屏幕.txt"
    file.write_text(PICTURE, "utf-8")
    await theirs.locator("input[type=file]").set_input_files(file)
    await theirs.get_by_role("button", name=say("Send the question")).click()
    await expect(theirs.get_by_role("heading", level=1)).to_have_text(subject)
    await expect(theirs.locator("#ticket-mark")).to_have_text(say("Received"))
    number = theirs.url.rsplit("/", 1)[1]

    # It appears on the member's desk by itself; they open it and fetch the file.
    await ours.locator("#unassigned").get_by_role("link", name=subject).click()
    await expect(ours.get_by_role("heading", level=1)).to_have_text(subject)
    await expect(ours.locator("#ticket-timeline")).to_contain_text("升级之后少了右边框。")
    link = ours.get_by_role("link", name="屏幕.txt")
    await expect(link).to_be_visible()
    async with ours.expect_download() as waiting:
        await link.click()
    assert (await (await waiting.value).path()).read_text("utf-8") == PICTURE

    # Taken: the customer's page says so by itself.
    await ours.locator("#ticket-turn").get_by_role("button", name=say("Take it")).click()
    await expect(ours.locator("#ticket-turn")).to_contain_text(say("In progress"))
    await expect(theirs.locator("#ticket-mark")).to_have_text(say("We're working on it"))

    # A note stays inside; a reply goes out and, on a wide screen, waits for the customer.
    await ours.locator(".pd-aud-tabs label", has_text=say("Internal note")).click()
    await ours.get_by_role("textbox", name=say("Internal note")).fill("疑似打印模板的问题")
    await ours.get_by_role("button", name=say("Save note")).click()
    await expect(ours.locator("#ticket-timeline")).to_contain_text("疑似打印模板的问题")
    await ours.locator(".pd-aud-tabs label", has_text=say("Reply to customer")).click()
    await ours.get_by_role("textbox", name=say("Reply to %(who)s", who="王敏")).fill(
        "请把右边距改成 5 毫米再打印一次。"
    )
    send = "Send to %(who)s" if look.is_phone else "Send and wait"
    await ours.get_by_role("button", name=say(send, **({"who": "王敏"} if look.is_phone else {}))).click()
    await expect(ours.locator("#ticket-timeline")).to_contain_text("请把右边距改成 5 毫米再打印一次。")
    await expect(theirs.locator("#ticket-talk")).to_contain_text("请把右边距改成 5 毫米再打印一次。")
    await expect(theirs.locator("#ticket-talk")).not_to_contain_text("疑似打印模板的问题")
    if not look.is_phone:
        await expect(theirs.locator("#ticket-mark")).to_have_text(say("Waiting for your answer"))
        await expect(ours.locator("#ticket-turn")).to_contain_text(say("Waiting for customer"))

    # The customer replies; it is our turn again without a reload.
    await theirs.locator("#say textarea").fill("第二页还是缺。")
    await theirs.get_by_role("button", name=say("Send"), exact=True).click()
    await expect(theirs.locator("#ticket-talk")).to_contain_text("第二页还是缺。")
    await expect(ours.locator("#ticket-timeline")).to_contain_text("第二页还是缺。")
    await expect(ours.locator("#ticket-turn")).to_contain_text(say("In progress"))

    # Solved, with the whole sheet: what is missing is said at once, in place.
    await ours.locator("#ticket-turn [data-open=solve]").click()
    dialog = ours.locator("dialog#solve")
    await expect(dialog).to_be_visible()
    await expect(dialog.locator("[name=solution]")).to_have_value("请把右边距改成 5 毫米再打印一次。")
    await dialog.locator("[name=cause]").fill("模板升级后右边距变成 0")
    member.forgive("422")
    await dialog.get_by_role("button", name=say("Solve and tell the customer")).click()
    await expect(dialog.locator("[aria-invalid=true]")).to_have_count(2)
    await expect(dialog.locator("[name=cause]")).to_have_value("模板升级后右边距变成 0")
    await dialog.locator("[name=steps]").fill("打印设置 → 页边距 → 右 5 毫米")
    await dialog.locator("[name=prevention]").fill("升级后先预览一页")
    await dialog.get_by_role("button", name=say("Solve and tell the customer")).click()
    await expect(dialog).to_be_hidden()
    await expect(ours.locator("#ticket-turn")).to_contain_text(say("Solved"))

    # The customer sees what solved it, and says that it works.
    await expect(theirs.locator("#ticket-talk")).to_contain_text("升级后先预览一页")
    await expect(theirs.locator("#say")).to_have_count(0)
    await member.shot("one-matter-solved")
    await customer.shot("one-matter-solved-portal")
    await theirs.get_by_role("button", name=say("Yes, it works")).click()
    await expect(theirs.locator("#ticket-mark")).to_have_text(say("Finished"))
    await expect(ours.locator("#ticket-turn")).to_contain_text(say("Closed"))

    # Both see the same timeline.
    assert await said_to_the_customer(ours, number) == await said_in_the_portal(theirs)


LINES = """(list) => [...list.querySelectorAll(':scope > li')].filter((one) => !one.matches('.pd-day')).map((one) => {
  const text = one.querySelector('.pd-text, .pd-bubble, .pd-fact > div') ?? one;
  const clone = text.cloneNode(true);
  clone.querySelectorAll('time, svg').forEach((part) => part.remove());
  return clone.textContent.replace(/\\s+/g, ' ').trim();
})"""


async def said_to_the_customer(page, number):
    """What the workspace says that the customer sees."""
    await page.goto(f"{page.url.split('/tickets/')[0]}/tickets/{number}?shown=customer&whole=yes")
    return await page.locator(".pd-line-list").evaluate(LINES)


async def said_in_the_portal(page):
    """What the customer sees; "you" is whoever reads."""
    found = await page.locator(".pd-talk").evaluate(LINES)
    return [
        re.sub(r"^(您|You) ?(?=登|opened|结|closed)", lambda you: "王敏" + (" " if you[1] == "You" else ""), one)
        for one in found
    ]
