"""
Pictures made anew: decoded, turned upright, and written again without anything that they carried along.

Place and camera (EXIF), comments and whatever was hidden behind the picture are gone afterwards. Runs in the
worker, in a thread; ``Pillow`` is imported with the first picture.
"""

import io
import warnings
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from desk.foundation.translation import N_

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
"""Of all frames together; 200 MB when decoded."""
MOST_FRAMES = 500
THUMBNAIL = (320, 240)
"""Pixels that a thumbnail has at most: twice what a page shows of it, for fine screens."""

TOO_MANY_PIXELS = N_("the picture has more than 50 million pixels.")
UNREADABLE = N_("the picture can't be read.")

_FORMATS = {"PNG": "PngImagePlugin", "JPEG": "JpegImagePlugin", "GIF": "GifImagePlugin", "WEBP": "WebPImagePlugin"}
"""What is read, and the part of Pillow that reads it. JPEG hands over to MPO, the pictures of some phones."""
_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 85}, "WEBP": {"quality": 85, "method": 1}}
_KEPT = ("duration", "loop", "transparency", "background", "icc_profile")


class Unusable(Exception):
    """A picture that isn't taken; ``why`` is a sentence to be translated."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that was made."""

    body: bytes
    width: int
    height: int
    thumbnail: bytes
    """Its first frame, small, as WebP."""


def remake(body: bytes) -> Picture:
    """The same picture and nothing else. Raises ``Unusable``."""
    from PIL import Image, ImageFile

    for reader in _FORMATS.values():
        import_module(f"PIL.{reader}")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body), formats=list(_FORMATS)) as image:
                return _written(image)
    except Unusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unusable(TOO_MANY_PIXELS) from None
    except Exception:  # decoders of broken pictures raise whatever they like
        raise Unusable(UNREADABLE) from None


def _written(image: "Image") -> Picture:
    frames = 1 if image.format in ("JPEG", "MPO") else int(getattr(image, "n_frames", 1))
    if frames > MOST_FRAMES or image.width * image.height * frames > MOST_PIXELS:
        raise Unusable(TOO_MANY_PIXELS)
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    first, *others = _frames(image, frames, kind)
    options = dict(_OPTIONS.get(kind, {}))
    options |= {key: value for key, value in first.info.items() if key in ("icc_profile", "loop") and value is not None}
    if others:
        durations = [one.info.get("duration", 100) for one in (first, *others)]
        options |= {"save_all": True, "append_images": others, "duration": durations}
    target = io.BytesIO()
    first.save(target, kind, **options)
    return Picture(target.getvalue(), first.width, first.height, _small(first))


def _small(frame: "Image") -> bytes:
    clear = frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info
    small = frame.convert("RGBA" if clear else "RGB")
    small.thumbnail(THUMBNAIL)
    target = io.BytesIO()
    small.save(target, "WEBP", quality=70, method=2)
    return target.getvalue()


def _frames(image: "Image", count: int, kind: str) -> "list[Image]":
    from PIL import ImageOps

    made = []
    for number in range(count):
        image.seek(number)
        image.load()
        frame = image if count == 1 else image.copy()
        ImageOps.exif_transpose(frame, in_place=True)
        if kind == "JPEG" and frame.mode not in ("L", "RGB"):
            frame = frame.convert("RGB")
        frame.info = {key: frame.info[key] for key in _KEPT if key in frame.info}
        made.append(frame)
    return made
