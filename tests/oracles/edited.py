#!/usr/bin/env python3
"""Is a workbook that somebody edits the workbook that the program would make?

    edited.py make BINARY PROJECT FOLDER BOOKS SEED   writes <n>.xlsx, edited, and <n>-rebuilt.xlsx
    edited.py compare FOLDER RECALCULATED             compares each <n>.xlsx, recalculated, with what was rebuilt

Each book has some dozen edits of the cells that are typed into: raw data, n/a with its reason, emptied quarters,
targets and ranges, budgets, policies, the next quarter. The same is written into the YAML of a copy of the project,
and only what the program accepts there is kept. Every cell of every sheet has to be the same. The edits follow from
the seed.
"""
import json
import math
import random
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import openpyxl
import yaml
from openpyxl.utils import get_column_letter, range_boundaries

warnings.simplefilter("ignore")

EDITS = 12
TOLERANCE = 1e-9
SHOWN = 25
NUMBER = re.compile(r"-?[0-9.]+%?")
# Numbers and names of objectives, which stand for the rows of all their indicators.
OBJECTIVE = re.compile(r"[AB][0-9]+")
# Data sheets on which a name stands for several rows too.
CUT = ["Data Target", "Data Program"]
QUARTERS = ["TW1", "TW2", "TW3", "TW4"]


class Loader(yaml.BaseLoader):
    """Everything stays text, as it is written."""


class Dumper(yaml.Dumper):
    """Text is written as it is."""


