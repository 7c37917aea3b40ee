"""Examples of figures' routes."""

from .examples import Example, example


@example("figures.index", "figures.export", "api.figures.index")
async def board(place):
    return Example(query={"period": "year"}, marker=place.marker)


@example("figures.show")
async def show(place):
    return Example(path={"name": "tickets.closed"}, shared=True, marker=place.marker)
