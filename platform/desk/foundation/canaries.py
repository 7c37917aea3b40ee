"""
The two tenants that try the wall: one owns a row in every table, the other asks for all of them.

Their ids are fixed, so that a policy can leave them out of what headquarters sees without asking who they are.
"""

from typing import Literal
from uuid import UUID

KIND: Literal["canary"] = "canary"
OWNER = UUID("ca9a0000-0000-7000-8000-000000000001")
ASKER = UUID("ca9a0000-0000-7000-8000-000000000002")
SLUGS = {"canary-owner": OWNER, "canary-asker": ASKER}
NOT_THEIRS = f"tenant_id not in ('{OWNER}', '{ASKER}')"
"""The condition of policies that show the rows of all partners to headquarters."""
