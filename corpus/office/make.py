#!/usr/bin/env python3
"""Writes releases of the sample corpus as files of word processors, web pages and mail.

    pip install python-docx odfpy
    corpus/office/make.py            the few that the tests read, into corpus/office
    corpus/office/make.py FOLDER     every release whose paragraphs are lines, in each of the ways

Every line of a release becomes a paragraph, in two manners: as people type, with empty paragraphs between and the
headline in bold ("typed"), and as styles do it, with the headline in the style Title and line breaks inside a
paragraph ("styled"). RTF, web pages and mail are written here, the others by the packages named. The files of the old
Word are two of those for Word, converted by LibreOffice:

    soffice --headless --convert-to doc --outdir corpus/office corpus/office/a004-typed.docx corpus/office/a012-styled.docx
"""

import email.message
import email.policy
import html
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "pdf"))
from make import paragraphs, releases  # noqa: E402  the same releases as for PDF

FEW = 4  # releases that the tests read


def as_docx(groups, is_styled, to):
    import docx

    document = docx.Document()
    for lines, is_title in groups:
        if is_styled:
            paragraph = document.add_paragraph(style="Title" if is_title else None)
            for number, line in enumerate(lines):
                if number:
                    paragraph.add_run().add_break()
                paragraph.add_run(line)
            continue
        for line in lines:
            document.add_paragraph().add_run(line).bold = is_title or None
        document.add_paragraph()
    document.core_properties.title = "draft"
    document.save(to)


def as_odt(groups, is_styled, to):
    from odf import style, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    for name, properties in [("Title", {"fontsize": "18pt"}), ("Strong", {"fontweight": "bold"})]:
        made = style.Style(name=name, family="paragraph")
        made.addElement(style.TextProperties(**properties))
        document.styles.addElement(made)
    for lines, is_title in groups:
        if is_styled:
            paragraph = text.P(stylename="Title") if is_title else text.P()
            for number, line in enumerate(lines):
                if number:
                    paragraph.addElement(text.LineBreak())
                paragraph.addText(line)
            document.text.addElement(paragraph)
            continue
        for line in lines:
            paragraph = text.P(stylename="Strong") if is_title else text.P()
            paragraph.addText(line)
            document.text.addElement(paragraph)
        document.text.addElement(text.P())
    document.save(to)


def as_rtf(groups, is_styled, to):
    def escaped(line):
        written = []
        for letter in line:
            if letter in "\\{}":
                written.append("\\" + letter)
            elif ord(letter) < 128:
                written.append(letter)
            else:
                # a byte of the code page where it has one, else UTF-16 for those who read Unicode
                try:
                    written.append(f"\\'{letter.encode('cp1252')[0]:02x}")
                except UnicodeEncodeError:
                    units = letter.encode("utf-16-be")
                    for at in range(0, len(units), 2):
                        unit = int.from_bytes(units[at : at + 2], "big", signed=True)
                        written.append(f"\\u{unit}?")
        return "".join(written)

    body = []
    for lines, is_title in groups:
        if is_styled:
            outline = "\\outlinelevel0" if is_title else ""
            body.append(f"\\pard{outline} " + "\\line ".join(map(escaped, lines)) + "\\par\n")
            continue
        for line in lines:
            body.append(f"\\pard {{\\b {escaped(line)}}}\\par\n" if is_title else f"\\pard {escaped(line)}\\par\n")
        body.append("\\pard\\par\n")
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times;}}{\\stylesheet{\\s0 Normal;}}\n\\f0 "
    pathlib.Path(to).write_bytes((head + "".join(body) + "}").encode("ascii"))


def markup(groups):
    rows = ["<!DOCTYPE html>", "<html><head><meta charset='utf-8'><title>Press office</title></head><body>"]
    rows.append("<nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/about'>About us</a></nav><main>")
    for lines, is_title in groups:
        tag = "h1" if is_title else "p"
        rows.append(f"<{tag}>" + "<br>\n".join(html.escape(line) for line in lines) + f"</{tag}>")
    return "\n".join([*rows, "</main><footer>Terms of use</footer></body></html>"])


def as_html(groups, is_styled, to):
    page = markup(groups)
    if is_styled:
        page = page.replace("<p>", "<div class='text'>").replace("</p>", "</div>")
    pathlib.Path(to).write_text(page, encoding="utf-8")


def as_eml(groups, is_styled, to):
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"] = "list@post.example", "readers@post.example"
    mail["Subject"] = "Fwd"
    body = "\n\n".join("\n".join(lines) for lines, _ in groups) + "\n"
    if is_styled:
        mail.set_content(markup(groups), subtype="html")
    else:
        mail.set_content(body)
    pathlib.Path(to).write_bytes(mail.as_bytes())


WAYS = {"docx": as_docx, "odt": as_odt, "rtf": as_rtf, "html": as_html, "eml": as_eml}


def main():
    to_all = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    to = to_all or HERE
    to.mkdir(parents=True, exist_ok=True)
    for number, (name, text, title) in enumerate(releases()):
        groups = paragraphs(text, title)
        if to_all is None and number >= FEW:
            break
        for turn, (ending, write) in enumerate(WAYS.items()):
            if to_all is None and (ending in ("html", "eml")):
                continue
            for manner in ("typed", "styled"):
                if to_all is None and (number + turn) % 2 != (manner == "styled"):
                    continue
                write(groups, manner == "styled", to / f"{name}-{manner}.{ending}")


main()
