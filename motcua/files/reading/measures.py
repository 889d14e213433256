"""What the picture of a page tells: is anything on it, is it sharp, does it stand upright, has it dots enough.

Only hints for the citizen, never a reason to refuse: how often they are wrong stands in docs/preflight.md, measured.
Plain operations of Pillow on a grey page; thresholds were chosen on that labelled set.
"""

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageStat

WORKED_AT = 1600  # the longer side of what is looked at, in dots
LEAST_INK = 0.0012  # of the page
SHARP_ENOUGH = 0.70
ALIKE = 0.5  # of text, the fewer steps of one way are some 0.7 of the more of the other; of ruled boxes fewer
FEWEST_DOTS = 110  # an inch: below it small print is guessed at
SHEET = 11.7  # inches, the longer side of A4
SIDEWAYS = 1.35  # how much more lines must show down the page than across it
UPSIDE_DOWN = -0.08
FEWEST_LINES = 3


def size_of(picture: Image.Image) -> int:
    """The longer side, in dots."""
    return max(picture.size)


def dots_of_a_sheet(longer_side: int) -> float:
    """Dots an inch if the photograph shows a sheet of A4 from edge to edge."""
    return longer_side / SHEET


def warnings(page: Image.Image, *, dots: float | None) -> Iterator[str]:
    """Yield the keys of what is worth telling."""
    grey = page.convert("L")
    grey.thumbnail((WORKED_AT, WORKED_AT), Image.Resampling.BICUBIC)
    ink = ink_of(grey)
    if _share(ink) < LEAST_INK:
        yield "blank"
        return
    if dots is not None and dots < FEWEST_DOTS:
        yield "low_resolution"
    elif sharpness(grey, ink) < SHARP_ENOUGH:
        yield "blurred"
        return
    if turn := turned(ink):
        yield turn


def ink_of(grey: Image.Image) -> Image.Image:
    """White where something is written: darker than the paper around it, whatever the light. Edges are left out."""
    ground = grey.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.BoxBlur(24))
    darker = ImageChops.subtract(ground, grey.filter(ImageFilter.BoxBlur(1)))
    ink = darker.point([255 if depth > 40 else 0 for depth in range(256)])
    width, height = ink.size
    across, down = width // 9, height // 9
    inner = Image.new("L", ink.size, 0)
    inner.paste(ink.crop((across, down, width - across, height - down)), (across, down))
    return inner


def _share(mask: Image.Image) -> float:
    return float(ImageStat.Stat(mask).mean[0]) / 255


def sharpness(grey: Image.Image, ink: Image.Image) -> float:
    """How much of the steps from dot to dot a slight blur takes away: much on a sharp page, little on a blurred one.

    Across and down apart, the lesser counts, and so does how alike they are: a hand that moved blurs one way only.
    """
    near = ink.filter(ImageFilter.MaxFilter(7))
    least, steepness = 1.0, []
    for across, down in ((1, 0), (0, 1)):
        soft = grey.filter(ImageFilter.BoxBlur((3 * across, 3 * down)))
        steps, softer = _steps(grey, across, down), _steps(soft, across, down)
        there = sum(ImageStat.Stat(steps, near).sum)
        lost = sum(ImageStat.Stat(ImageChops.subtract(steps, softer), near).sum)
        least = min(least, lost / there if there else 1.0)
        steepness.append(there)
    return min(least, min(steepness) / max(steepness) / ALIKE) if max(steepness) else least


def _steps(grey: Image.Image, across: int, down: int) -> Image.Image:
    step = ImageChops.difference(grey, ImageChops.offset(grey, across, down))
    return step.point([0 if depth < 8 else depth for depth in range(256)])  # noise is no step


def turned(ink: Image.Image) -> str:
    """`sideways`, `upside_down`, or nothing where it stands upright or cannot be told."""
    small = ink.copy()
    small.thumbnail((900, 900), Image.Resampling.BOX)
    upright, rows = _best_lines(small)
    standing, _ = _best_lines(small.transpose(Image.Transpose.ROTATE_90))
    if standing > upright * SIDEWAYS:
        return "sideways"
    if upright > standing * SIDEWAYS and _balance(rows) < UPSIDE_DOWN:
        return "upside_down"
    return ""


def _best_lines(written: Image.Image) -> tuple[float, list[float]]:
    """How clearly lines of text lie across, held at the angle at which they lie best; and the ink of each row."""
    best: tuple[float, list[float]] = (0.0, [])
    for angle in (-5.4, -4.0, -2.7, -1.35, 0.0, 1.35, 2.7, 4.0, 5.4):
        held = written.rotate(angle, Image.Resampling.BILINEAR) if angle else written
        column = held.resize((1, held.height), Image.Resampling.BOX)
        rows = [float(ink) for ink in column.tobytes()]
        clear = sum((one - other) ** 2 for one, other in pairwise(rows))
        best = max(best, (clear, rows))
    return best


def _balance(rows: list[float]) -> float:
    """More ink above the middle of lines (marks, tall letters) than below it: above zero. Vietnamese has many marks."""
    above = below = 0.0
    lines = list(_lines(rows))
    if len(lines) < FEWEST_LINES:
        return 0.0
    for line in lines:
        most = max(line)
        body = [at for at, ink in enumerate(line) if ink > most * 0.55]
        above += sum(line[: body[0]])
        below += sum(line[body[-1] + 1 :])
    return (above - below) / (above + below) if above + below else 0.0


def _lines(rows: list[float]) -> Iterator[list[float]]:
    """Runs of rows with ink between rows with hardly any."""
    least = max(rows) * 0.04 if rows else 0
    line: list[float] = []
    for ink in [*rows, 0.0]:
        if ink > least:
            line.append(ink)
        else:
            if 6 <= len(line) <= 60:
                yield line
            line = []
