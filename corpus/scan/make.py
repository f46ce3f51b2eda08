#!/usr/bin/env python3
"""Scans releases of the sample corpus: drawn, and kept as pictures alone.

    pip install reportlab weasyprint fpdf2 pillow      (and poppler-utils, for pdftoppm)
    corpus/scan/make.py            those that the tests read, into corpus/scan: one as a picture, one of whose pages one is
    corpus/scan/make.py FOLDER     every release whose paragraphs are lines

A page is drawn at 200 dots an inch, turned a little as paper lies on a scanner, with a speckle here and there, and kept in
black and white.
"""

import io
import pathlib
import random
import subprocess
import sys
import time

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "pdf"))
from make import FONTS, by_fpdf, releases  # noqa: E402  the same releases as for PDF

DOTS = 200
FEW = ["c007"]
DAY = time.gmtime(1767225600)


def pages(pdf):
    count = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    count = int(next(line.split()[1] for line in count.splitlines() if line.startswith("Pages:")))
    for number in range(1, count + 1):
        page = ["-f", str(number), "-l", str(number)]
        drawn = subprocess.run(["pdftoppm", "-gray", "-r", str(DOTS), *page, pdf], capture_output=True, check=True)
        yield Image.open(io.BytesIO(drawn.stdout))


def scanned(page, dice):
    page = page.rotate(dice.uniform(-0.4, 0.4), Image.Resampling.BICUBIC, fillcolor=255)
    for _ in range(60):
        page.putpixel((dice.randrange(page.width), dice.randrange(page.height)), 0)
    return page.convert("1", dither=Image.Dither.NONE)


def mixed(text, title, dice, to):
    """The first and the last of its paragraphs as text, those between on a page that is a picture."""
    import datetime

    import fpdf

    groups = [line for line in text.splitlines() if line.strip()]
    third = len(groups) // 3
    made = to.with_suffix(".made")
    by_fpdf("\n\n".join(groups[third : 2 * third]), title, 1, made)
    scan = scanned(next(pages(made)), dice)
    made.unlink()
    sheet = fpdf.FPDF(format="A4")
    sheet.set_creation_date(datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc))
    sheet.add_font("DejaVu", "", FONTS / "DejaVuSansCondensed.ttf")
    sheet.set_font("DejaVu", size=10.5)
    sheet.set_margins(22, 20)
    for part in [groups[:third], None, groups[2 * third :]]:
        sheet.add_page()
        if part is None:
            sheet.image(scan, 0, 0, sheet.w, sheet.h)
            continue
        for group in part:
            sheet.multi_cell(0, 5, group, align="L", new_x="LMARGIN", new_y="NEXT")
            sheet.ln(3)
    sheet.output(str(to))


def main():
    everything = len(sys.argv) > 1
    folder = pathlib.Path(sys.argv[1]) if everything else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for name, text, title in releases():
        if not everything and name not in FEW:
            continue
        made = folder / f"{name}.made"
        by_fpdf(text, title, 1, made)
        dice = random.Random(name)
        scans = [scanned(page, dice) for page in pages(made)]
        made.unlink()
        stem = f"{name}-scan" if everything else name
        first, rest = scans[0], scans[1:]
        first.save(folder / f"{stem}.pdf", save_all=True, append_images=rest, resolution=DOTS, creationDate=DAY, modDate=DAY)
        if not everything:
            mixed(text, title, random.Random(name), folder / f"{name}-mixed.pdf")
            first.save(folder / f"{stem}.tif", save_all=True, append_images=rest, compression="group4", dpi=(DOTS, DOTS))
    if not everything:
        Image.new("1", (400, 300), 1).save(folder / "blank.tif", compression="group4", dpi=(DOTS, DOTS))


main()
