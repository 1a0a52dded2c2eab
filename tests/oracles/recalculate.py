#!/usr/bin/env python3
"""Does a workbook hold the values that its formulas compute?

    recalculate.py FILE RECALCULATED              compares all cells of all sheets
    recalculate.py --spoil FILE COPY               writes a copy with a few wrong cached values
    recalculate.py --self-test FILE COPY RECALCULATED_COPY
                                                   would the comparison have noticed them?

RECALCULATED is FILE as LibreOffice saved it again. Values are read by openpyxl; which cells have
a formula, and whether it has a value at all, by the XML, for openpyxl reads a missing value and
an empty text the same.
"""
import math
import posixpath
import re
import sys
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections import namedtuple

try:
    import openpyxl
except ImportError:
    print("recalculate.py: no openpyxl, run setup.sh first", file=sys.stderr)
    sys.exit(2)

# openpyxl warns of what it does not keep (extensions, print settings); nothing is saved with it here.
warnings.simplefilter("ignore")

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# A cell with content, as text: what is not spoiled must stay as it is, which no XML library promises.
CELL = r'<c\b[^>]*\br="([A-Z]+[0-9]+)"[^>/]*>.*?</c>'

# LibreOffice saves 15 digits; sums in another order differ by a few units of the 16th.
TOLERANCE = 1e-12
SHOWN = 20

Formula = namedtuple("Formula", "text has_value")
Complaint = namedtuple("Complaint", "sheet cell text")
Change = namedtuple("Change", "part sheet cell kind xml")


def sheet_parts(archive):
    """Name and part of each worksheet, in the order of the tabs."""
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target") for r in relations if r.get("Type").endswith("/worksheet")}
    for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(MAIN + "sheet"):
        target = targets.get(sheet.get(RELATION_ID))
        if target is not None:
            yield sheet.get("name"), posixpath.join("/xl", target)[1:]


def formulas(path):
    """The formulas of the workbook by sheet and cell."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for sheet, part in sheet_parts(archive):
            for cell in ET.fromstring(archive.read(part)).iter(MAIN + "c"):
                formula = cell.find(MAIN + "f")
                if formula is not None:
                    has_value = cell.find(MAIN + "v") is not None
                    found[sheet, cell.get("r")] = Formula("=" + (formula.text or "(shared)"), has_value)
    return found


def values(path):
    """Every cell that holds a value by sheet and cell, and the names of the sheets."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for sheet in book.worksheets:
        # Only cells that exist: a saved column format can make a sheet a million rows tall.
        for cell in sheet._cells.values():
            # An empty text and nothing look the same, also to the formulas that read it.
            if cell.value not in (None, ""):
                found[sheet.title, cell.coordinate] = (cell.value, cell.data_type)
    return found, book.sheetnames


def same(old, new):
    """Whether two values are the same; TRUE is 1, since LibreOffice has no other truth."""
    if isinstance(old, (int, float)) and isinstance(new, (int, float)):
        return math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return type(old) is type(new) and old == new


def place(key):
    """Sheet, row and column, to sort cells as they are read."""
    sheet, cell = key
    column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", cell).groups()
    return sheet, int(row), len(column), column


def compare(path, recalculated):
    """Complaints, number of formulas, of other cells and of sheets."""
    formula = formulas(path)
    old, sheets = values(path)
    new, new_sheets = values(recalculated)
    complaints = []
    if sheets != new_sheets:
        complaints.append(Complaint(None, None, f"sheets {sheets}, but {new_sheets} recalculated"))
    for key in sorted(set(formula) | set(old) | set(new), key=place):
        before, kind = old.get(key, (None, None))
        after, _ = new.get(key, (None, None))
        text = formula[key].text if key in formula else "(no formula)"
        if key in formula and not formula[key].has_value:
            complaints.append(Complaint(*key, f"{text} has no cached value, {after!r} recalculated"))
        elif kind == "e":
            complaints.append(Complaint(*key, f"{text} has the error {before}, {after!r} recalculated"))
        elif not same(before, after):
            complaints.append(Complaint(*key, f"{text} is {before!r}, but {after!r} recalculated"))
    if not formula:
        complaints.append(Complaint(None, None, "no formula in the whole workbook"))
    return complaints, len(formula), len(set(old) - set(formula)), len(sheets)


