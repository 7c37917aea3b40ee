"""Examples of the routes of short messages."""

import msgspec

from desk.foundation.sealing import seal
from desk.kit.time import now
from desk.people.tables import Member
from desk.sms.actions.sending import PURPOSE
from desk.sms.tables import SmsAccount, SmsTemplate

from .examples import Example, example

BOTH = ("workspace", "headquarters")
SAID = {"key_id": "id", "secret": "of ours", "sign_name": "Acme"}


@example("sms.account", faces=BOTH)
async def account(place):
    async with place.tenant.scope():
        await SmsTemplate.delete(force=True)
        await SmsTemplate(kind="", locale="en", code=place.name()[:60], changed_at=now()).save()
    return Example(shared=True, marker=place.marker)


@example("sms.change_account", faces=BOTH)
async def change_account(place):
    fields = {f"aliyun-{name}": value for name, value in SAID.items()}
    return Example(form={"gateway": "aliyun", "url": "https://dysmsapi.aliyuncs.com", **fields})


@example("sms.set_template", faces=BOTH)
async def set_template(place):
    return Example(form={"kind": "", "lang": "en", "code": "SMS_1"})


@example("sms.try_account", faces=BOTH)
async def try_account(place):
    async with place.tenant.scope():
        await Member.update({Member.phone: "13900001234"}).where(Member.id == await place.who())
        await SmsAccount.delete(force=True)
        said = seal(PURPOSE, msgspec.json.encode(SAID))
        await SmsAccount(gateway="aliyun", url="https://dysmsapi.aliyuncs.com", said=said, changed_at=now()).save()
    return Example(form={})
