"""What compare-optimizers.py tells of its runs: hypervolume, tables (Markdown) and pictures (PNG)."""
import math
import statistics

GOALS = [0.80, 0.90, 0.95, 0.99]
LEVELS = [0.95, 0.98, 0.99]
MOMENTS = [25, 50, 100, 400]
REFERENCE = (0.5, 0.5)


def hypervolume(points, corner=REFERENCE):
    """The area, or the volume in slices, that two or three maximised objectives dominate above a corner."""
    if len(corner) == 3:
        points = sorted((p for p in points if all(v > c for v, c in zip(p, corner))), key=lambda p: -p[2])
        ends = [p[2] for p in points[1:]] + [corner[2]]
        return sum(hypervolume([p[:2] for p in points[:i + 1]], corner[:2]) * (p[2] - end) for i, (p, end) in enumerate(zip(points, ends)) if p[2] > end)
    area, covered = 0.0, corner[1]
    for x, y in sorted(points, reverse=True):
        if x <= corner[0]:
            break
        if y > covered:
            area += (x - corner[0]) * (y - covered)
            covered = y
    return area


def undominated(points):
    kept, best = [], -math.inf
    for accuracy, compression in sorted(points, reverse=True):
        if compression > best:
            kept.append((accuracy, compression))
            best = compression
    return kept


def reached(trials, goal):
    """Evaluations until the hypervolume reaches a goal; infinite where it never does."""
    front = []
    for number, point in enumerate(trials, 1):
        front = undominated(front + [tuple(point)])
        if hypervolume(front) >= goal:
            return number
    return math.inf


def best_at(trials, level):
    return max((c for a, c in trials if a >= level), default=0.0)


def quartiles(values):
    values = sorted(values)
    return [values[min(len(values) - 1, int(p * len(values)))] for p in (0.25, 0.5, 0.75)]


def text(number):
    return "-" if math.isinf(number) else f"{number:g}"


def table(runs, best, levels):
    lines = ["| search | " + " | ".join(f"{goal:.0%}" for goal in GOALS) + " |", "|---|" + "---|" * len(GOALS)]
    for name, trials in runs.items():
        cells = []
        for goal in GOALS:
            q = quartiles([reached(t, goal * best) for t in trials])
            cells.append(f"{text(q[1])} [{text(q[0])}, {text(q[2])}]")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    for level in LEVELS:
        moments = [m for m in MOMENTS if m <= max(len(t) for ts in runs.values() for t in ts)]
        lines += ["", f"Best compression at accuracy >= {level} (best known: {levels[level]:.2f}):", ""]
        lines += ["| search | " + " | ".join(f"after {m}" for m in moments) + " |", "|---|" + "---|" * len(moments)]
        for name, trials in runs.items():
            cells = []
            for moment in moments:
                q = quartiles([best_at(t[:moment], level) for t in trials])
                cells.append(f"{q[1]:.2f} [{q[0]:.2f}, {q[2]:.2f}]")
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def picture(path, title, runs, best, evaluations):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plot

    figure, axes = plot.subplots(figsize=(9, 5.5), dpi=110)
    for name, trials in runs.items():
        curves = []
        for t in trials:
            front, curve = [], []
            for point in t:
                front = undominated(front + [tuple(point)])
                curve.append(100 * hypervolume(front) / best)
            curves.append(curve + [curve[-1]] * (evaluations - len(curve)))
        x = range(1, evaluations + 1)
        line, = axes.plot(x, [statistics.median(c[i] for c in curves) for i in range(evaluations)],
                          label=name, linewidth=2 if name.startswith("glyph") else 1.3, linestyle="-" if name.startswith("glyph") else "--")
        axes.fill_between(x, [quartiles([c[i] for c in curves])[0] for i in range(evaluations)], [quartiles([c[i] for c in curves])[2] for i in range(evaluations)], color=line.get_color(), alpha=0.12)
    axes.set(xscale="log", xlim=(1, evaluations), ylim=(40, 101), xlabel="evaluations", ylabel="% of the best known hypervolume", title=title)
    axes.set_xticks([1, 2, 5, 10, 25, 50, 100, 200, 400])
    axes.get_xaxis().set_major_formatter(matplotlib.ticker.ScalarFormatter())
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    figure.tight_layout()
    figure.savefig(path)
