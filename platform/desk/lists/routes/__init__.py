"""What members keep of lists, over HTTP: views, columns; and many rows at once."""

from desk.lists.routes import bulk, choosing, saving
from desk.lists.routes._around import kept_by_reader

HANDLERS = (*saving.HANDLERS, *choosing.HANDLERS, *bulk.HANDLERS)
__all__ = ["HANDLERS", "kept_by_reader"]
