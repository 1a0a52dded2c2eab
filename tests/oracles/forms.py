#!/usr/bin/env python3
"""Do forms come back as they were filled, whichever program saved them?

    forms.py BINARY PROJECT SHIM FILLINGS

Forms are filled at random with openpyxl, as many times as FILLINGS says, and some of them saved again by LibreOffice as
xlsx, ods and xls. After each import: every cell that was changed is in the data with what was typed, or named by a
finding; nothing else of the data differs, by its values; comments are what they were, in their order; lines without a
value that was typed are what they were, byte by byte. One filling is built, and its value is in the workbook. An import
that is killed at any call leaves the old data or the new. Twenty forms go out and come back in time. One line for each
judge, reasons indented below. Ends with 0 when everything was judged, whatever the verdict: forms.sh counts the lines.
"""
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
import yaml

from faults import Run

SHOWN = 10
QUARTER, COLUMN = "TW3", "TW III"
YEAR = "data/realisasi/2024.yaml"
WORDS = {"Tidak tersedia karena": "na", "Bukti dukung": "bukti", "Faktor pendukung": "pendukung",
         "Faktor penghambat": "hambatan", "Upaya": "upaya", COLUMN: QUARTER}
TEXTS = ["belum terbit", "data: \"BPS\" # nanti", "- satu", "100%", "ya", "= 5 + 5", "'kutip'", "é ü — “x”", "baris {a}"]


def verdict(name, wrong, said):
    print(f"{'fail' if wrong else 'pass'} {name} {said}")
    for line in wrong[:SHOWN]:
        print("    " + line.replace("\n", "\n    "))


def cells(book):
    """The cells that are filled: what they are, by sheet and name."""
    for sheet in book:
        if sheet.title in ("Petunjuk", "_ikigen"):
            continue
        heads = {c.column: WORDS.get(str(c.value).split("\n")[0].strip()) for c in sheet[5] if c.value}
        for row in sheet.iter_rows(min_row=6):
            mark = str(row[0].value or "")
            if not mark.startswith("ikigen|"):
                continue
            kind, _, key = mark.split("|")[3].partition(":")
            for cell in row:
                if heads.get(cell.column) and not cell.protection.locked:
                    yield cell, kind, key, heads[cell.column]


def path(kind, key, column):
    if kind == "belanja":
        return ("belanja", key, column)
    if kind == "data":
        name, _, data = key.partition("/")
        return ("realisasi", name, QUARTER, "na" if column == "na" else data)
    return ("realisasi", key, column) if column == "bukti" else ("realisasi", key, "analisis", column)


def number(random, cell):
    """A number as it is typed, and as the YAML has it."""
    if cell.number_format == "0.00%":
        typed = random.randint(100, 12000)
        return typed / 10000, plain(typed, 2) + "%"
    if cell.number_format == "#,##0":
        typed = random.randint(0, 10**10)
        return typed, str(typed)
    return (typed := random.randint(0, 50000)), str(typed)


def plain(digits, places):
    whole, rest = divmod(digits, 10**places)
    return f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


def fill(random, source, target):
    """Fills a form; gives what was typed, by its path in the data."""
    book = openpyxl.load_workbook(source)
    typed = {}
    # What stands there as a reason is left: a number beside it is asked about at the reason.
    every = list(cells(book))
    given = {path(kind, key, "na")[:3] for cell, kind, key, column in every if column == "na" and cell.value}
    for cell, kind, key, column in every:
        if random.random() > 0.25 or column == "na" or path(kind, key, column)[:3] in given:
            continue
        if kind == "uraian":
            lines = random.sample(TEXTS, random.randint(1, 2))
            cell.value, cell.data_type = "\n".join(lines), "s"
            wanted = lines if column == "bukti" else " ".join(lines)
        else:
            cell.value, wanted = number(random, cell)
        typed[path(kind, key, column)] = (f"{cell.parent.title}!{cell.coordinate}", wanted)
    # Some quarters are not available after all.
    for cell, kind, key, column in every:
        if column != "na" or random.random() > 0.15:
            continue
        own = [c for c, k, other, col in every if k == kind and col == QUARTER
               and other.partition("/")[0] == key.partition("/")[0]]
        for other in own:
            other.value = None
        cell.value = random.choice(TEXTS[:2])
        base = path(kind, key, "na")
        typed = {at: one for at, one in typed.items() if at[:3] != base[:3]}
        typed[base] = (f"{cell.parent.title}!{cell.coordinate}", cell.value)
    book.save(target)
    return typed


