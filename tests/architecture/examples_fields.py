"""Examples of the routes of fields of a tenant's own."""

import uuid

from desk.fields import actions
from desk.fields.settings import declared
from desk.fields.states import Field, Kind
from desk.foundation.principals import SYSTEM

from .examples import Example, example


async def field(place, owner="product", key="example"):
    """A field of the place's tenant, retired so that no form asks for it."""
    async with place.tenant.scope():
        if key not in {one.key for one in declared(owner)}:
            await actions.declare_field(owner, Field(key, Kind.TEXT, "Example"), by=SYSTEM)
        await actions.retire_field(owner, key, by=SYSTEM)
    return {"owner": owner, "key": key}


@example("fields.index", "api.fields.index")
async def index(place):
    return Example()


@example("fields.new")
async def new(place):
    return Example(path={"owner": "customer"}, shared=True)


@example("fields.declare")
async def declare(place):
    form = {"key": f"k{uuid.uuid4().hex[:12]}", "kind": "date", "zh": "x"}
    return Example(path={"owner": "product"}, form=form, shared=True)


@example("fields.edit")
async def edit(place):
    return Example(path=await field(place), shared=True)


@example("fields.change")
async def change(place):
    return Example(path=await field(place), form={"zh": "y"}, shared=True)


@example("fields.order")
async def order(place):
    path = await field(place)
    return Example(path={"owner": path["owner"]}, form={"keys": [path["key"]]}, shared=True)


@example("fields.retire")
async def retire(place):
    return Example(path=await field(place), form={}, shared=True)
