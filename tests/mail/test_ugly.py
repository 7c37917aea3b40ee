"""Mail as it is really written: wrong labels, raw bytes, old programs, parts in parts. Read without a database."""

import time
from email.message import EmailMessage

import pytest

from desk.kit.markup import sanitised, words_of
from desk.mail import parsing
from desk.mail.quoting import split_reply

PLAIN = b"Content-Type: text/plain; charset=%s\r\n\r\n"
LONG = ["On " * 60_000, "\n> x" * 50_000 + "\ny", "From: a\nx\n" * 20_000, "在2026年" * 30_000]
HEAD = b"From: wang@customer.test\r\nTo: support@desk.test\r\n"


def nested(depth):
    body = b"Content-Type: text/plain\r\n\r\ndeep"
    for n in range(depth):
        mark = b"b%d" % n
        body = b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n%s\r\n--%s--" % (mark, mark, body, mark)
    return HEAD + body


def with_file(name, body, kind="application/ms-tnef"):
    mail = EmailMessage()
    mail["From"] = "wang@customer.test"
    mail.set_content("见附件")
    maintype, _, subtype = kind.partition("/")
    mail.add_attachment(body, maintype=maintype, subtype=subtype, filename=name)
    return mail.as_bytes()


UGLY = {
    "gb2312 that is gb18030": (
        HEAD
        + b"Subject: =?gb2312?B?"
        + b"ufqK5LXE"
        + b"?=\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n"
        + "朱镕基 打印".encode("gb18030"),
        "朱镕基 打印",
    ),
    "utf-8 called us-ascii": (HEAD + PLAIN % b"us-ascii" + "打印".encode(), "打印"),
    "gbk called iso-8859-1": (
        HEAD + PLAIN % b"iso-8859-1" + "打印空白".encode("gbk"),
        "打印空白",
    ),
    "gbk called utf-8": (
        HEAD + PLAIN % b"utf-8" + "打印空白".encode("gbk"),
        "打印空白",
    ),
    "a charset that nobody has": (HEAD + PLAIN % b"x-klingon" + b"hello", "hello"),
    "french": (
        HEAD + b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nc'\xe9tait \xe0 c\xf4t\xe9",
        "c'était à côté",
    ),
    "no header at all": (b"hello", "hello"),
    "a subject in raw bytes": (HEAD + b"Subject: " + "发票".encode("gbk") + b"\r\n\r\nhello", "hello"),
    "a broken encoded word": (HEAD + b"Subject: =?utf-8?B?a?=\r\n\r\nhello", "hello"),
    "nul and control bytes": (HEAD + b"\r\nhe\0llo\x07", "hello"),
    "a boundary that never comes": (HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\nhello", ""),
    "no boundary": (HEAD + b"Content-Type: multipart/mixed\r\n\r\nhello", ""),
    "html alone": (HEAD + b"Content-Type: text/html\r\n\r\n<div>a<br>b</div><p>c</p>", "a\nb\nc"),
    "a date from nowhere": (HEAD + b"Date: Xyz, 99 Foo 99999\r\n\r\nhello", "hello"),
}


@pytest.mark.parametrize("name", UGLY)
def test_ugly_mail_is_read(name):
    raw, text = UGLY[name]
    found = parsing.read(raw)

    assert found.text == text
    assert "\0" not in found.text + found.subject


def test_subjects_in_raw_bytes_and_split_words_are_read():
    assert parsing.read(HEAD + b"Subject: " + "发票".encode("gbk") + b"\r\n\r\n").subject == "发票"
    split = b"Subject: =?utf-8?B?5omT?=\r\n =?utf-8?B?5Y2w?=\r\n\r\n"
    assert parsing.read(HEAD + split).subject == "打印"


@pytest.mark.parametrize("depth", [30, 200])
def test_parts_in_parts_end_somewhere(depth):
    assert parsing.read(nested(depth)).text == ""
    assert parsing.read(nested(5)).text == "deep"


def test_files_are_taken_with_the_names_that_old_programs_give_them():
    winmail = parsing.read(with_file("winmail.dat", b"\x78\x9f\x3e\x22"))
    assert [(one.name, one.body) for one in winmail.attached] == [("winmail.dat", b"\x78\x9f\x3e\x22")]
    encoded = b'Content-Type: application/pdf; name="=?gb2312?B?t6LGsS5wZGY=?="\r\n\r\n%PDF'
    assert parsing.read(HEAD + encoded).attached[0].name == "发票.pdf"
    inner = EmailMessage()
    inner["Subject"] = "forwarded"
    inner.set_content("inside")
    mail = EmailMessage()
    mail["From"] = "wang@customer.test"
    mail.set_content("outside")
    mail.add_attachment(inner)
    found = parsing.read(mail.as_bytes())
    assert found.text == "outside"
    assert found.attached[0].name == "mail.eml"
    assert b"inside" in found.attached[0].body


REPLIES = {
    "gmail": "好的。\n\nOn Mon, Nov 23, 2026 at 10:00 AM 客服 <support@desk.test> wrote:\n> 请看",
    "gmail in two lines": "好的。\n\nOn Mon, Nov 23, 2026 at 10:00 AM 客服\n<support@desk.test> wrote:\n> 请看",
    "qq": '好的。\n\n------------------ 原始邮件 ------------------\n发件人: "客服"\n请看',
    "163": '好的。\n\n在 2026-11-23 10:00:00，"客服" <support@desk.test> 写道：\n请看',
    "foxmail": "好的。\n\n发件人： 客服\n发送时间： 2026-11-23 10:00\n收件人： 王敏\n主题： 打印\n请看",
    "outlook": "好的。\n\n________________________________\nFrom: 客服\nSent: Monday\nTo: 王敏\nSubject: x\n\n请看",
    "apple mail zh": "好的。\n\n> 于 2026年11月23日，客服 写道：\n> 请看",
    "our own line": "好的。\n\n##- 请在此线以上回复 -##\n请看",
    "quoted to the end": "好的。\n\n> 请看\n> 附件",
}


@pytest.mark.parametrize("client", REPLIES)
def test_an_answer_ends_where_the_old_mail_begins(client):
    text, quoted = split_reply(REPLIES[client])

    assert text == "好的。"
    assert "请看" in quoted


def test_what_only_looks_like_an_old_mail_stays():
    kept = "日期：明天\n请来一次。\n\n> 你说的这句\n不对。"
    assert split_reply(kept) == (kept, "")


@pytest.mark.parametrize(
    "text", ["On " * 60_000, "\n> x" * 50_000 + "\ny", "From: a\nx\n" * 20_000, "在2026年" * 30_000]
)
def test_long_texts_are_split_in_no_time_to_speak_of(text):
    begun = time.process_time()
    split_reply(text)
    assert time.process_time() - begun < 20, "the time grows with the square of the text"


def test_markup_keeps_words_and_nothing_that_runs():
    evil = (
        '<p onclick=x>a</p><img src=x onerror=alert(1)><svg><script>1</script></svg><a href="javascript:x">b</a>'
        '<a href="https://x.test">c</a><form action=/x><input></form><meta http-equiv=refresh><base href=//x>'
        '<table><tr><td colspan=2 style="background:url(//x)">d</td></tr></table><iframe src=//x></iframe>'
    )
    kept = sanitised(evil)
    for word in ("onclick", "img", "script", "javascript", "form", "meta", "base", "url(", "iframe", "svg"):
        assert word not in kept
    assert 'href="https://x.test"' in kept
    assert "noopener" in kept
    assert words_of(evil) == "a\nbc\nd"
