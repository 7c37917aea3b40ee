"""Short messages: a way to people by the gateway with which a tenant has an account."""

from collections.abc import Sequence

from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.notices import Channel, Notice
from desk.foundation.privacy import ErasureStep
from desk.foundation.web.routing import Routes
from desk.sms import actions, events, notices, privacy, routes
from desk.sms.aliyun import ALIYUN
from desk.sms.kinds import Gateway
from desk.sms.tencent import TENCENT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, headquarters=routes.HANDLERS)


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_channels() -> Sequence[Channel]:
    return [actions.CHANNEL]


@hookimpl
def register_gateways() -> Sequence[Gateway]:
    return (ALIYUN, TENCENT)