Dumper.yaml_implicit_resolvers = {}
Dumper.ignore_aliases = lambda self, data: True


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def save(path, data):
    path.write_text(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")


def number(text):
    """What a number of the YAML is in a cell."""
    if text.endswith("%"):
        return float(text[:-1]) / 100
    return float(text) if "." in text else int(text)


class Book:
    """Where the cells of a workbook are that are typed into."""

    def __init__(self, path, year):
        self.year = year
        self.book = openpyxl.load_workbook(path)
        self.names = {defined.name: defined.attr_text for defined in self.book.defined_names.definedName}
        self.headers = {}

    def place(self, name):
        sheet, cell = self.names[name].replace("$", "").rsplit("!", 1)
        return sheet.strip("'"), cell

    def row(self, name):
        sheet, cell = self.place(name)
        return sheet, range_boundaries(cell)[1]

    def column(self, sheet, title):
        """The first column under a title."""
        if sheet not in self.headers:
            titles = self.headers[sheet] = {}
            for cell in (cell for row in self.book[sheet].iter_rows() for cell in row):
                titles.setdefault(cell.value, cell.column)
        return self.headers[sheet][title]

    def cell(self, sheet, row, title, offset=0):
        return sheet, f"{get_column_letter(self.column(sheet, title) + offset)}{row}"

    def row_of(self, sheet, wanted):
        """The only row that has these values under these titles; merged cells have that of their first."""
        found, last = [], {}
        for cells in self.book[sheet].iter_rows():
            for title in wanted:
                value = cells[self.column(sheet, title) - 1].value
                last[title] = last.get(title) if value is None else value
            if last == wanted and cells[self.column(sheet, list(wanted)[-1]) - 1].value is not None:
                found.append(cells[0].row)
        return found[0] if len(found) == 1 else None

    def raw(self, indicator, year):
        """The rows of the raw data of an indicator in a year, by variable."""
        pattern = re.compile(r"data\.%s\.([a-z0-9_]+)_%s" % (re.escape(indicator.replace("-", "_")), year))
        rows = {}
        for name in self.names:
            if found := pattern.fullmatch(name):
                sheet, row = self.row(name)
                if self.book[sheet][self.cell(sheet, row, "Triwulan")[1]].value != "–":
                    rows[found[1]] = row
        return rows


class Project:
    """The project as it is edited."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}
        self.written = {}
        self.first = {}

    def read(self, name):
        if name not in self.files:
            self.files[name] = load(self.folder / name)
            self.first[name] = self.written[name] = json.dumps(self.files[name])
        return self.files[name]

    def write(self):
        for name, data in self.files.items():
            text = json.dumps(data)
            if text != self.written[name]:
                save(self.folder / name, data)
                self.written[name] = text

    def keep(self):
        """What undoes whatever follows."""
        before = dict(self.written)

        def undo():
            for name in self.files:
                # A file that was not read yet is as it was when it was read.
                self.files[name] = json.loads(before.get(name, self.first[name]))
            self.write()

        return undo

    def indicators(self):
        for path in sorted((self.folder / "data/jabatan").glob("*.yaml")):
            position = self.read(f"data/jabatan/{path.name}")
            for objective in position.get("sasaran", []):
                for row in objective.get("indikator", []):
                    yield from row if isinstance(row, list) else [row]

    def subs(self):
        for programme in self.read("data/renstra.yaml").get("program", []):
            for activity in programme.get("kegiatan", []):
                yield from activity.get("sub_kegiatan", [])

    def outcomes(self):
        """The indicators of programmes and all below them, each with its code."""
        for programme in self.read("data/renstra.yaml").get("program", []):
            activities = programme.get("kegiatan", [])
            below = [sub for activity in activities for sub in activity.get("sub_kegiatan", [])]
            for node in [programme, *activities, *below]:
                for one in node.get("indikator", []):
                    yield node["kode"], one


def changed(text, rng):
    """Another number of the same kind."""
    share = text.endswith("%")
    digits = text[:-1] if share else text
    places = len(digits.split(".")[1]) if "." in digits else 0
    value = float(digits) * rng.uniform(0.6, 1.5) + rng.choice([0, 1, 2])
    written = f"{value:.{places}f}" if places else str(round(value))
    return written + ("%" if share else "")


# Each kind of edit changes the YAML in memory and gives the cells that say the same, or None where it finds nothing.

def quarters_of(project, book, rng, filled):
    """An indicator, its year's entry, a quarter that is filled with numbers or is not filled at all."""
    years = [y for y in (book.year, book.year, book.year, book.year - 1) if (project.folder / f"data/realisasi/{y}.yaml").exists()]
    year = rng.choice(years)
    file = project.read(f"data/realisasi/{year}.yaml")
    last = QUARTERS.index(file.get("sampai", "TW4"))
    entries = list((file.get("realisasi") or {}).items())
    rng.shuffle(entries)
    for indicator, entry in entries:
        rows = book.raw(indicator, year)
        # Of many large numbers the exact result has more digits than there is room for, and no number.
        if not isinstance(entry, dict) or not rows or len(rows) > 8:
            continue
        there = [q for q in QUARTERS[: last + 1] if isinstance(entry.get(q), dict) and set(entry[q]) == set(rows) and all(map(NUMBER.fullmatch, entry[q].values()))]
        free = [q for q in QUARTERS[: last + 1] if q not in entry]
        found = there if filled else free
        if found and there:
            return entry, rng.choice(found), rows, entry[rng.choice(there)]
    return None


def cell_of(book, rows, variable, quarter):
    return book.cell("Data Dasar", rows[variable], "Triwulan", QUARTERS.index(quarter))


def reason_of(book, rows, quarter):
    return book.cell("Data Dasar", min(rows.values()), "Alasan n/a pada Triwulan", QUARTERS.index(quarter))


def new_value(project, book, rng):
    if not (found := quarters_of(project, book, rng, True)):
        return None
    entry, quarter, rows, _ = found
    variable = rng.choice(sorted(rows))
    text = changed(entry[quarter][variable], rng)
    entry[quarter][variable] = text
    return {cell_of(book, rows, variable, quarter): number(text)}


def zero(project, book, rng):
    if not (found := quarters_of(project, book, rng, True)):
        return None
    entry, quarter, rows, _ = found
    variable = rng.choice(sorted(rows))
    text = "0%" if entry[quarter][variable].endswith("%") else "0"
    entry[quarter][variable] = text
    return {cell_of(book, rows, variable, quarter): 0}


def emptied(project, book, rng):
    if not (found := quarters_of(project, book, rng, True)):
        return None
    entry, quarter, rows, _ = found
    del entry[quarter]
    return {cell_of(book, rows, variable, quarter): None for variable in rows}


def unavailable(project, book, rng):
    if not (found := quarters_of(project, book, rng, True)):
        return None
    entry, quarter, rows, _ = found
    reason = rng.choice(["Data belum terbit", "Survei ditunda ke tahun berikutnya", "Berkas \"rusak\" & hilang"])
    entry[quarter] = {"na": reason}
    cells = {cell_of(book, rows, variable, quarter): "n/a" for variable in rows}
    return cells | {reason_of(book, rows, quarter): reason}


def filled(project, book, rng):
    if not (found := quarters_of(project, book, rng, False)):
        return None
    entry, quarter, rows, like = found
    entry[quarter] = {variable: changed(like[variable], rng) for variable in sorted(rows)}
    return {cell_of(book, rows, variable, quarter): number(text) for variable, text in entry[quarter].items()}


def targets_of(project, book, rng):
    """An indicator with a target in the year, and its row on Data Target."""
    year = str(book.year)
    all_ = [one for one in project.indicators() if year in (one.get("target") or {})]
    rng.shuffle(all_)
    for one in all_:
        name = f"target.{one['id'].replace('-', '_')}.rendah"
        if name in book.names and re.fullmatch(r"[0-9.]+%?( s\.d\. [0-9.]+%?)?", one["target"][year]):
            return one, year, book.row(name)
    return None


def target_value(project, book, rng):
    if not (found := targets_of(project, book, rng)):
        return None
    one, year, (sheet, row) = found
    text = changed(one["target"][year].split(" s.d. ")[0], rng)
    one["target"][year] = text
    return {book.cell(sheet, row, "Target"): number(text), book.cell(sheet, row, "Target", 1): None}


def target_range(project, book, rng):
    if not (found := targets_of(project, book, rng)):
        return None
    one, year, (sheet, row) = found
    low = one["target"][year].split(" s.d. ")[0]
    ends = sorted([low, changed(low, rng)], key=number)
    one["target"][year] = " s.d. ".join(ends)
    cells = [book.cell(sheet, row, "Target"), book.cell(sheet, row, "Target", 1)]
    # A range of one value is that value.
    values = [number(ends[0]), None if ends[0] == ends[1] else number(ends[1])]
    return dict(zip(cells, values))


def target_emptied(project, book, rng):
    if not (found := targets_of(project, book, rng)):
        return None
    one, year, (sheet, row) = found
    for key in ("target", "target_perubahan", "alasan_perubahan", "target_triwulan"):
        if isinstance(one.get(key), dict):
            one[key].pop(year, None)
            if not one[key]:
                del one[key]
    cells = [("Target", 0), ("Target", 1), ("Target Perubahan", 0), ("Target Perubahan", 1), ("Alasan Perubahan", 0)]
    cells += [("Target Triwulan", n) for n in range(4)]
    return {book.cell(sheet, row, title, offset): None for title, offset in cells}


def target_revised(project, book, rng):
    if not (found := targets_of(project, book, rng)):
        return None
    one, year, (sheet, row) = found
    text = changed(one["target"][year].split(" s.d. ")[0], rng)
    one.setdefault("target_perubahan", {})[year] = text
    reason = one.setdefault("alasan_perubahan", {}).setdefault(year, "Penyesuaian P-APBD")
    return {
        book.cell(sheet, row, "Target Perubahan"): number(text),
        book.cell(sheet, row, "Target Perubahan", 1): None,
        book.cell(sheet, row, "Alasan Perubahan"): reason,
    }


def target_of_quarter(project, book, rng):
    if not (found := targets_of(project, book, rng)):
        return None
    one, year, (sheet, row) = found
    quarters = (one.get("target_triwulan") or {}).get(year)
    if not quarters:
        return None
    quarter = rng.choice(QUARTERS[:3])
    if quarter not in quarters:
        return None
    quarters[quarter] = changed(quarters[quarter], rng)
    return {book.cell(sheet, row, "Target Triwulan", QUARTERS.index(quarter)): number(quarters[quarter])}


def sub_row(book, sub):
    name = "anggaran.kode_" + re.sub(r"[^0-9a-zA-Z]", "_", sub["kode"])
    return book.row(name) if name in book.names else None


def budget(project, book, rng):
    year = str(book.year)
    subs = [sub for sub in project.subs() if year in (sub.get("anggaran") or {}) and sub_row(book, sub)]
    if not subs:
        return None
    sub = rng.choice(subs)
    sheet, row = sub_row(book, sub)
    if rng.random() < 0.3:
        del sub["anggaran"][year]
        (sub.get("anggaran_triwulan") or {}).pop(year, None)
        cells = [book.cell(sheet, row, "Anggaran Triwulan (Rp)", n) for n in range(4)]
        return {book.cell(sheet, row, f"Anggaran {year} (Rp)"): None} | dict.fromkeys(cells)
    text = changed(sub["anggaran"][year], rng)
    sub["anggaran"][year] = text
    return {book.cell(sheet, row, f"Anggaran {year} (Rp)"): number(text)}


def spending(project, book, rng):
    file = project.read(f"data/realisasi/{book.year}.yaml")
    rows = {sub["kode"]: sub_row(book, sub) for sub in project.subs()}
    entries = [(kode, all_) for kode, all_ in (file.get("belanja") or {}).items() if isinstance(all_, dict) and rows.get(kode)]
    if not entries:
        return None
    kode, quarters = rng.choice(entries)
    quarter = rng.choice(sorted(quarters))
    sheet, row = rows[kode]
    cell = book.cell(sheet, row, "Belanja Triwulan (Rp)", QUARTERS.index(quarter))
    if rng.random() < 0.3:
        del quarters[quarter]
        return {cell: None}
    quarters[quarter] = changed(quarters[quarter], rng)
    return {cell: number(quarters[quarter])}


def ceiling(project, book, rng):
    """What the plan means to spend in a year."""
    subs = [sub for sub in project.subs() if sub.get("pagu") and sub_row(book, sub)]
    if not subs:
        return None
    sub = rng.choice(subs)
    year = rng.choice(sorted(sub["pagu"]))
    sheet, row = sub_row(book, sub)
    cell = book.cell(sheet, row, "Pagu Renstra (Rp)", int(year) - first_year(project))
    if rng.random() < 0.3:
        del sub["pagu"][year]
        return {cell: None}
    sub["pagu"][year] = changed(sub["pagu"][year], rng)
    return {cell: number(sub["pagu"][year])}


def earlier_spending(project, book, rng):
    """What was spent in an earlier year of the plan."""
    first = first_year(project)
    found = [
        (sub, year)
        for sub in project.subs()
        for year in sub.get("realisasi") or {}
        if first <= int(year) < book.year and sub_row(book, sub)
    ]
    if not found:
        return None
    sub, year = rng.choice(found)
    sheet, row = sub_row(book, sub)
    cell = book.cell(sheet, row, f"Realisasi Tahun Renstra sebelum {book.year} (Rp)", int(year) - first)
    sub["realisasi"][year] = changed(sub["realisasi"][year], rng)
    return {cell: number(sub["realisasi"][year])}


def target_of_programme(project, book, rng):
    """What the plan aims at with a programme, an activity or a sub-activity of its own."""
    found = [
        (kode, one, year)
        for kode, one in project.outcomes()
        for year in one.get("target") or {}
        if "nama" in one and "indikator" not in one
    ]
    if not found:
        return None
    kode, one, year = rng.choice(found)
    row = book.row_of("Data Program", {"Kode": kode, "Indikator": one["nama"]})
    if row is None:
        return None
    cell = book.cell("Data Program", row, "Target", int(year) - first_year(project))
    if rng.random() < 0.3:
        del one["target"][year]
        return {cell: None}
    one["target"][year] = changed(one["target"][year], rng)
    return {cell: number(one["target"][year])}


def first_year(project):
    return int(re.findall(r"[0-9]{4}", str(project.read("data/opd.yaml")["periode"]))[0])


def by_hand(project, book, rng):
    """The value of another year, where the raw data of that year are not there."""
    file = project.read(f"data/realisasi/{book.year}.yaml")
    for one in project.indicators():
        for variable, label in (one.get("variabel") or {}).items():
            name = f"data.{one['id'].replace('-', '_')}.{variable}_{book.year}"
            entry = (file.get("realisasi") or {}).get(one["id"])
            if isinstance(label, dict) and name in book.names and isinstance(entry, dict) and rng.random() < 0.4:
                sheet, row = book.row(name)
                text = str(rng.randrange(1, 2000))
                entry.setdefault("tahun_lain", {})[variable] = text
                return {book.cell(sheet, row, "Nilai Tahun Lain, Diisi Langsung"): number(text)}
    return None


def bound_of_averages(project, book, rng):
    policies = project.read("data/opd.yaml").setdefault("kebijakan", {})
    key, text = rng.choice([("batas_atas", "150%"), ("batas_atas", "110%"), ("batas_atas", "137.5%"), ("batas_bawah", "50%"), ("batas_bawah", "82.25%")])
    policies[key] = text
    return {book.place(f"kebijakan.{key}_tertulis"): number(text)}


def bound_of_category(project, book, rng):
    scale = project.read("data/opd.yaml").get("kebijakan", {}).get("skala")
    if not scale:
        return None
    place = rng.randrange(len(scale["peringkat"]) - 1)
    grade = scale["peringkat"][place]
    key = "di_atas" if "di_atas" in grade else "mulai"
    grade[key] = f"{float(grade[key][:-1]) + rng.choice([-3.5, -1, 1, 2.25]):g}%"
    sheet, row = book.row(f"skala.batas_{place + 1}")
    return {book.cell(sheet, row, "Batas Bawah"): number(grade[key])}


def name_of_category(project, book, rng):
    scale = project.read("data/opd.yaml").get("kebijakan", {}).get("skala")
    if not scale:
        return None
    place = rng.randrange(len(scale["peringkat"]))
    text = rng.choice(["Istimewa", "Lumayan", "Perlu \"perhatian\"", "Memadai"])
    scale["peringkat"][place]["nama"] = text
    return {book.place(f"skala.kategori_{place + 1}"): text}


def next_quarter(project, book, rng):
    """The book goes up to the next quarter, which is filled for some."""
    file = project.read(f"data/realisasi/{book.year}.yaml")
    last = QUARTERS.index(file["sampai"])
    if last == 3:
        return None
    file["sampai"] = QUARTERS[last + 1]
    cells = {book.place(f"batas.sampai_{book.year}"): last + 2}
    for indicator, entry in file["realisasi"].items():
        rows = book.raw(indicator, book.year)
        before = entry.get(QUARTERS[last]) if isinstance(entry, dict) else None
        whole = isinstance(before, dict) and set(before) == set(rows) and all(map(NUMBER.fullmatch, before.values()))
        if whole and rng.random() < 0.8:
            entry[QUARTERS[last + 1]] = dict(before)
            cells |= {cell_of(book, rows, name, QUARTERS[last + 1]): number(text) for name, text in before.items()}
    return cells


KINDS = [
    new_value, new_value, zero, emptied, unavailable, filled, target_value, target_range, target_emptied,
    target_revised, target_of_quarter, budget, spending, by_hand, bound_of_averages, bound_of_category,
    name_of_category, ceiling, earlier_spending, target_of_programme, target_of_programme,
]


def run(binary, *arguments):
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)


