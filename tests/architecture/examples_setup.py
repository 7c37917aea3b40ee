"""Examples of the routes of settings: their names are the same for all tenants."""

from .examples import Example, example

BOTH = ("workspace", "headquarters")


@example("setup.index", faces=BOTH)
async def overview(place):
    return Example(marker=place.marker)


@example("setup.company", faces=BOTH)
async def company(place):
    return Example(marker=place.marker)


@example("setup.change_company", faces=BOTH)
async def changed_company(place):
    form = {"name": f"{place.marker} 公司", "zone": "Asia/Shanghai", "accent": "#0f6a66", "locale": "zh-CN"}
    return Example(form=form | {"languages": ["zh-CN", "en"]}, shared=True)


@example("setup.show", faces=BOTH)
async def one(place):
    return Example(path={"owner": "surveys"}, shared=True)


@example("setup.change", faces=BOTH)
async def changed(place):
    return Example(path={"owner": "lists"}, form={"undo_minutes": "12"}, shared=True)


@example("setup.reset", faces=BOTH)
async def reset(place):
    return Example(path={"owner": "lists", "key": "undo_minutes"}, form={}, shared=True)