def at(tree, keys):
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def put(tree, keys, value):
    for key in keys[:-1]:
        if not isinstance(tree.get(key), dict):
            tree[key] = {}
        tree = tree[key]
    if keys[-1] == "na" or "na" in tree:
        tree.clear()
    tree[keys[-1]] = value


def comments(text):
    return re.findall(r"(?m)(?:^|\s)(#.*)$", re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", '""', text))


def judge(folder, before, typed, done):
    """What is wrong with the data after an import."""
    text = (folder / YEAR).read_text()
    said = json.loads(done.stdout)
    named = {found["file"].rpartition(" › ")[2] for found in said["diagnostics"] if found["severity"] == "error"}
    expected, lines = yaml.load(before, yaml.BaseLoader), set()
    old = yaml.load(before, yaml.BaseLoader)
    groups = {keys[:3] for keys, (cell, _) in typed.items() if cell in named and keys[0] == "realisasi" and keys[2] == QUARTER}
    for keys, (cell, wanted) in typed.items():
        if cell in named or keys[:3] in groups:
            continue
        same = at(old, keys) == wanted
        if not same:
            put(expected, keys, wanted)
    new = yaml.load(text, yaml.BaseLoader)
    if new != expected:
        for keys in typed:
            if at(new, keys) != at(expected, keys):
                yield f"{'/'.join(keys)} is {at(new, keys)!r}, not {at(expected, keys)!r}"
        yield "the data are not what was typed and nothing else"
    if comments(text) != comments(before):
        yield "comments differ"
    if new == old and text != before:
        yield "bytes changed without a value"


class Forms:
    def __init__(self, binary, project, work):
        self.binary, self.project, self.work = binary, project, work
        self.sent = work / "sent"
        self.run("form", "export", "--triwulan", QUARTER, "--out", self.sent, project=project)
        self.names = sorted(self.sent.iterdir())
        self.before = (project / YEAR).read_text()

    def run(self, *arguments, project):
        return subprocess.run([self.binary, *arguments, "--project", project], capture_output=True, text=True, timeout=120)

    def imported(self, file, typed):
        folder = self.work / "data"
        shutil.copytree(self.project / "data", folder / "data")
        done = self.run("form", "import", file, "--format", "json", project=folder)
        try:
            if done.returncode not in (0, 1):
                return [f"{file.name} ends with {done.returncode}: {done.stderr}"]
            return [f"{file.name}: {one}" for one in judge(folder, self.before, typed, done)]
        finally:
            shutil.rmtree(folder)

    def fillings(self, seed, count):
        rng = random.Random(seed)
        made = []
        folder = self.work / f"filled-{seed}"
        folder.mkdir()
        for n in range(count):
            target = folder / f"isi-{seed}-{n}.xlsx"
            made.append((target, fill(rng, rng.choice(self.names), target)))
        return made

    def judge_fillings(self, count):
        filled = self.fillings(1, count)
        wrong = [one for file, typed in filled for one in self.imported(file, typed)]
        values = sum(len(typed) for _, typed in filled)
        verdict("filled", wrong, f"{count} fillings with {values} values, saved by openpyxl")

    def judge_saved_again(self, kind, count):
        filled = self.fillings(kind, count)
        out = self.work / f"saved-{kind}"
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.work}/profile", "--convert-to", kind,
                        "--outdir", out, *[file for file, _ in filled]], capture_output=True, timeout=300, check=True)
        wrong = [one for file, typed in filled for one in self.imported(out / f"{file.stem}.{kind}", typed)]
        verdict(f"saved-as-{kind}", wrong, f"{count} fillings, saved again by LibreOffice")

    def judge_built(self):
        folder = self.work / "built"
        shutil.copytree(self.project / "data", folder / "data")
        book = openpyxl.load_workbook(self.sent / f"Formulir-{QUARTER}-2024-kabid-koperasi-um.xlsx")
        for cell, kind, key, column in cells(book):
            if (kind, key, column) == ("data", "koperasi-rat/rat", QUARTER):
                cell.value = 277
        book.save(folder / "isi.xlsx")
        self.run("form", "import", folder / "isi.xlsx", project=folder)
        done = self.run("build", "--only", "lkjip", project=folder)
        wrong = [] if done.returncode == 0 else [done.stderr]
        if not wrong:
            made = openpyxl.load_workbook(folder / "output/LKjIP-2024.xlsx", read_only=True)
            if not any(277 in row for sheet in made for row in sheet.iter_rows(values_only=True)):
                wrong = ["no cell of the workbook has the value"]
        verdict("built", wrong, "the value of a form is in the document")

    def targets(self):
        """Filled forms for the targets of two positions, which are in two files."""
        out = self.work / "targets"
        positions = ["--jabatan", "kabid-koperasi-um", "--jabatan", "sekretaris"]
        self.run("form", "export", "--isi", "target", *positions, "--out", out, project=self.project)
        for form in out.iterdir():
            book = openpyxl.load_workbook(form)
            column = next(cell.column for cell in book["Target"][5] if str(cell.value).endswith("(diisi)"))
            book["Target"].cell(6, column).value = 0.97
            book.save(form)
        return sorted(out.iterdir())

    def judge_time(self):
        wrong = []
        times = []
        for _ in range(5):
            out = Path(tempfile.mkdtemp(dir=self.work))
            start = time.monotonic()
            self.run("form", "export", "--triwulan", QUARTER, "--out", out, project=self.project)
            middle = time.monotonic()
            self.run("form", "import", "--dry-run", *sorted(out.iterdir()), project=self.project)
            times.append((middle - start, time.monotonic() - middle))
        there, back = (min(some) for some in zip(*times))
        if max(there, back) > 2:
            wrong = ["that is far more than it should be"]
        verdict("time", wrong, f"{len(self.names)} forms out in {there:.2f} s, back in {back:.2f} s")