def build(binary, folder):
    """The workbook of the project, or None where the program refuses it."""
    out = folder / "output"
    done = run(binary, "build", "-q", "--project", folder, "--only", "lkjip", "--out", out)
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
        return None
    return next(out.glob("*.xlsx"))


def make_book(binary, source, folder, n, rng, cut):
    work = folder / f"project-{n}"
    shutil.copytree(source, work, ignore=shutil.ignore_patterns("output", "target", ".git", "src", "tests", "docs", "benches"))
    year = int(load(work / "data/opd.yaml")["tahun"])
    if cut < 4:
        here = Path(__file__).parent
        subprocess.run([sys.executable, here / "cut.py", work / f"data/realisasi/{year}.yaml", str(cut)], check=True)
    base = build(binary, work)
    if base is None:
        sys.exit("edited.py: the project cannot be built")
    shutil.copy(base, folder / f"{n}.xlsx")
    book, project = Book(folder / f"{n}.xlsx", year), Project(work)
    made, cells = [], {}
    order = [next_quarter] * (cut < 4) + [rng.choice(KINDS) for _ in range(EDITS * 4)]
    for kind in order:
        if len(made) == EDITS:
            break
        undo = project.keep()
        edit = kind(project, book, rng)
        # One cell is edited once: what a later edit found there is not what the first left.
        if edit is None or (kind is not next_quarter and set(edit) & set(cells)):
            undo()
            continue
        project.write()
        if run(binary, "check", "--project", work).returncode != 0:
            undo()
            continue
        made.append(kind.__name__)
        cells |= edit
    for (sheet, cell), value in cells.items():
        book.book[sheet][cell].value = value
    book.book.save(folder / f"{n}.xlsx")
    shutil.rmtree(work / "output")
    rebuilt = build(binary, work)
    if rebuilt is None:
        sys.exit(f"edited.py: book {n} cannot be rebuilt: {made}")
    shutil.copy(rebuilt, folder / f"{n}-rebuilt.xlsx")
    shutil.rmtree(work)
    (folder / f"{n}.json").write_text(json.dumps({"edits": made, "cut": cut, "cells": [f"{s}!{c} = {v}" for (s, c), v in cells.items()]}))
    return len(made)


