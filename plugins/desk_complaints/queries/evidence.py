"""What complaints were filed with, and whether it is still the same."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Principal, row, rows

KIND = "complaint"
SEAL = """
insert into complaints_evidence (tenant_id, id, complaint, customer, file, name, sha256, sealed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""


async def sealed(complaint_id: UUID) -> list[Record]:
    """What lies under seal, the complaint's own words first."""
    return await rows(
        """select file, name, sha256, sealed_at from complaints_evidence where complaint = $1
            order by file is not null, sealed_at, id""",
        complaint_id,
    )


async def may_read(complaint_id: UUID, by: Principal) -> bool:
    """Files are read by whoever reads the complaint, except by those whom it is about."""
    if by.kind == "contact":
        return by.may("complaints.own")
    if not by.may("complaints.read"):
        return False
    found = await row("select about_person, about_manager from complaints_complaint where id = $1", complaint_id)
    if found is None:
        raise NotFound
    return by.id not in (found["about_person"], found["about_manager"])
