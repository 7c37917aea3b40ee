"""Tables of files."""

from piccolo.columns import UUID, BigInt, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.files.states import FileStatus
from desk.foundation.tables import Fenced


class StoredFile(
    Fenced,
    Table,
    tablename="stored_file",
    help_text="One uploaded file; its bytes lie in the storage under tenant and id.",
):
    name = Varchar(length=200, default=None, null=False, help_text="As the sender called it; never used as a path.")
    content_type = Varchar(
        length=100, default="application/octet-stream", null=False, help_text="By content, not by name."
    )
    size = BigInt(default=None, null=False)
    sha256 = Varchar(length=64, default="", null=False)
    status = Varchar(length=20, default=FileStatus.CHECKING, null=False, choices=FileStatus)
    why = Varchar(length=200, default="", null=False, help_text="Why it was refused.")
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    audience = Varchar(length=20, default="team", null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    width = Integer(default=None, null=True, help_text="Pixels, of pictures.")
    height = Integer(default=None, null=True)
    thumbnail = UUID(default=None, null=True, help_text="Where the small one of a picture lies in the storage.")