def make_faulty(binary, source, folder):
    """A book with what no YAML says: half a quarter, words for a number, no limit of averages."""
    work = folder / "project-faulty"
    shutil.copytree(source, work, ignore=shutil.ignore_patterns("output", "target", ".git", "src", "tests", "docs", "benches"))
    year = int(load(work / "data/opd.yaml")["tahun"])
    path = folder / "faulty.xlsx"
    shutil.copy(build(binary, work), path)
    shutil.rmtree(work)
    book = Book(path, year)
    rows = {}
    for name in sorted(book.names):
        if (found := re.fullmatch(r"data\.([a-z0-9_]+)\.[a-z0-9_]+_%s" % year, name)) and found[1] not in rows:
            all_ = list(book.raw(found[1].replace("_", "-"), year).values())
            sheet = book.book["Data Dasar"]
            if len(all_) > 1 and all(
                isinstance(sheet[book.cell("Data Dasar", row, "Triwulan", 3)[1]].value, (int, float)) for row in all_
            ):
                rows[found[1]] = all_
    found = []
    for words, all_ in zip([None, "310 orang"], list(rows.values())[:2]):
        sheet, cell = book.cell("Data Dasar", all_[0], "Triwulan", 3)
        book.book[sheet][cell].value = words
        found += [[*book.cell("Data Dasar", row, "Sampai dengan Triwulan", 3), "triwulan belum lengkap"] for row in all_]
        found.append([*book.cell("Data Dasar", all_[0], "Periksa"), "triwulan belum lengkap"])
    sheet, cell = book.place("kebijakan.batas_atas_tertulis")
    book.book[sheet][cell].value = None
    found.append([*book.place("kebijakan.batas_atas"), "9e+307"])
    book.book.save(path)
    (folder / "faulty.expected").write_text(json.dumps(found))


