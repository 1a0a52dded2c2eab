"""Called by books.sh: ikigen's workbooks beside XlsxWriter's.

ikigen reads YAML, checks it, computes every figure, lays out the sheets and writes them. Its
`workbook` stage (`-v`) is the last three of these. XlsxWriter only writes: all it needs, cached
results of formulas included, is in lists before its clock starts. So the stage does more work
than what it is held against, and the whole command much more.

XlsxWriter writes cells, formats, merges, widths, heights, comments, conditional formats and
defined names. Page setup, headers, the one chart, the custom properties (a SHA-256 a source
file) and the size of comments are left out, to its advantage. It keeps its parts in memory and
writes no file (`in_memory`), as the stage does. At 1x its files are read back and must hold what
ikigen's hold. Both sides run warm: Python stays in one process, and ikigen has a run before those
that count in each round. That run, the first after a second or more of Python, is printed too.

The version of XlsxWriter counts. 3.3.1 searches every formula for functions newer than the file
format, which is two fifths of its time or more; in 3.0.2 that is a sixth to a quarter. But 3.0.2
walks from the first row to every comment: three tenths of its time at 50x, little at 1x.

Nx the content: each copy of the project has its own positions, indicators, actual values, goals,
objectives, and programmes. What an office has once stays once: vision, missions and the period
before. A YAML file may have 1 MiB, and the plan is one file: it takes as many copies as fit
(about 30), and the positions of later copies point to the plan's first ones again.
"""

import copy
import gc
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import namedtuple

import openpyxl
import xlsxwriter
import yaml

FACTORS = (1, 10, 50)
# ikigen takes no larger YAML file.
LIMIT = 1 << 20

Book = namedtuple("Book", "formats sheets names")
Sheet = namedtuple("Sheet", "name cells merges widths heights comments marks")


# The project, N times.


def prefix(n):
    """Ids are unique in a project: each copy but the first gets its own."""
    return f"k{n}-" if n else ""


def multiply(source, target, factor):
    """Writes the project with `factor` times its content; returns the copies of its plan."""
    for folder in ("fonts", "templates"):
        shutil.copytree(f"{source}/{folder}", f"{target}/{folder}")
    os.makedirs(f"{target}/data/jabatan")
    os.makedirs(f"{target}/data/realisasi")
    shutil.copy(f"{source}/data/opd.yaml", f"{target}/data/opd.yaml")
    plans = multiply_plan(f"{source}/data/renstra.yaml", f"{target}/data/renstra.yaml", factor)
    for name in sorted(os.listdir(f"{source}/data/jabatan")):
        text = read(f"{source}/data/jabatan/{name}")
        for n in range(factor):
            one = re.sub(r"\b(id|atasan): (?!kepala-dinas)", rf"\1: {prefix(n)}", text)
            one = one.replace("renstra: ", f"renstra: {prefix(n % plans)}")
            write(f"{target}/data/jabatan/{n:02}-{name}", one)
    for name in os.listdir(f"{source}/data/realisasi"):
        head, body = read(f"{source}/data/realisasi/{name}").split("\nrealisasi:\n")
        # Indicators stand two spaces in, what belongs to them deeper.
        bodies = (re.sub(r"(?m)^  (?=[a-z])", f"  {prefix(n)}", body) for n in range(factor))
        write(f"{target}/data/realisasi/{name}", f"{head}\nrealisasi:\n{''.join(bodies)}")
    return plans


def multiply_plan(source, target, factor):
    if factor == 1:
        shutil.copy(source, target)
        return 1
    plan = yaml.safe_load(read(source))
    goals, programmes = plan["tujuan"], plan["program"]
    areas = sorted({programme["kode"][:4] for programme in programmes})
    plan["tujuan"], plan["program"] = [], []
    text = None
    for n in range(factor):
        plan["tujuan"] += [rename_goal(goal, prefix(n)) for goal in goals]
        plan["program"] += [rename_programme(one, n, areas) for one in programmes]
        longer = yaml.safe_dump(
            plan, allow_unicode=True, sort_keys=False, width=LIMIT, default_flow_style=None
        )
        if len(longer.encode()) > LIMIT:
            factor = n
            break
        text = longer
    write(target, text)
    return factor


