"""Makes scans of documents: pages drawn at a resolution and damaged as scanners damage them.

python tests/make_scans.py REPORT.pdf -o SCAN.pdf --dpi 200 --damage skew --damage jpeg --seed 3
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from gouji.core.documents.pdf.pdfium_calls import PDFIUM_LOCK

Pixels = NDArray[np.uint8]

Damage = Callable[[Pixels, float, Random], Pixels]
"""Takes a page in red, green and blue, its dots to the inch and a source of chance."""


def skewed(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Turned by up to two degrees, as a sheet that is fed askew."""
    angle = random.choice((-1, 1)) * random.uniform(0.5, 2.0)
    tall, wide = page.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), angle, 1.0)
    return _warped(page, np.vstack([turn, [0, 0, 1]]))


def slanted(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Seen at a slight slant, as by a camera."""
    tall, wide = page.shape[:2]
    corners = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float32)
    moved = corners + np.array(
        [[random.uniform(-0.012, 0.012) * wide for _ in range(2)] for _ in range(4)], np.float32
    )
    return _warped(page, cv2.getPerspectiveTransform(corners, moved))


def photographed(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Lying on a desk, seen at a slant, in light that comes from one side."""
    tall, wide = page.shape[:2]
    corners = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float32)
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    off = [[random.uniform(0.01, 0.05) * size for size in (wide, tall)] for _ in range(4)]
    matrix = cv2.getPerspectiveTransform(corners, corners + inwards * np.array(off, np.float32))
    desk = tuple(random.randint(40, 120) for _ in range(3))
    seen = cv2.warpPerspective(page, matrix, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=desk)
    ys, xs = np.mgrid[:tall, :wide].astype(np.float32)
    angle = random.uniform(0, 2 * np.pi)
    across = (xs / wide - 0.5) * np.cos(angle) + (ys / tall - 0.5) * np.sin(angle)
    return _bytes(seen * (0.75 + random.uniform(0.1, 0.35) * across)[..., None])


def turned(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Lying on its side or upside down."""
    return np.ascontiguousarray(np.rot90(page, random.randint(1, 3)))


def noisy(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Grainy, with specks of dust."""
    chance = np.random.default_rng(random.getrandbits(32))
    grain = page + chance.normal(0, random.uniform(6, 16), page.shape[:2])[..., None]
    tall, wide = page.shape[:2]
    for _ in range(random.randint(60, 200)):
        x, y = random.randrange(wide - 2), random.randrange(tall - 2)
        grain[y : y + random.randint(1, 2), x : x + random.randint(1, 2)] = random.randint(40, 160)
    return _bytes(grain)


def blurred(page: Pixels, dpi: float, random: Random) -> Pixels:
    """Out of focus."""
    return np.asarray(
        cv2.GaussianBlur(page, (0, 0), random.uniform(0.5, 0.9) * dpi / 150), np.uint8
    )


def jpeg(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Packed at a quality of 30 to 90."""
    buffer = io.BytesIO()
    Image.fromarray(page).save(buffer, "JPEG", quality=random.randint(30, 90))
    return np.array(Image.open(buffer).convert("RGB"))


def light(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Exposed too long: print is pale."""
    lift = random.uniform(0.4, 0.6)
    return _bytes(255 - (255 - page.astype(float)) * (1 - lift))


def dark(page: Pixels, _dpi: float, random: Random) -> Pixels:
    """Exposed too briefly: paper is grey, one side more than the other."""
    wide = page.shape[1]
    fall = np.linspace(random.uniform(0.55, 0.7), random.uniform(0.75, 0.9), wide)
    return _bytes(page * fall[None, :, None])


def grey(page: Pixels, _dpi: float, _random: Random) -> Pixels:
    """Without colours."""
    single = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    return np.repeat(single[..., None], 3, axis=2)


def fax(page: Pixels, dpi: float, random: Random) -> Pixels:
    """Black and white, parted amid the lightest and the darkest."""
    single = grey(page, dpi, random)[..., :1]
    paper, ink = np.percentile(single, (90, 1))
    return np.repeat(np.where(single < ink + 0.6 * (paper - ink), 0, 255), 3, axis=2).astype(
        np.uint8
    )


def sealed(page: Pixels, dpi: float, random: Random) -> Pixels:
    """With a round red seal over a part of it."""
    return _stamped(page, dpi, random, (210, 40, 45))


def sealed_grey(page: Pixels, dpi: float, random: Random) -> Pixels:
    """With a seal that was copied in grey."""
    return _stamped(page, dpi, random, (165, 165, 165))


def watermarked(page: Pixels, dpi: float, random: Random) -> Pixels:
    """With large pale letters across it."""
    layer = np.full(page.shape, 255, np.uint8)
    tall, wide = page.shape[:2]
    shade = random.randint(195, 225)
    for y in range(0, tall, round(2.2 * dpi)):
        place = (random.randint(0, round(dpi)), y + round(dpi))
        cv2.putText(
            layer, "OPEN GOV 2024", place, 0, dpi / 50, (shade,) * 3, max(2, round(dpi / 25))
        )
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), 25, 1.0)
    layer = cv2.warpAffine(layer, turn, (wide, tall), borderValue=(255, 255, 255))
    return np.minimum(page, np.asarray(layer, np.uint8))


