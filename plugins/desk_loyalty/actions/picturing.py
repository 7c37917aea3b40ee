"""The picture of a gift: one, which every customer may see while the gift is offered."""

from collections.abc import Sequence
from uuid import UUID

from desk.extend import REQUIRED, Forbidden, Invalid, Principal, Upload, drop_file, files_of, gettext, keep_upload
from desk_loyalty.queries import gifts

SUBJECT = "loyalty_gift"


async def change_picture(gift_id: UUID, uploads: Sequence[Upload], *, by: Principal) -> None:
    """Show this picture from now on; it is looked into first. Raises ``Invalid`` without one, and ``NotFound``."""
    if not by.may("loyalty.plan"):
        raise Forbidden
    await gifts.gift(gift_id)
    if not uploads:
        raise Invalid({"picture": gettext(REQUIRED)})
    for one in (await files_of(SUBJECT, [gift_id])).get(gift_id, []):
        await drop_file(one.id)
    await keep_upload(
        uploads[0], subject_kind=SUBJECT, subject_id=gift_id, customer_id=None, audience="customers", by=by
    )


async def pictures(gift_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Where the small picture of each gift is to be had, of those that have one that was looked into."""
    found = await files_of(SUBJECT, gift_ids)
    return {gift: some[-1].thumbnail for gift, some in found.items() if some[-1].thumbnail}
