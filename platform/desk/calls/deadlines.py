"""What 02-hotline promises about calls. Rings and bad lines are told by the telephone system, or by hand."""

from desk.foundation.promises import Promise, clock, work
from desk.foundation.translation import N_

RINGS = 5.0
"""Seconds from one ring to the next, as lines here have them [assumed]."""

PROMISES = (
    Promise(
        id="HL-D1",
        subject_kind="call",
        what=N_("answering by the third ring"),
        starts=("call.offered",),
        ends=("call.answered",),
        cancels=("call.message_left",),
        limits={"software_partner": clock(minutes=3 * RINGS / 60)},
        ladder="L0",
    ),
    Promise(
        id="HL-D9",
        subject_kind="call",
        what=N_("calling back who left word"),
        starts=("call.message_left",),
        ends=("call.called_back",),
        limits={"software_partner": work(hours=1)},
    ),
    Promise(
        id="HL-D12",
        subject_kind="call",
        what=N_("asking for another telephone on a bad line"),
        starts=("call.unclear",),
        ends=("call.changed_phone",),
        cancels=("call.ended",),
        limits={"software_partner": clock(minutes=10 / 60)},
        ladder="L0",
    ),
)
