"""A tenant's mail server and its own words in its file: applied, tried dry, said once."""

import pytest
from commands_support import run_desk

FILE = """
name = "信使（示例）"
kind = "partner"

[messaging.mail]
host = "smtp.letters.example.com"
sender = "service@letters.example.com"
username = "service"

[[messaging.texts]]
notice = "ticket.solved"
channel = "email"
language = "zh-CN"
subject = "{number} 已解决"
body = "{name}，您好。"
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "letters"
    made.mkdir()
    return made


def apply(folder, text, *more):
    (folder / "tenant.toml").write_text(text, "utf-8")
    return run_desk("tenants", "apply", str(folder), *more)


async def test_a_tenant_file_says_server_and_words_and_says_them_once(database, folder):
    assert "new" in apply(folder, FILE, "--yes").out
    assert "letters: as it is" in apply(folder, FILE, "--yes").out

    other = FILE.replace("smtp.letters", "mail.letters").replace("您好。", "您好！")
    dry = apply(folder, other, "--dry-run").out
    assert "messaging.mail.host: 'smtp.letters.example.com' -> 'mail.letters.example.com'" in dry
    assert "messaging.texts.ticket.solved.email.zh-CN" in dry
    apply(folder, other, "--yes")
    assert "as it is" in apply(folder, other, "--dry-run").out
    assert "as it is" in apply(folder, FILE.partition("[messaging.mail]")[0], "--dry-run").out, "the rest stays"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ticket.solved", "ticket.nothing", "there is no notice ticket.nothing"),
        ('"email"', '"pigeon"', "there is no channel pigeon"),
        ("{name}", "{nobody}", "{nobody}"),
        ("smtp.letters.example.com", "not a host", "host"),
        ("service@letters", "service letters", "sender"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(folder, old, new, says):
    from desk.foundation import hooks, tenants

    hooks.boot()
    (folder / "tenant.toml").write_text(FILE.replace(old, new), "utf-8")
    with pytest.raises(tenants.WrongFile, match=says.replace("{", r"\{")):
        tenants.read_file(folder)
