"""What members keep of lists, over HTTP: views, columns; and many rows at once."""

from desk.lists.routes import bulk, choosing, saving
from desk.lists.routes._around import kept_by_reader

KEPT = (*saving.HANDLERS, *choosing.HANDLERS)
"""What operators keep, too; many rows at once they don't change."""
HANDLERS = (*KEPT, *bulk.HANDLERS)
__all__ = ["HANDLERS", "KEPT", "kept_by_reader"]