def _stamped(page: Pixels, dpi: float, random: Random, ink: tuple[int, int, int]) -> Pixels:
    tall, wide = page.shape[:2]
    layer = np.full(page.shape, 255, np.uint8)
    middle = (round(random.uniform(0.3, 0.8) * wide), round(random.uniform(0.3, 0.8) * tall))
    radius = round(0.8 * dpi)
    cv2.circle(layer, middle, radius, ink, max(2, round(dpi / 20)), cv2.LINE_AA)
    star = [
        (
            round(
                middle[0]
                + radius * (0.35 if corner % 2 == 0 else 0.14) * np.sin(corner * np.pi / 5)
            ),
            round(
                middle[1]
                - radius * (0.35 if corner % 2 == 0 else 0.14) * np.cos(corner * np.pi / 5)
            ),
        )
        for corner in range(10)
    ]
    cv2.fillPoly(layer, [np.array(star)], ink, cv2.LINE_AA)
    for step in range(12):
        turn = np.pi * (0.75 + 1.5 * step / 11)
        x = round(middle[0] + 0.75 * radius * np.cos(turn))
        y = round(middle[1] + 0.75 * radius * np.sin(turn))
        cv2.putText(layer, "EAKMNR"[step % 6], (x, y), 0, dpi / 180, ink, max(1, round(dpi / 80)))
    return np.asarray(page.astype(np.uint16) * layer // 255, np.uint8)


def _warped(page: Pixels, matrix: NDArray[np.float64]) -> Pixels:
    tall, wide = page.shape[:2]
    white = (255, 255, 255)
    return np.asarray(
        cv2.warpPerspective(page, matrix, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=white),
        np.uint8,
    )


def _bytes(values: NDArray[np.float64]) -> Pixels:
    return np.clip(values, 0, 255).astype(np.uint8)


DAMAGES: Mapping[str, Damage] = {
    "skew": skewed,
    "slant": slanted,
    "seal": sealed,
    "grey seal": sealed_grey,
    "watermark": watermarked,
    "photo": photographed,
    "blur": blurred,
    "noise": noisy,
    "light": light,
    "dark": dark,
    "turned": turned,
    "grey": grey,
    "fax": fax,
    "jpeg": jpeg,
}
"""Every damage by its name, in the order in which they befall a page."""


def drawn_pages(data: bytes, dpi: float) -> list[Pixels]:
    """Returns the pages of a PDF at a resolution, in red, green and blue.

    They are drawn with the fonts of Gouji, so that a scan is the same on every machine.
    """
    pages = []
    with PDFIUM_LOCK:
        document = pdfium.PdfDocument(data)
        for page in document:
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True, may_draw_forms=False)
            pages.append(np.array(bitmap.to_numpy()[..., :3]))
            bitmap.close()
            page.close()
        document.close()
    return pages


def scanned(data: bytes, dpi: float, damages: Sequence[str] = (), seed: int = 0) -> list[Pixels]:
    """Returns the pages of a PDF as a scanner gives them; the same ones for the same arguments."""
    random = Random(f"{dpi} {sorted(damages)} {seed}")
    pages = drawn_pages(data, dpi)
    for name, damage in DAMAGES.items():
        if name in damages:
            pages = [damage(page, dpi, random) for page in pages]
    return pages


def packed(pages: Sequence[Pixels], dpi: float, form: str = "PDF", **options: object) -> bytes:
    """Returns pages as one file: "PDF", "TIFF" or, for a single page, any format of pictures."""
    pictures = [Image.fromarray(page) for page in pages]
    buffer = io.BytesIO()
    if form == "PDF":
        options = {"save_all": True, "append_images": pictures[1:], "resolution": dpi, **options}
    elif form == "TIFF":
        options = {"save_all": True, "append_images": pictures[1:], "dpi": (dpi, dpi), **options}
    else:
        options = {"dpi": (dpi, dpi), **options}
    pictures[0].save(buffer, form, **options)
    return buffer.getvalue()


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("document", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--dpi", type=float, default=200)
    parser.add_argument("--damage", action="append", default=[], choices=list(DAMAGES))
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    pages = scanned(given.document.read_bytes(), given.dpi, given.damage, given.seed)
    forms = {".pdf": "PDF", ".tif": "TIFF", ".tiff": "TIFF", ".png": "PNG", ".jpg": "JPEG"}
    form = forms[given.output.suffix.lower()]
    given.output.write_bytes(packed(pages, given.dpi, form))


if __name__ == "__main__":
    main(sys.argv[1:])