def rename_goal(goal, own):
    goal = copy.deepcopy(goal)
    for one in (goal, *goal["sasaran"]):
        one["id"] = own + one["id"]
        one["indikator"] = [own + indicator for indicator in one["indikator"]]
    return goal


def rename_programme(programme, n, areas):
    programme = copy.deepcopy(programme)
    own = prefix(n)
    area = programme["kode"][:4]
    if n:
        # Codes are unique too. The first two parts (`2.17`) tell the field of government; no
        # field of the project begins with 5 or more.
        number = n * len(areas) + areas.index(area)
        area = f"{5 + number // 100}.{number % 100:02}"
    programme["sasaran"] = own + programme["sasaran"]
    activities = programme["kegiatan"]
    subs = [sub for activity in activities for sub in activity["sub_kegiatan"]]
    for one in (programme, *activities, *subs):
        one["kode"] = area + one["kode"][4:]
        if "penanggung_jawab" in one:
            one["penanggung_jawab"] = own + one["penanggung_jawab"]
    return programme


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    if len(text.encode()) > LIMIT:
        raise SystemExit(f"larger than 1 MiB: {path}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


# What is in a workbook, as plain lists.


def record(file):
    """The sheets of a workbook, in the terms of XlsxWriter."""
    formulas = openpyxl.load_workbook(file)
    results = openpyxl.load_workbook(file, data_only=True)
    formats = {}
    styles = {}

    def style(cell):
        # Cells of one style share its index: look at each style once.
        if cell.style_id not in styles:
            key = tuple(cell_format(cell).items())
            styles[cell.style_id] = formats.setdefault(key, len(formats))
        return styles[cell.style_id]

    sheets = [record_sheet(sheet, results[sheet.title], style, formats) for sheet in formulas]
    names = formulas.defined_names
    # A list of its own until openpyxl 3.1.
    names = names.values() if hasattr(names, "values") else names.definedName
    names = sorted((name.name, f"={name.attr_text}") for name in names)
    return Book([dict(key) for key in formats], sheets, names)


def record_sheet(sheet, results, style, formats):
    merges = [area.bounds for area in sheet.merged_cells.ranges]
    firsts = {
        (first_row, first_column): (last_row, last_column)
        for first_column, first_row, last_column, last_row in merges
    }
    # What a merge covers is blank; it comes with the merge.
    covered = {
        (row, column)
        for first_column, first_row, last_column, last_row in merges
        for row in range(first_row, last_row + 1)
        for column in range(first_column, last_column + 1)
    }.difference(firsts)
    cells, merged, comments = [], [], []
    for row in sheet.iter_rows():
        for cell in row:
            at = (cell.row, cell.column)
            if at in covered or (cell.value is None and not cell.has_style):
                continue
            row0, column0 = cell.row - 1, cell.column - 1
            if at in firsts:
                last_row, last_column = firsts[at]
                merged.append((row0, column0, last_row - 1, last_column - 1, style(cell)))
            result = None
            if cell.data_type == "f":
                # openpyxl takes a result that is an empty text for none.
                result = results.cell(*at).value
                result = "" if result is None else result
                if not isinstance(cell.value, str):
                    raise SystemExit(f"not a plain formula: {sheet.title} {cell.coordinate}")
            elif cell.data_type not in "ns":
                raise SystemExit(f"neither text nor number: {sheet.title} {cell.coordinate}")
            kind = "b" if cell.value is None else cell.data_type
            cells.append((row0, column0, kind, cell.value, result, style(cell)))
            if cell.comment:
                comments.append((row0, column0, cell.comment.text, cell.comment.author))
    widths = [
        # The file counts the padding of a column too.
        (column.min - 1, column.max - 1, round(column.width - 5 / 7, 2))
        for column in sheet.column_dimensions.values()
    ]
    heights = [
        (number - 1, row.height) for number, row in sheet.row_dimensions.items() if row.height
    ]
    marks = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            fill = rule.dxf.fill
            if rule.type == "containsBlanks":
                # 14: `lightUp`.
                look = {"pattern": 14, "fg_color": rgb(fill.fgColor), "bg_color": rgb(fill.bgColor)}
                options = {"type": "blanks"}
            elif rule.type == "cellIs" and rule.operator == "equal":
                look = {"bg_color": rgb(fill.bgColor)}
                options = {"type": "cell", "criteria": "==", "value": rule.formula[0]}
            else:
                raise SystemExit(f"unknown conditional format: {sheet.title} {rule.type}")
            index = formats.setdefault(tuple(look.items()), len(formats))
            marks.append((str(area.sqref), options, index))
    return Sheet(sheet.title, cells, sorted(merged), widths, heights, comments, marks)


def rgb(colour):
    return f"#{colour.rgb[2:]}"


def cell_format(cell):
    font, fill, alignment = cell.font, cell.fill, cell.alignment
    look = {
        "num_format": cell.number_format,
        "font_name": font.name,
        "font_size": font.sz,
        "bold": bool(font.b),
        "italic": bool(font.i),
        "text_wrap": bool(alignment.wrap_text),
    }
    if font.color is not None and font.color.type == "rgb":
        look["font_color"] = rgb(font.color)
    if fill.fill_type == "solid":
        look["bg_color"] = rgb(fill.fgColor)
    if cell.border.left.style:
        if cell.border.left.style != "thin":
            raise SystemExit(f"unknown border: {cell.border.left.style}")
        look["border"] = 1
    if alignment.horizontal:
        look["align"] = alignment.horizontal
    if alignment.vertical:
        look["valign"] = {"center": "vcenter"}.get(alignment.vertical, alignment.vertical)
    return look


# The runs.


def write_book(book):
    """Writes a recorded workbook with XlsxWriter; returns its bytes."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    formats = [workbook.add_format(look) for look in book.formats]
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        for first, last, width in sheet.widths:
            worksheet.set_column(first, last, width)
        for row, height in sheet.heights:
            worksheet.set_row(row, height)
        for first_row, first_column, last_row, last_column, look in sheet.merges:
            worksheet.merge_range(
                first_row, first_column, last_row, last_column, "", formats[look]
            )
        for row, column, kind, value, result, look in sheet.cells:
            if kind == "s":
                worksheet.write_string(row, column, value, formats[look])
            elif kind == "n":
                worksheet.write_number(row, column, value, formats[look])
            elif kind == "f":
                worksheet.write_formula(row, column, value, formats[look], result)
            else:
                worksheet.write_blank(row, column, None, formats[look])
        for row, column, text, author in sheet.comments:
            worksheet.write_comment(row, column, text, {"author": author})
        for area, options, look in sheet.marks:
            worksheet.conditional_format(area, {**options, "format": formats[look]})
    for name, formula in book.names:
        workbook.define_name(name, formula)
    workbook.close()
    return target.getvalue()


def timed(action):
    start = time.perf_counter()
    result = action()
    return (time.perf_counter() - start) * 1000, result


def call(command):
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"failed: {' '.join(command)}\n{done.stderr[:2000]}")
    return done.stderr


def compare(ours, theirs):
    """Stops where XlsxWriter did not write what it was to write."""

    def sheet_looks(book, sheet):
        # Formats are numbered as they are met.
        return sheet._replace(
            cells=[(*cell[:-1], book.formats[cell[-1]]) for cell in sheet.cells],
            merges=[(*merge[:-1], book.formats[merge[-1]]) for merge in sheet.merges],
            # Some versions of XlsxWriter sort them: 3.0.2 does, 3.3.1 does not.
            marks=sorted(
                ((area, options, book.formats[look]) for area, options, look in sheet.marks),
                key=lambda mark: mark[0],
            ),
            # Neighbours of one width are one entry with ikigen.
            widths=[
                (column, width)
                for first, last, width in sheet.widths
                for column in range(first, last + 1)
            ],
        )

    if ours.names != theirs.names:
        raise SystemExit("other defined names")
    for one, other in zip(ours.sheets, theirs.sheets, strict=True):
        one, other = sheet_looks(ours, one), sheet_looks(theirs, other)
        for part in Sheet._fields:
            if getattr(one, part) != getattr(other, part):
                raise SystemExit(f"{one.name}: other {part}")


def spread(values, places):
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{places}f} ({low:.{places}f}-{high:.{places}f})"


def ratio(ours, theirs):
    return spread([one / other for one, other in zip(ours, theirs)], 3)


def measure(ikigen, work, factor, rounds):
    """One line of the table, and what is to be said of it."""
    project, out = f"{work}/{factor}", f"{work}/{factor}/output"
    plans = multiply(".", project, factor)
    build = [ikigen, "build", "--project", project, "--out", out]
    build += ["--only", "lkjip", "--only", "renstra"]
    call([*build, "-q"])
    files = sorted(f"{out}/{name}" for name in os.listdir(out) if name.endswith(".xlsx"))
    books = [record(file) for file in files]
    # The lists are ours, not XlsxWriter's: the collector need not walk them while its clock runs.
    gc.collect()
    gc.freeze()
    written = [write_book(book) for book in books]
    if factor == 1:
        for book, data in zip(books, written):
            compare(book, record(io.BytesIO(data)))
    first, command, stage, python = [], [], [], []
    for _ in range(rounds):
        first.append(timed(lambda: call([*build, "-q"]))[0])
        command.append(timed(lambda: call([*build, "-q"]))[0])
        stage.append(float(re.search(r"workbook +([0-9.]+) ms", call([*build, "-v"])).group(1)))
        gc.collect()
        python.append(timed(lambda: [write_book(book) for book in books])[0])
    gc.unfreeze()

    sheets = [sheet for book in books for sheet in book.sheets]
    kinds = [cell[2] for sheet in sheets for cell in sheet.cells]

    def total(part):
        return sum(len(getattr(sheet, part)) for sheet in sheets)

    line = (
        f"{factor}x", len(kinds), kinds.count("f"),
        spread(command, 1), spread(stage, 1), spread(python, 1),
        ratio(stage, python), ratio(command, python),
    )
    ours, theirs = sum(map(os.path.getsize, files)) / 1024, sum(map(len, written)) / 1024
    note = (
        f"{factor}x: {rounds} rounds, the plan {plans}x; {total('merges')} merges,"
        f" {total('comments')} comments, {total('marks')} conditional formats,"
        f" {sum(len(book.names) for book in books)} names,"
        f" {sum(len(book.formats) for book in books)} formats;"
        f" files {ours:.0f} KiB, XlsxWriter's {theirs:.0f} KiB;"
        f" first whole command of a round {spread(first, 1)} ms"
    )
    return line, note


def main():
    ikigen, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    version = sys.version.split()[0]
    print(f"XlsxWriter {xlsxwriter.__version__} on Python {version}; median (lowest-highest)")
    start = [sys.executable, "-c"]
    bare = [timed(lambda: call([*start, "pass"]))[0] for _ in range(runs)]
    loaded = [timed(lambda: call([*start, "import xlsxwriter"]))[0] for _ in range(runs)]
    print(f"Python's start, not counted: {spread(bare, 1)} ms; ", end="")
    print(f"with `import xlsxwriter` {spread(loaded, 1)} ms\n")
    table = "{:>3}  {:>7}  {:>8}  {:>22}  {:>22}  {:>22}  {:>19}  {:>19}".format
    print(table(
        "N", "cells", "formulas", "whole command, ms", "workbook stage, ms", "XlsxWriter, ms",
        "stage/XlsxWriter", "command/XlsxWriter",
    ))
    notes = []
    for factor, share in zip(FACTORS, (1, 2, 4)):
        line, note = measure(ikigen, work, factor, max(3, runs // share))
        print(table(*line), flush=True)
        notes.append(note)
    print("", *notes, sep="\n")


main()
