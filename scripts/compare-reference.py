#!/usr/bin/env python3
"""Measures Glyph's renderer beside the pipeline of the Glyph authors' renderer, in one run on one machine.

The pipeline is theirs: reportlab lays 30 source lines a paragraph out into a PDF, pdftoppm draws it, Pillow crops and
writes PNG. It is run here in one process, as they run it. Needed: the .NET 10 SDK, and the Debian packages
python3-reportlab, python3-pil and poppler-utils. Usage, from the repository:

    dotnet build -c Release tests/Glyph.Benchmarks && dotnet build -c Release src/Glyph.Cli
    /usr/bin/python3 scripts/compare-reference.py [--text FILE] [--large] [--reference-runs N]

--large adds texts of 1, 10 and 100 MB and single lines of 1 and 10 MB, and the peak memory of 'glyph render'.
"""
import argparse
import glob
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from html import escape

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FONT = "assets/fonts/DejaVuSans.ttf"
CONFIG = {
    "page-size": "595,842", "dpi": 72, "margin-x": 10, "margin-y": 10, "font-path": "DejaVu Sans", "font-size": 9,
    "line-height": 10, "alignment": "LEFT", "auto-crop-width": True, "auto-crop-last-page": True,
}
CHUNK_LINES = 30
INK = 5


def sample_text(size):
    with open(os.path.join(ROOT, "samples/search/prose.md"), encoding="utf-8") as file:
        sample = file.read() + "\n"
    return sample * (size // len(sample.encode()))


def reference(text, font, folder):
    """Text to PNG pages as the authors' renderer does it; gives the number of pages."""
    from PIL import Image
    from reportlab.lib.enums import TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Reference", font))
    style = ParagraphStyle("text", fontName="Reference", fontSize=9, leading=10, alignment=TA_LEFT)
    lines = escape(text, quote=False).split("\n")
    story = [Paragraph("<br/>".join(lines[i:i + CHUNK_LINES]), style) for i in range(0, len(lines), CHUNK_LINES)]
    pdf = os.path.join(folder, "text.pdf")
    SimpleDocTemplate(pdf, pagesize=(595, 842), leftMargin=10, rightMargin=10, topMargin=10, bottomMargin=10).build(story)
    pages = subprocess.run(["pdftoppm", "-r", "72", pdf], stdout=subprocess.PIPE, check=True).stdout
    stream = io.BytesIO(pages)
    count = 0
    while stream.tell() < len(pages):
        start = stream.tell()
        stream.readline()
        width, height = map(int, stream.readline().split())
        stream.readline()
        stream.seek(stream.tell() + 3 * width * height)
        image = Image.open(io.BytesIO(pages[start:stream.tell()])).convert("RGB")
        count += 1
        ink = image.convert("L").point(lambda value: 255 if 255 - value > INK else 0).getbbox()
        if ink:
            image = image.crop((0, 0, min(width, ink[2] + 10), height))
        image.save(os.path.join(folder, f"page_{count:03d}.png"))
    return count


def glyph_times(*arguments):
    program = os.path.join(ROOT, "tests/Glyph.Benchmarks/bin/Release/net10.0/Glyph.Benchmarks.dll")
    run = subprocess.run(["dotnet", program, "times", *arguments], stdout=subprocess.PIPE, check=True, text=True)
    return {row["name"]: row for row in map(json.loads, run.stdout.splitlines())}


# In a process of its own, because a child's peak memory counts that of the process that started it.
MEASURED_CHILD = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def glyph_render(config, text, folder):
    """Seconds and peak memory in MB of one call of the command."""
    program = os.path.join(ROOT, "src/Glyph.Cli/bin/Release/net10.0/glyph.dll")
    command = ["dotnet", program, "render", "--config", config, "--text", text, "--out", folder]
    run = subprocess.run([sys.executable, "-S", "-c", MEASURED_CHILD, *command], stdout=subprocess.PIPE, check=True, text=True)
    return tuple(map(float, run.stdout.split()))


def cpu_seconds():
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--text", help="a UTF-8 text instead of a megabyte of the shipped sample")
    parser.add_argument("--reference-runs", type=int, default=2, help="the best of so many counts; default 2")
    parser.add_argument("--large", action="store_true", help="also texts of up to 100 MB, and memory")
    arguments = parser.parse_args()
    font = next(iter(glob.glob(os.path.join(ROOT, "tests/Glyph.Benchmarks/bin/Release/net10.0", FONT))), None)
    if font is None:
        sys.exit("build first: dotnet build -c Release tests/Glyph.Benchmarks")

    with tempfile.TemporaryDirectory() as folder:
        path = arguments.text or os.path.join(folder, "text.txt")
        if not arguments.text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(sample_text(1_000_000))
        with open(path, encoding="utf-8") as file:
            text = file.read()

        best = best_cpu = float("inf")
        for _ in range(arguments.reference_runs):
            start, start_cpu = time.perf_counter(), cpu_seconds()
            pages = reference(text, font, folder)
            best, best_cpu = min(best, time.perf_counter() - start), min(best_cpu, cpu_seconds() - start_cpu)
        print("pages a second by the clock, and by the processor time of all threads (which other programs disturb less)")
        print(f"reference, text to PNG     {pages:6} pages {pages / best:9.1f} /s   1.0 x {pages / best_cpu:9.1f} /s   1.0 x")

        times = glyph_times("--text", path, "--out", os.path.join(folder, "glyph"), "png", "pixels", "layout", "layout-chinese")
        for name, label in (("png-1", "PNG, 1 thread"), ("png-2", "PNG, 2 threads"), ("pixels", "pixels, 1 thread")):
            row = times[name]
            speed, speed_cpu = row["pages"] / row["seconds"], row["pages"] / row["cpuSeconds"]
            print(f"glyph, text to {label:16}{row['pages']:5} pages {speed:9.1f} /s {speed * best / pages:5.1f} x"
                  f" {speed_cpu:9.1f} /s {speed_cpu * best_cpu / pages:5.1f} x")
        print(f"two threads against one    {times['png-1']['seconds'] / times['png-2']['seconds']:.2f} x")
        for name in ("layout", "layout-chinese"):
            print(f"{name:26} {times[name]['bytes'] / times[name]['seconds'] / 1e6:.1f} MB/s of UTF-8")

        if arguments.large:
            large(folder)


def large(folder):
    print("layout by size; the cost of a megabyte stays the same:")
    for name, row in glyph_times("linear").items():
        print(f"  {name:24} {row['bytes'] / 1e6:6.1f} MB {row['seconds']:8.3f} s {row['seconds'] / row['bytes'] * 1e9:7.2f} ms a MB")
    print("glyph render, text file to PNG files, whole process:")
    config = os.path.join(folder, "config.json")
    with open(config, "w", encoding="utf-8") as file:
        json.dump(CONFIG, file)
    for megabytes in (1, 10, 100):
        path = os.path.join(folder, "large.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(sample_text(megabytes * 1_000_000))
        seconds, peak = glyph_render(config, path, os.path.join(folder, f"pages-{megabytes}"))
        print(f"  {megabytes:4} MB {seconds:8.2f} s   peak memory {peak:6.0f} MB")
    path = os.path.join(folder, "line.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(sample_text(10_000_000).replace("\n", " "))
    seconds, peak = glyph_render(config, path, os.path.join(folder, "pages-line"))
    print(f"  one line of 10 MB {seconds:6.2f} s   peak memory {peak:6.0f} MB")


if __name__ == "__main__":
    main()