def compare_faulty(folder, recalculated):
    found = values(recalculated / "faulty.xlsx")
    wrong = 0
    for sheet, cell, words in json.loads((folder / "faulty.expected").read_text()):
        value = found.get((sheet, cell))
        if words not in str(value):
            wrong += 1
            print(f"fail faulty.xlsx: {sheet}!{cell} says {value!r}, not {words!r}")
    return wrong


def make(binary, source, folder, books, seed):
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    for n in range(books):
        rng = random.Random(f"{seed}-{n}")
        # Every third book is one of the middle of the year.
        cut = 4 if n % 3 else 1 + n // 3 % 3
        made += make_book(binary, Path(source), folder, n, rng, cut)
    make_faulty(binary, Path(source), folder)
    print(f"{made} edits in {books} books")


def values(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if cell.value not in (None, "")
    }


def same(old, new):
    if isinstance(old, (int, float)) and isinstance(new, (int, float)):
        return math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return old == new


def compare(folder, recalculated):
    failed = compared = edits = 0
    for path in sorted(folder.glob("*.json"), key=lambda path: int(path.stem)):
        story = json.loads(path.read_text())
        edits += len(story["edits"])
        wanted = values(folder / f"{path.stem}-rebuilt.xlsx")
        found = values(recalculated / f"{path.stem}.xlsx")
        number_row = re.compile(r"\(\d+\)")
        # An agreement that was not revised when the book was made has no lines for a revision; one whose revised
        # target is emptied keeps them.
        revised = {"target_revised", "target_emptied"} & set(story["edits"])
        complaints = []
        for key in sorted(set(wanted) | set(found)):
            old, new = wanted.get(key), found.get(key)
            if revised and key[0].startswith("PK "):
                continue
            # Pages are cut where the texts of the day it was made need it, and what stands for several rows with them.
            cut = OBJECTIVE.fullmatch(key[1]) and (key[0] in CUT or not key[0].startswith("Data "))
            if None in (old, new) and cut:
                continue
            # A column that nobody has to see when the year is over has no number then.
            if all(isinstance(value, str) and number_row.fullmatch(value) for value in (old, new)):
                continue
            compared += 1
            if not same(old, new):
                complaints.append(f"{key[0]}!{key[1]}: rebuilt {old!r}, edited {new!r}")
        if complaints:
            failed += 1
            print(f"fail {path.stem}.xlsx (TW{story['cut']}; {', '.join(story['edits'])}): {len(complaints)} cells differ")
            print("\n".join("    " + line for line in complaints[:SHOWN]))
            print("    typed: " + "; ".join(story["cells"])[:2000])
    failed += compare_faulty(folder, recalculated) > 0
    print(f"{edits} edits, {compared} cells compared, {failed} books failed")
    return failed


def main():
    match sys.argv[1:]:
        case ["make", binary, project, folder, books, seed]:
            make(binary, project, Path(folder), int(books), seed)
        case ["compare", folder, recalculated]:
            sys.exit(compare(Path(folder), Path(recalculated)) > 0)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
