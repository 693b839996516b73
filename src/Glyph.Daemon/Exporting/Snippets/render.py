#!/usr/bin/env python3
"""Renders a text to page images with {{config}}: the config of trial {{trial}} of search {{search}}.

    python3 render.py TEXT.txt OUT-FOLDER [{{config}}]

It goes the way of the Glyph authors' renderer (thu-coai/Glyph): reportlab lays the text out as a PDF, poppler draws it through
pdf2image, Pillow scales and crops. It needs `pip install reportlab pdf2image pillow` and poppler. Glyph's own renderer, which
measured the config, gives the same sizes without that renderer's defects (docs/rendering.md); keys that only Glyph knows are
told, and ignored.
"""
import json
import os
import re
import sys
import tempfile

CHUNK_LINES = 30  # source lines that are laid out as one paragraph
INK = 5  # a difference from the background that counts as ink, of 255
DEFAULTS = {
    "page-size": "595.28,841.89", "dpi": 72, "margin-x": 20, "margin-y": 20, "font-size": 9, "font-color": "#000000",
    "alignment": "JUSTIFY", "horizontal-scale": 1.0, "first-line-indent": 0, "left-indent": 0, "right-indent": 0,
    "space-before": 0, "space-after": 0, "border-width": 0, "border-padding": 0, "page-bg-color": "#FFFFFF",
    "para-bg-color": "#FFFFFF", "para-border-color": "#FFFFFF", "auto-crop-width": False, "auto-crop-last-page": False,
    "newline-markup": "<br/>",
}


def read_config(path):
    """The config of a file, with the font beside it where it lies there."""
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    unknown = sorted(set(given) - set(DEFAULTS) - {"font-path", "line-height"})
    if unknown:
        print("only Glyph knows, and this ignores: " + ", ".join(unknown), file=sys.stderr)
    config = {**DEFAULTS, **given}
    config["line-height"] = given.get("line-height") or config["font-size"] + 1
    beside = os.path.join(os.path.dirname(os.path.abspath(path)), os.path.basename(given["font-path"]))
    config["font-path"] = beside if os.path.exists(beside) else given["font-path"]
    return config


def paragraphs(text, markup):
    """The text as reportlab's markup, some source lines a paragraph."""
    text = text.replace("\r\n", "\n").replace("\u00ad", "").replace("\u200b", "")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(" {2,}", lambda run: "\u00a0" * len(run.group()), text)
    lines = text.split("\n")
    return [markup.join(lines[i:i + CHUNK_LINES]) for i in range(0, len(lines), CHUNK_LINES)]


def lay_out(text, config, pdf):
    """Writes the text as a PDF."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("glyph", config["font-path"]))
    chinese = re.search("[\u4e00-\u9fff]", text) is not None
    style = ParagraphStyle(
        "glyph", fontName="glyph", fontSize=config["font-size"], leading=config["line-height"],
        textColor=HexColor(config["font-color"]), backColor=HexColor(config["para-bg-color"]),
        alignment={"LEFT": 0, "CENTER": 1, "RIGHT": 2}.get(config["alignment"], 4),
        firstLineIndent=config["first-line-indent"], leftIndent=config["left-indent"], rightIndent=config["right-indent"],
        spaceBefore=config["space-before"], spaceAfter=config["space-after"], borderWidth=config["border-width"],
        borderPadding=config["border-padding"], borderColor=HexColor(config["para-border-color"]),
        wordWrap="CJK" if chinese else None)

    def background(canvas, document):
        canvas.saveState()
        canvas.setFillColor(HexColor(config["page-bg-color"]))
        canvas.rect(0, 0, *document.pagesize, stroke=0, fill=1)
        canvas.restoreState()

    width, height = (float(side) for side in config["page-size"].split(","))
    document = SimpleDocTemplate(
        pdf, pagesize=(width, height), leftMargin=config["margin-x"], rightMargin=config["margin-x"],
        topMargin=config["margin-y"], bottomMargin=config["margin-y"])
    story = [Paragraph(chunk, style) for chunk in paragraphs(text, config["newline-markup"])]
    document.build(story, onFirstPage=background, onLaterPages=background)


def crop(image, config, is_last):
    """Cuts the empty strip at the right of a page, and below the text of the last one."""
    grey = image.convert("L")
    corner = sorted(grey.getpixel((x, y)) for x in range(2) for y in range(2))
    paper = (corner[1] + corner[2]) / 2
    box = grey.point(lambda value: 255 if abs(value - paper) > INK else 0).getbbox()
    width, height = image.size
    if box and config["auto-crop-width"]:
        width = min(width, int(box[2] + config["margin-x"]))
    if box and is_last and config["auto-crop-last-page"]:
        height = min(height, int(box[3] - 1 + config["margin-y"]))
    return image.crop((0, 0, width, height))


def render(text, config, folder):
    """Writes the pages of a text; gives how many."""
    from PIL import Image
    from pdf2image import convert_from_path

    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pdf = os.path.join(scratch, "text.pdf")
        lay_out(text, config, pdf)
        pages = convert_from_path(pdf, dpi=config["dpi"] or 150)
    for number, page in enumerate(pages, 1):
        if config["horizontal-scale"] != 1:
            page = page.resize((int(page.width * config["horizontal-scale"]), page.height), Image.BICUBIC)
        crop(page, config, number == len(pages)).save(os.path.join(folder, f"page_{number:03d}.png"))
    return len(pages)


def main(arguments):
    """The command line."""
    if len(arguments) not in (2, 3):
        print("usage: python3 render.py TEXT.txt OUT-FOLDER [{{config}}]", file=sys.stderr)
        return 2
    here = os.path.dirname(os.path.abspath(__file__))
    config = read_config(arguments[2] if len(arguments) == 3 else os.path.join(here, "{{config}}"))
    with open(arguments[0], encoding="utf-8") as file:
        text = file.read()
    print(f"{render(text, config, arguments[1])} pages in {os.path.abspath(arguments[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
