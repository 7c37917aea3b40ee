"""What reports of mail servers say: in the words of RFC 3464, in their own, and in none."""

import pytest

from desk.messaging.bounces import read_report

DSN = """\
From: MAILER-DAEMON@mx.example
To: bounces+abc@acme.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is the mail system. 5.9.9 is not what counts here.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; wang@customer.example
Action: ACTION
Status: STATUS
Diagnostic-Code: smtp; 550 5.1.1 <wang@customer.example>:
 Recipient address rejected

--b
Content-Type: message/rfc822

Subject: hello

hello
--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "arrived"),
    [("failed", "5.1.1", False), ("Failed", "4.4.7", False), ("delayed", "4.0.0", None), ("delivered", "2.0.0", True)],
)
def test_a_report_is_read(action, status, arrived):
    found = read_report(DSN.replace("ACTION", action).replace("STATUS", status).encode())

    assert found.arrived is arrived
    assert found.note.startswith(status)
    assert found.addresses == ("bounces+abc@acme.example",)


def test_a_server_that_reports_in_its_own_words_is_understood():
    head = b"From: MAILER-DAEMON@qmail.example\nTo: <bounces+abc@acme.example>\n\n"
    qmail = head + b"<wang@x.example>:\n550 5.1.1 no such user\n"

    assert read_report(qmail).arrived is False
    assert read_report(qmail).note == "550 5.1.1 no such user"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"From: wang@x.example\nTo: bounces+abc@acme.example\nAuto-Submitted: auto-replied\n\nI am away. 5.1.1\n",
        b"From: MAILER-DAEMON@x\nTo: a@b\n\nplease wait 4.2.2\n",
        b"From: postmaster@x\nContent-Type: multipart/report; boundary=\n\n",
        b"Content-Type: message/delivery-status\n\nAction\n\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_000,
    ],
)
def test_what_is_no_report_says_nothing(raw):
    assert read_report(raw).arrived is None
