"""What programs are told of signatures."""

from desk.foundation.principals import SYSTEM
from desk.tickets import actions as tickets
from desk.tickets.states import Audience


async def test_signatures_are_read_in_parts_the_newest_first(door, acme, brisk, matter, sign):
    first, second = await sign(matter), await sign(matter)
    path = f"/api/v1/documents/tickets.service_sheet/{matter.ticket.id}/signatures"
    api = await door.api(acme)

    newest = (await api.get(path, params={"limit": 1})).json()
    oldest = (await api.get(path, params={"limit": 1, "cursor": newest["next"]})).json()

    assert [one["id"] for one in newest["items"]] == [str(second["id"])]
    (one,) = oldest["items"]
    assert one == {
        "id": str(first["id"]),
        "signer": "王敏",
        "method": "drawn",
        "signed_at": one["signed_at"],
        "code": first["code"],
        "fingerprint": first["fingerprint"],
        "current": True,
        "file": str(first["file"]),
        "scan": None,
    }
    assert oldest["next"] is None
    assert (await (await door.api(brisk)).get(path)).status_code == 404
    assert (await (await door.api(acme, may_not="signature.take")).get(path)).status_code == 403
    assert (await api.get(path.replace("service_sheet", "nothing"))).status_code == 404

    async with acme.scope():
        await tickets.write_entry(matter.ticket.number, tickets.NewEntry("还有一句", Audience.CUSTOMER), by=SYSTEM)
    assert [one["current"] for one in (await api.get(path)).json()["items"]] == [False, False]
