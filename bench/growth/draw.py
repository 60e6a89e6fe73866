"""The figures of a run as a picture (SVG written by hand) and as a table in Markdown."""

import math

WIDTH, HEIGHT, GAP, LEFT, TOP = 150, 96, 26, 70, 74
INK, FAINT, LINE = "#222", "#c4c8cc", "#0b63a5"

DATA = [
    ("import, CPU s", lambda it: it["import"]["cpu_seconds"]),
    ("import, peak MB", lambda it: it["import"]["peak_mb"]),
    ("file, MB", lambda it: it["file_mb"]),
    ("start to answer, CPU ms", lambda it: it["start_cpu_ms"]),
    ("... file not cached, ms", lambda it: it["start_evicted_ms"]),
    ("own memory after, MB", lambda it: it["memory_after"]["own_mb"]),
    ("first network, ms", lambda it: it["first_network_ms"]),
]
LOAD = [("requests/s", "requests_per_s"), ("p99, ms", "p99_ms"), ("CPU µs a request", "cpu_us")]


def short(value):
    """Three digits that count."""
    if value >= 1000:
        return f"{value / 1000:.3g}k"
    return f"{value:.3g}"


def text(x, y, words, size=11, anchor="middle", fill=INK, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}" {more}>{words}</text>'


def panel(x, y, title, sizes, values, factor):
    """One figure against the number of organizations, both by factors; a slope means the same in all panels."""
    across = math.log(sizes[-1] / sizes[0]) or 1
    middle = math.sqrt(max(min(values), 1e-9) * max(max(values), 1e-9))

    def at(size, value):
        right = x + 14 + (WIDTH - 28) * math.log(size / sizes[0]) / across
        return right, y + HEIGHT / 2 - (HEIGHT - 30) * math.log(max(value, 1e-9) / middle) / math.log(factor)

    parts = [f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="{FAINT}"/>']
    first = at(sizes[0], values[0])
    falls = values[-1] < values[0]
    straight = values[0] * (sizes[-1] / sizes[0]) ** (-1 if falls else 1)
    for end in (values[0], straight):
        last = at(sizes[-1], end)
        parts.append(f'<line x1="{first[0]:.1f}" y1="{first[1]:.1f}" x2="{last[0]:.1f}" y2="{last[1]:.1f}" stroke="{FAINT}" '
                     f'stroke-dasharray="3 3"/>')
    points = [at(*it) for it in zip(sizes, values)]
    joined = " ".join(f"{right:.1f},{down:.1f}" for right, down in points)
    parts.append(f'<polyline points="{joined}" fill="none" stroke="{LINE}" stroke-width="2"/>')
    for (right, down), value in zip(points, values):
        above = down - 7 if down - 7 > y + 10 else down + 15
        parts.append(f'<circle cx="{right:.1f}" cy="{down:.1f}" r="3" fill="{LINE}"/>')
        parts.append(text(right, above, short(value)))
    # What a guide line shows beyond its panel is cut off.
    inside = f'<svg x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" viewBox="{x} {y} {WIDTH} {HEIGHT}">'
    return text(x + WIDTH / 2, y - 6, title) + inside + "".join(parts) + "</svg>"


def picture(results):
    sizes = results["sizes"]
    counts = [it["organizations"] for it in sizes]
    names = list(sizes[0]["questions"])
    rows = [[(title, [read(it) for it in sizes]) for title, read in DATA]]
    for title, key in LOAD:
        rows.append([(f"{name}: {title}", [it["questions"][name][key] for it in sizes]) for name in names])
    spread = [max(values) / max(min(values), 1e-9) for row in rows for _, values in row]
    factor = max(12, *spread)
    columns = max(map(len, rows))
    width, height = LEFT + columns * (WIDTH + GAP), TOP + len(rows) * (HEIGHT + 44) + 10
    machine = results["machine"]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
           'font-family="system-ui, sans-serif">', f'<rect width="{width}" height="{height}" fill="white"/>',
           text(LEFT, 24, "How the registry grows with its data", 18, "start", more='font-weight="600"'),
           text(LEFT, 44, f"{machine['date']}, {machine['consortia']}, {machine['cpu']}, server on one core, 16 connections. Both axes by "
                "factors, the same in every panel: dashed are “stays the same” and “in proportion to the data”.", 11, "start", "#555")]
    for down, row in enumerate(rows):
        y = TOP + down * (HEIGHT + 44)
        label = ["data", *(title for title, _ in LOAD)][down]
        out.append(text(LEFT - 10, y + HEIGHT / 2, label.split(" a ")[0], 11, "end", "#555"))
        for right, (title, values) in enumerate(row):
            x = LEFT + right * (WIDTH + GAP)
            out.append(panel(x, y, title, counts, values, factor))
            for place, count in enumerate(counts):
                step = math.log(count / counts[0]) / (math.log(counts[-1] / counts[0]) or 1)
                out.append(text(x + 14 + (WIDTH - 28) * step, y + HEIGHT + 13, f"{count / 1000:.0f}k", 9, fill="#777"))
    return "\n".join([*out, "</svg>"]) + "\n"


def table(results):
    sizes, machine = results["sizes"], results["machine"]
    lines = ["<!-- Written by bench/growth/run. -->", "",
             f"{machine['date']}, {machine['consortia']}, {machine['cpu']} × {machine['cores']}, {machine['memory_gb']} GB, "
             f"Linux {machine['kernel']}, {machine['wrk']}; load average {machine['load_before']} before, {machine['load_after']} after.", "",
             "| | " + " | ".join(f"{it['organizations']:,}" for it in sizes) + " |",
             "| --- " + "| ---: " * len(sizes) + "|"]

    def row(title, values):
        lines.append(f"| {title} | " + " | ".join(values) + " |")

    row("ties", [f"{sum(it['data']['ties in the file'].values()):,}" for it in sizes])
    row("import, s (of it CPU)", [f"{it['import']['seconds']} ({it['import']['cpu_seconds']})" for it in sizes])
    for title, read in DATA[1:]:
        row(title, [str(read(it)) for it in sizes])
    row("start to answer, ms", [str(it["start_ms"]) for it in sizes])
    row("mapped of the file, MB", [str(it["memory_after"]["mapped_mb"]) for it in sizes])
    row("typed name, meant one first", [it["found_first"] for it in sizes])
    for name in sizes[0]["questions"]:
        asked = [it["questions"][name] for it in sizes]
        row(f"{name}: requests/s", [short(it["requests_per_s"]) for it in asked])
        row(f"{name}: p99, ms", [short(it["p99_ms"]) for it in asked])
        row(f"{name}: CPU µs a request", [f"{it['cpu_us']:.0f}" for it in asked])
        row(f"{name}: statements a request", [f"{it['statements']:g}" for it in asked])
    return "\n".join(lines) + "\n"
