#!/usr/bin/env python3
"""Sets releases of the sample corpus as PDF: three producers, one and two columns.

    pip install reportlab weasyprint fpdf2
    corpus/pdf/make.py            the few that the tests read, into corpus/pdf
    corpus/pdf/make.py FOLDER     every release whose paragraphs are lines, in each of the ways

The fonts are DejaVu (Bitstream Vera licence), of which a file holds the letters that it uses. A blank line parts paragraphs,
another line end is kept; the title is set larger. Files of three pages and more get a running head and all
get page numbers, neither of which is part of a release.
"""

import html
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent
FONTS = pathlib.Path("/usr/share/fonts/truetype/dejavu")
FEW = 6  # releases that the tests read
HEAD = "For the files of the press office"


def releases():
    """Releases that are plain text, each paragraph a line, with their titles, in the order of the labels."""
    for line in (CORPUS / "gold.jsonl").read_text().splitlines():
        gold = json.loads(line)
        path = CORPUS / gold["path"]
        if path.suffix != ".txt":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        lines = [line for line in text.splitlines() if line.strip()]
        n_long = sum(len(line) > 110 for line in lines)
        n_wrapped = sum(55 < len(line) <= 85 for line in lines)
        is_latin = all(ord(letter) < 0x500 or 0x2000 <= ord(letter) < 0x2200 for letter in text)
        if n_long >= 3 and n_long * 10 >= n_wrapped * 6 and is_latin:
            yield gold["id"], text, gold["title"] or ""


def paragraphs(text, title):
    """Groups of lines, and whether the group is the headline."""
    group, groups = [], []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            group.append(line.strip())
        elif group:
            words = " ".join(" ".join(group).split()).casefold()
            groups.append((group, bool(title) and words == " ".join(title.split()).casefold()))
            group = []
    return groups


def by_reportlab(text, title, n_columns, to):
    from reportlab import rl_config

    rl_config.invariant = 1
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    for name in ["DejaVuSerif", "DejaVuSerif-Bold"]:
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    body = ParagraphStyle("body", fontName="DejaVuSerif", fontSize=10, leading=13, spaceAfter=8)
    if n_columns == 2:
        body.alignment, body.fontSize, body.leading = TA_JUSTIFY, 9, 11.5
    head = ParagraphStyle("head", parent=body, fontName="DejaVuSerif-Bold", fontSize=16, leading=20, alignment=0)

    n_pages = 0

    def furniture(canvas, doc):
        nonlocal n_pages
        canvas.setFont("DejaVuSerif", 8)
        canvas.drawCentredString(A4[0] / 2, 30, f"Page {doc.page}")
        if n_pages >= 3:
            canvas.drawString(60, A4[1] - 40, HEAD)

    width = (A4[0] - 120 - 20 * (n_columns - 1)) / n_columns
    frames = [Frame(60 + at * (width + 20), 60, width, A4[1] - 120, 0, 0, 0, 0) for at in range(n_columns)]
    for _ in range(2):  # the first time to count the pages
        flow = [
            Paragraph("<br/>".join(html.escape(line) for line in lines), head if is_title else body)
            for lines, is_title in paragraphs(text, title)
        ]
        doc = BaseDocTemplate(str(to), pagesize=A4)
        doc.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
        doc.build(flow)
        n_pages = doc.page


def by_weasyprint(text, title, n_columns, to):
    import weasyprint

    parts = [
        "<{0}>{1}</{0}>".format(
            "h1" if is_title else "p", "<br>".join(html.escape(line) for line in lines)
        )
        for lines, is_title in paragraphs(text, title)
    ]
    style = (
        "@page { size: A4; margin: 22mm; @bottom-center { content: counter(page) ' / ' counter(pages) } }"
        "body { font: 10.5pt/1.35 'DejaVu Sans'; text-align: left }"
        f"main {{ columns: {n_columns}; column-gap: 8mm; hyphens: {'auto' if n_columns == 2 else 'manual'} }}"
        "h1 { font-size: 17pt; line-height: 1.2 } p { margin: 0 0 2.5mm }"
    )
    page = f"<html lang=en><style>{style}</style><main>{''.join(parts)}</main></html>"
    weasyprint.HTML(string=page).write_pdf(to, identifier=b"corpus")


def by_fpdf(text, title, n_columns, to):
    import datetime

    import fpdf

    class Sheet(fpdf.FPDF):
        def footer(self):
            self.set_y(-15)
            self.set_font("DejaVu", size=8)
            self.cell(0, 10, f"- {self.page_no()} -", align="C")

    sheet = Sheet(format="A4")
    sheet.set_creation_date(datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc))
    sheet.add_font("DejaVu", "", FONTS / "DejaVuSansCondensed.ttf")
    sheet.add_font("DejaVu", "B", FONTS / "DejaVuSansCondensed-Bold.ttf")
    sheet.set_margins(22, 20)
    sheet.set_auto_page_break(True, 22)
    sheet.add_page()
    if n_columns == 1:
        for lines, is_title in paragraphs(text, title):
            sheet.set_font("DejaVu", "B" if is_title else "", 15 if is_title else 10.5)
            for line in lines:
                sheet.multi_cell(0, 7 if is_title else 5, line, align="L", new_x="LMARGIN", new_y="NEXT")
            sheet.ln(3)
    else:
        sheet.set_font("DejaVu", size=9.5)
        with sheet.text_columns(ncols=2, gutter=9, text_align="J", line_height=1.2) as columns:
            for lines, is_title in paragraphs(text, title):
                for line in lines:
                    with columns.paragraph(bottom_margin=0) as paragraph:
                        sheet.set_font("DejaVu", "B" if is_title else "", 9.5)
                        paragraph.write(line)
                columns.ln(2.5)
    sheet.output(str(to))


PRODUCERS = {"reportlab": by_reportlab, "weasyprint": by_weasyprint, "fpdf": by_fpdf}


def main():
    everything = len(sys.argv) > 1
    folder = pathlib.Path(sys.argv[1]) if everything else HERE
    folder.mkdir(parents=True, exist_ok=True)
    chosen = list(releases())
    ways = [(name, n_columns) for name in PRODUCERS for n_columns in (1, 2)]
    if not everything:
        chosen = chosen[:: max(1, len(chosen) // FEW)][:FEW]
    for nth, (release, text, title) in enumerate(chosen):
        for name, n_columns in ways if everything else [ways[nth % len(ways)]]:
            PRODUCERS[name](text, title, n_columns, folder / f"{release}-{name}-{n_columns}.pdf")
        if everything:
            (folder / f"{release}.txt").write_text(text)


if __name__ == "__main__":
    main()
