"""Tables of signatures."""

from piccolo.columns import UUID, Bytea, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced
from desk.signatures.states import Method


class Signature(Fenced, Table, help_text="Somebody signed this very version of a document. Never changed."):
    kind = Varchar(length=60, default=None, null=False, help_text="The kind of document: tickets.service_sheet.")
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    number = Varchar(length=60, default="", null=False)
    content = Text(default=None, null=False, help_text="The document as it was seen, as JSON.")
    fingerprint = Varchar(length=64, default=None, null=False, help_text="SHA-256 of the content.")
    method = Varchar(length=20, default=Method.DRAWN, null=False, choices=Method)
    signer = Varchar(length=100, default=None, null=False)
    contact = UUID(default=None, null=True, help_text="Which contact it was, where that is known.")
    by_kind = Varchar(length=20, default=None, null=False, help_text="Who was signed in at the device.")
    by_id = UUID(default=None, null=True)
    device = Varchar(length=300, default="", null=False)
    mark = Bytea(default=None, null=True, help_text="The drawing, as a PNG of our making.")
    scan = UUID(default=None, null=True, help_text="The file of the paper.")
    scan_sha256 = Varchar(length=64, default="", null=False)
    signed_at = Timestamptz(default=None, null=False)
    code = Varchar(length=20, default=None, null=False, help_text="Printed; finds the page that checks it.")
    file = UUID(default=None, null=False, help_text="The signed PDF.")
    file_sha256 = Varchar(length=64, default=None, null=False)
    chain = UUID(default=None, null=False, help_text="The customer, or the subject where there is none.")
    serial = Integer(default=None, null=False, help_text="Within its chain, from 1.")
    previous = Varchar(length=64, default="", null=False, help_text="The seal before.")
    seal = Varchar(length=64, default=None, null=False, help_text="SHA-256 of all the rest.")


class SignatureCode(Fenced, Table, tablename="signature_code", help_text="A one-time code with which a name is typed."):
    kind = Varchar(length=60, default=None, null=False)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    contact = UUID(default=None, null=False)
    fingerprint = Varchar(length=64, default=None, null=False)
    code_hash = Varchar(length=64, default="", null=False)
    good_until = Timestamptz(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)