def judge(path, recalculated):
    complaints, formula_cells, other_cells, sheets = compare(path, recalculated)
    for sheet, cell, text in complaints[:SHOWN]:
        print(f"{sheet}!{cell} {text}" if cell else text)
    if len(complaints) > SHOWN:
        print(f"… and {len(complaints) - SHOWN} more")
    counted = f"{formula_cells} formulas and {other_cells} other cells on {sheets} sheets"
    print(f"complaints: {len(complaints)}; compared {counted}" if complaints else f"{counted}, the same")
    return 1 if complaints else 0


def wrong(kind, xml):
    """A cell's XML with a wrong value of the kind, or None where the cell is not for it."""
    cell_type = re.search(r'^<c\b[^>]*?\bt="(\w+)"', xml)
    cell_type = cell_type.group(1) if cell_type else "n"
    value = re.search(r"<v>(.*?)</v>", xml, flags=re.DOTALL)
    if value is None:
        return None
    head, old, tail = xml[: value.start(1)], value.group(1), xml[value.end(1):]
    if kind == "number" and cell_type == "n":
        # Barely wrong: the comparison must not be generous.
        return head + repr(float(old) + 1e-9 * max(1.0, abs(float(old)))) + tail
    if kind == "text" and cell_type == "str":
        return head + old + "x" + tail
    if kind == "error" and cell_type == "n":
        return re.sub(r"^<c\b", '<c t="e"', re.sub(r' t="n"', "", head, count=1)) + "#DIV/0!" + tail
    if kind == "missing":
        return xml[: value.start()] + xml[value.end():]
    return None


def changes(path):
    """One formula cell of each kind to spoil: the first that is for it. The same at every call."""
    wanted = ["number", "text", "error", "missing"]
    with zipfile.ZipFile(path) as archive:
        for sheet, part in sheet_parts(archive):
            for match in re.finditer(CELL, archive.read(part).decode(), flags=re.DOTALL):
                xml = match.group(0)
                kind = next((k for k in wanted if "<f" in xml and wrong(k, xml) is not None), None)
                if kind is not None:
                    wanted.remove(kind)
                    yield Change(part, sheet, match.group(1), kind, (xml, wrong(kind, xml)))


def spoil(path, copy):
    """Writes the copy with the wrong values; all other parts stay byte for byte."""
    edits = list(changes(path))
    if not any(edit.kind == "number" for edit in edits):
        print("no formula with a number to spoil")
        return 1
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            for edit in edits:
                if edit.part == item.filename:
                    content = content.replace(*(xml.encode() for xml in edit.xml), 1)
            target.writestr(item, content)
    return 0


def self_test(path, copy, recalculated):
    noticed = {(c.sheet, c.cell) for c in compare(copy, recalculated)[0]}
    edits = list(changes(path))
    missed = [edit for edit in edits if (edit.sheet, edit.cell) not in noticed]
    for edit in missed:
        print(f"{edit.sheet}!{edit.cell} holds a wrong value ({edit.kind}) that the comparison did not notice")
    if not missed:
        print(f"{len(edits)} wrong values noticed ({', '.join(edit.kind for edit in edits)})")
    return 1 if missed or not edits else 0


def main(arguments):
    run, paths = judge, arguments
    if arguments and arguments[0].startswith("--"):
        run, paths = {"--spoil": spoil, "--self-test": self_test}.get(arguments[0]), arguments[1:]
    if run is None or len(paths) != (3 if run is self_test else 2):
        print(__doc__, file=sys.stderr)
        return 2
    return run(*paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
