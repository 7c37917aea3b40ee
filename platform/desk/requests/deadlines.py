"""What is promised about requests: the moment that was named."""

from desk.foundation.promises import Promise, When
from desk.foundation.translation import N_

IN_TIME = Promise(
    id="RQ-D1",
    subject_kind="request",
    what=N_("request done"),
    starts=(When("request.opened", unless={"due_at": ("",)}),),
    ends=("request.done",),
    cancels=("request.cancelled",),
    moves=("request.taken", "request.assigned", "request.returned"),
    until="due_at",
    for_portal=True,
)
PROMISES = (IN_TIME,)
