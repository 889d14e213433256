"""Papers drawn for the tests: pages of Vietnamese text, scanned and photographed, with what is wrong with each."""

import random
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONTS = Path(__file__).resolve().parents[2] / "assets" / "vendor" / "tinos"
TEXT = """
cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc tờ khai cấp giấy xác nhận tình trạng hôn nhân kính gửi
ủy ban nhân dân phường họ chữ đệm tên người yêu cầu nơi cư trú giấy tờ tùy thân đề nghị cấp cho người có tên dưới
đây ngày tháng năm sinh dân tộc quốc tịch nghề nghiệp trong thời gian từ đến đã đăng ký kết hôn với ông bà tại theo
số mục đích sử dụng tôi cam đoan những nội dung khai trên đúng sự thật và chịu trách nhiệm trước pháp luật về lời
khai của mình quyết định hộ khẩu thường trú thửa đất diện tích mét vuông quyền sử dụng hợp đồng chuyển nhượng văn
bản thừa kế
"""
WORDS = TEXT.split()
GOOD, WRONG = "good", ("blank", "blurred", "upside_down", "sideways", "low_resolution")
A4 = (1654, 2339)  # 200 dots an inch


def page(seed: int, *, empty: bool = False) -> Image.Image:
    """A sheet as a printer would print it: a heading, a few lines or many, some dotted, perhaps in boxes, a stamp."""
    chance = random.Random(seed)
    sheet = Image.new("RGB", A4, "white")
    if empty:
        return sheet
    draw = ImageDraw.Draw(sheet)
    size = chance.choice((30, 34, 36, 40))
    plain = ImageFont.truetype(_font(chance.random() < 0.1), size)
    heading = ImageFont.truetype(_font(True), size + 6)
    draw.text((A4[0] / 2, 150), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", font=heading, fill="black", anchor="mm")
    draw.text((A4[0] / 2, 205), "Độc lập - Tự do - Hạnh phúc", font=heading, fill="black", anchor="mm")
    down, lines = 330, chance.randint(3, 34)
    ruled, capitals = chance.random() < 0.25, chance.random() < 0.12
    for _ in range(lines):
        words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, 13)))
        words = words[:1].upper() + words[1:] + (": " + "." * chance.randint(10, 40) if chance.random() < 0.3 else "")
        words = words.upper() if capitals else words
        draw.text((190, down), words, font=plain, fill=(20, 20, 30))
        if ruled:
            draw.rectangle([175, down - 6, A4[0] - 130, down + int(size * 1.35)], outline=(60, 60, 60), width=2)
        down += int(size * chance.choice((1.5, 1.6, 1.9)))
        if down > A4[1] - 250:
            break
    if chance.random() < 0.4:
        centre = (chance.randint(900, 1350), min(down + 60, A4[1] - 350))
        draw.ellipse([centre[0], centre[1], centre[0] + 230, centre[1] + 230], outline=(190, 30, 30), width=6)
    return sheet


def _font(bold: bool) -> str:
    names = sorted(path for path in FONTS.glob("*.ttf"))
    wanted = [path for path in names if ("bold" in path.name.lower()) is bold and "italic" not in path.name.lower()]
    return str((wanted or names)[0])


def photographed(sheet: Image.Image, seed: int) -> Image.Image:
    """The sheet on a table: from somewhat aside, tilted, in uneven light, with the noise of a small sensor."""
    chance = random.Random(seed * 7 + 1)
    wide, high = int(sheet.width * 1.12), int(sheet.height * 1.1)
    table = Image.new("RGB", (wide, high), chance.choice(((96, 74, 52), (60, 62, 66), (150, 140, 128))))
    left, top = (wide - sheet.width) // 2, (high - sheet.height) // 2
    table.paste(sheet, (left, top))
    table = table.rotate(chance.uniform(-5, 5), Image.Resampling.BICUBIC, fillcolor=table.getpixel((2, 2)))
    lean = [chance.uniform(0, 0.03) for _ in range(4)]
    corners = (wide * lean[0], 0, 0, high * (1 - lean[1]), wide * (1 - lean[2]), high, wide, high * lean[3])
    table = table.transform(table.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(table.size)
    darkest = chance.randint(105, 200)
    light = light.point([darkest + (255 - darkest) * at // 255 for at in range(256)])
    table = ImageChops.multiply(table, Image.merge("RGB", (light,) * 3))
    noise = Image.effect_noise(table.size, chance.uniform(4, 14))
    table = ImageChops.add(table, Image.merge("RGB", (noise,) * 3), scale=1, offset=-128)
    return table.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.7)))


def wronged(sheet: Image.Image, what: str, seed: int) -> Image.Image:
    """The same page with one thing wrong."""
    chance = random.Random(seed * 13 + 5)
    match what:
        case "blurred" if chance.random() < 0.5:
            return sheet.filter(ImageFilter.GaussianBlur(chance.uniform(1.8, 6)))
        case "blurred":  # the hand moved
            reach = chance.randint(3, 12)
            return sheet.filter(ImageFilter.BoxBlur((reach, 1) if chance.random() < 0.5 else (1, reach)))
        case "upside_down":
            return sheet.transpose(Image.Transpose.ROTATE_180)
        case "sideways":
            return sheet.transpose(chance.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)))
        case "low_resolution":
            share = chance.uniform(0.25, 0.5)
            return sheet.resize((int(sheet.width * share), int(sheet.height * share)), Image.Resampling.BICUBIC)
    return sheet


def labelled(each: int, *, first: int = 0) -> Iterator[tuple[str, str, Image.Image]]:
    """Yield label, way (scanned or photographed) and picture: `each` of every label and way."""
    for label in (GOOD, *WRONG):
        for seed in range(first, first + each):
            sheet = page(seed, empty=label == "blank")
            yield label, "scanned", wronged(sheet, label, seed)
            yield label, "photographed", wronged(photographed(sheet, seed), label, seed)
