"""A tide table from a handful of harmonic constituents."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Iterable, Iterator


@dataclass(frozen=True)
class Constituent:
    name: str
    speed: float      # degrees per hour
    amplitude: float  # metres
    phase: float      # degrees, at the epoch


EPOCH = datetime(2020, 1, 1)
ORRIN_HEAD = (
    Constituent("M2", 28.9841042, 1.874, 211.6),
    Constituent("S2", 30.0000000, 0.652, 254.1),
    Constituent("N2", 28.4397295, 0.371, 190.8),
    Constituent("K1", 15.0410686, 0.118, 83.2),
    Constituent("O1", 13.9430356, 0.094, 341.7),
)


def height(at: datetime, parts: Iterable[Constituent] = ORRIN_HEAD, mean: float = 2.95) -> float:
    """The height of the water above chart datum, in metres."""
    hours = (at - EPOCH).total_seconds() / 3600.0
    return mean + sum(p.amplitude * math.cos(math.radians(p.speed * hours - p.phase)) for p in parts)


def turning_points(start: datetime, days: int, step_minutes: int = 6) -> Iterator[tuple[datetime, float, str]]:
    """Every high and low water between start and start + days."""
    step = timedelta(minutes=step_minutes)
    a, b = height(start - step), height(start)
    at = start
    while at < start + timedelta(days=days):
        c = height(at + step)
        if b >= a and b > c:
            yield (*refine(at - step, at + step, sign=+1), "high")
        elif b <= a and b < c:
            yield (*refine(at - step, at + step, sign=-1), "low")
        a, b, at = b, c, at + step


def refine(left: datetime, right: datetime, sign: int) -> tuple[datetime, float]:
    """Golden-section search; `sign` is +1 for a maximum and -1 for a minimum."""
    ratio = (math.sqrt(5) - 1) / 2
    while (right - left).total_seconds() > 1:
        span = (right - left) * ratio
        x, y = right - span, left + span
        if sign * height(x) > sign * height(y):
            right = y
        else:
            left = x
    middle = left + (right - left) / 2
    return middle, height(middle)


if __name__ == "__main__":
    for when, metres, kind in turning_points(datetime(2026, 11, 3), days=2):
        print(f"{when:%a %d %b %H:%M}  {kind:>4}  {metres:5.2f} m")