class Import(Run):
    """An import of some forms, killed or made to fail at any call that writes. Of several files each is the old one or
    the new one when it is killed; when it fails all are the same, or what is not is named."""

    def __init__(self, binary, shim, name, project, forms):
        super().__init__(binary, shim, name, ["form", "import", *forms, "-q"], self.copy)
        self.project = project
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work, "project")
            self.copy(folder)
            self.old = data(folder)
            self.run(folder)
            self.new = data(folder)

    def copy(self, folder):
        shutil.copytree(self.project / "data", folder / "data")

    def judge(self, folder, done, killed):
        found = {name: text for name, text in data(folder).items() if name in self.old}
        for name, text in found.items():
            if text not in (self.old[name], self.new[name]):
                yield f"{name} is neither the old one nor the new one"
        fresh = {name for name, text in found.items() if text != self.old[name]}
        if not killed and found not in (self.old, self.new) and any(f"`{name}` is changed" not in done.stderr for name in fresh):
            yield f"of several files only {', '.join(fresh)} are new: {done.stderr}"
        if not killed and (done.returncode == 0) != (found == self.new):
            yield f"it ends with {done.returncode}, and {len(fresh)} files are new"

    def judge_healed(self, folder):
        if {name: text for name, text in data(folder).items() if name in self.old} != self.new:
            yield "the next run does not take the form"
        left = data(folder).keys() - self.old.keys()
        if left:
            yield f"the next run leaves {', '.join(left)}"


def data(folder):
    """The files of the data with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()}


def main():
    binary, project, shim = (Path(one).resolve() for one in sys.argv[1:4])
    count = int(sys.argv[4])
    with tempfile.TemporaryDirectory() as work:
        forms = Forms(binary, project, Path(work))
        forms.judge_fillings(count)
        for kind in ("xlsx", "ods", "xls"):
            forms.judge_saved_again(kind, max(count // 6, 2))
        forms.judge_built()
        forms.judge_time()
        rng = random.Random(7)
        form = Path(work, "isi.xlsx")
        while True:
            fill(rng, forms.names[-1], form)
            run = Import(binary, shim, "import", project, [form])
            probe = forms.run("form", "import", form, "--dry-run", project=project)
            if probe.returncode == 0 and run.new != run.old:
                break
        run.judge_all(1)
        Import(binary, shim, "import-of-two", project, forms.targets()).judge_all(1)


if __name__ == "__main__":
    main()
