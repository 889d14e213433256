"""The program that opens files: `program pdf|picture|pages FILE FOLDER`, answered in JSON. It knows nothing else."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pillow_heif
import pypdfium2
from PIL import Image, ImageOps

from motcua.files.reading import measures

MEMORY = 1536 * 2**20
CPU_SECONDS = 30
MOST_PIXELS = 80_000_000  # four times a good telephone's picture
LONGEST_SIDE = 2480  # a sheet of A4 at 212 dots an inch
QUALITY = 80
PREVIEWS, PREVIEW_SIDE = 4, 480
LOOKED_AT = 8  # pages measured; the rest is like them
MOST_PAGES = 50  # more is worth a question
PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD


def main(how: str, given: Path, folder: Path) -> dict[str, Any]:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    pillow_heif.register_heif_opener()
    return {"picture": picture, "pdf": pdf, "pages": pages}[how](given, folder)


def picture(given: Path, folder: Path) -> dict[str, Any]:
    """Turn the photograph the way it was held, make it no larger than a paper needs, leave its metadata behind."""
    try:
        with Image.open(given) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return {"error": "pixels"}
            seen = measures.size_of(opened)
            upright = ImageOps.exif_transpose(opened)
            plain = _on_white(upright)
    except Image.DecompressionBombError:
        return {"error": "pixels"}
    except (OSError, ValueError, SyntaxError, MemoryError):
        return {"error": "damaged"}
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain.save(folder / "picture.jpg", quality=QUALITY, optimize=True, progressive=True)
    _preview(plain, folder, 1)
    warnings = [{"key": key, "page": 1} for key in measures.warnings(plain, dots=measures.dots_of_a_sheet(seen))]
    return {"pages": 1, "warnings": warnings, "width": plain.width, "height": plain.height}


def pdf(given: Path, folder: Path) -> dict[str, Any]:
    """Count the pages, draw the first ones small, look at them."""
    try:
        document = pypdfium2.PdfDocument(given)
        count = len(document)
        if count == 0:
            return {"error": "damaged"}
        warnings: list[dict[str, Any]] = []
        for number in range(1, min(count, LOOKED_AT) + 1):
            page = document[number - 1]
            drawn = _drawn(page)
            if number <= PREVIEWS:
                _preview(drawn, folder, number)
            warnings += [{"key": key, "page": number} for key in measures.warnings(drawn, dots=_dots(page))]
            page.close()
    except pypdfium2.PdfiumError as error:
        return {"error": "locked" if error.err_code == PASSWORD_NEEDED else "damaged"}
    except (MemoryError, ValueError, OverflowError):
        return {"error": "damaged"}
    if count > MOST_PAGES:
        warnings.append({"key": "many_pages", "page": count})
    return {"pages": count, "warnings": warnings}


def pages(given: Path, folder: Path) -> dict[str, Any]:
    """Take the photographs out of the documents of one page each that were made of them, in order of their names."""
    sizes = []
    try:
        for number, one in enumerate(sorted(given.iterdir()), start=1):
            document = pypdfium2.PdfDocument(one)
            (image,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)
            jpeg = bytes(image.get_data(decode_simple=True))
            if not jpeg.startswith(b"\xff\xd8"):
                return {"error": "damaged"}
            (folder / f"page-{number:04}.jpg").write_bytes(jpeg)
            sizes.append(image.get_px_size())
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return {"error": "damaged"}
    return {"sizes": sizes}


def _drawn(page: Any) -> Image.Image:
    longest = max(page.get_size()) or 1
    return page.render(scale=measures.WORKED_AT / longest, may_draw_forms=False).to_pil().convert("RGB")


def _dots(page: Any) -> float | None:
    """Dots an inch of the picture that fills a page; None for a page of text."""
    width, height = page.get_size()
    found = None
    for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = each.get_bounds()
        if (right - left) * (top - bottom) < 0.5 * width * height:
            continue
        across, down = each.get_px_size()
        found = max(found or 0.0, max(across, down) / (max(right - left, top - bottom) / 72))
    return found


def _on_white(upright: Image.Image) -> Image.Image:
    if upright.mode in ("RGBA", "LA", "P"):
        over = upright.convert("RGBA")
        ground = Image.new("RGBA", over.size, "white")
        ground.alpha_composite(over)
        return ground.convert("RGB")
    return upright.convert("RGB")


def _preview(drawn: Image.Image, folder: Path, number: int) -> None:
    small = drawn.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.LANCZOS)
    small.save(folder / f"preview-{number}.jpg", quality=70)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))  # noqa: T201 – its answer
