#!/usr/bin/env python3
"""Fits what the surrogate expects of accuracy before anything was read (src/Glyph.Evolution/Surrogate/Legibility.cs).

    apt-get install python3-scipy
    /usr/bin/python3 scripts/fit-legibility.py                  # to the shipped landscapes together: the figures of Legibility.cs
    /usr/bin/python3 scripts/fit-legibility.py mine.tsv         # to one of your own

Tells the figures, and how far the fit is from what was read, in places of the error scale (0.3 is a factor of 2 in errors): of each
landscape, and of its more compressed half; the same of the figures that are shipped. With several landscapes also how far a fit to one
is from the others.
"""
import argparse
import json
import math
import os
import subprocess
import sys

import numpy
from scipy.optimize import least_squares

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCHMARKS = os.path.join(ROOT, "tests/Glyph.Benchmarks")
NAMES = ["ceiling", "slope", "width", "bend", "touching", "nearer", "resampling"]
LOGARITHMS = [False, False, True, True, True, True, False]
START = [2.2, 3.5, 3.7, 0.4, 0.03, 0.25, 0.15]
SCALE = 0.2  # residuals beyond it count linearly (soft L1): what no pixel tells is not the fit's business


class Landscape:
    def __init__(self, path):
        self.name = os.path.splitext(os.path.basename(path))[0]
        command = ["dotnet", os.path.join(BENCHMARKS, "bin/Release/net10.0/Glyph.Benchmarks.dll"), "landscape", "sights", path]
        rows = [json.loads(line) for line in subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()]
        column = lambda key: numpy.array([row[key] for row in rows], dtype=float)
        self.width, self.overlap, self.resampled = column("width"), column("overlap"), column("isResampled")
        self.read, self.shipped, compression = column("read"), column("expected"), column("compression")
        self.compressed = compression > numpy.median(compression)

    def residuals(self, figures):
        return self.read - (self.shipped if figures is None else expected(figures, self))


def expected(figures, seen):
    """Legibility.At, with other figures."""
    ceiling, slope, width, bend, touching, nearer, resampling = figures
    narrow = 10 ** -ceiling * (1 + numpy.exp(-slope * numpy.log(seen.width / width) / bend)) ** (bend * math.log(10))
    return -numpy.log10(numpy.minimum(1, narrow + touching * numpy.exp(seen.overlap / nearer))) - resampling * seen.resampled


def fit(landscapes):
    natural = lambda place: [math.exp(v) if is_log else v for v, is_log in zip(place, LOGARITHMS)]
    start = [math.log(v) if is_log else v for v, is_log in zip(START, LOGARITHMS)]
    found = least_squares(lambda place: numpy.concatenate([l.residuals(natural(place)) for l in landscapes]), start, loss="soft_l1", f_scale=SCALE)
    return natural(found.x)


def tell(title, figures, landscapes):
    print(title + ("" if figures is None else ": " + ", ".join(f"{name} {value:.3g}" for name, value in zip(NAMES, figures))))
    for landscape in landscapes:
        left = landscape.residuals(figures)
        half = left[landscape.compressed]
        print(f"  on {landscape.name}: read - expected {left.mean():+.3f}, deviation {left.std():.3f}; of the compressed half {half.mean():+.3f}, {half.std():.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("landscape", nargs="*", help="a recorded landscape (default: the shipped ones)")
    paths = parser.parse_args().landscape or [os.path.join(BENCHMARKS, "Landscapes", name + ".tsv") for name in ("compact", "glyph-paper")]
    for path in paths:
        if not os.path.exists(path):
            sys.exit(f"error: there is no {path}")
    subprocess.run(["dotnet", "build", "-c", "Release", "-v", "quiet", "--nologo", BENCHMARKS], check=True, stdout=sys.stderr)
    landscapes = [Landscape(path) for path in paths]
    tell("as shipped", None, landscapes)
    tell("fitted to all", fit(landscapes), landscapes)
    for landscape in landscapes if len(landscapes) > 1 else []:
        tell(f"fitted to {landscape.name} alone", fit([landscape]), landscapes)


if __name__ == "__main__":
    main()
