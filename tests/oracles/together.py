#!/usr/bin/env python3
"""Do builds into one folder at the same time publish whole, one after the other?

    together.py BINARY PROJECT TRIALS SEED

Each trial starts two to eight builds of differing data, a moment apart, into one folder that is empty or holds the
documents of one of them; some make one workbook alone; while they run, a reader looks at the folder. Then every build has
ended well and silent, every file that was ever seen was whole, the manifest lists exactly what lies there, and what lies
there is of one build, or of the last one that made it. One line for each judge, reasons indented below.
Ends with 0 when everything was judged, whatever the verdict: together.sh counts the lines.
"""
import json
import hashlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SHOWN = 10
VARIANTS = 8
BOOKS = ["lkjip", "renstra"]
MANIFEST = "manifest.json"
LOCK = ".ikigen-kunci"
JUDGES = ["ended", "whole", "listed", "unmixed", "tidy"]


def contents(folder):
    """What can be seen in a folder, by name; a file may go between two looks."""
    found = {}
    for path in folder.iterdir() if folder.is_dir() else []:
        try:
            if path.is_file() and not path.name.startswith("."):
                found[path.name] = path.read_bytes()
        except FileNotFoundError:
            pass
    return found


class Builds:
    def __init__(self, binary, project, work):
        self.binary, self.work = binary, work
        self.projects, self.outputs, self.origins = [], [], []
        for n in range(VARIANTS):
            variant = work / f"project-{n}"
            shutil.copytree(project, variant)
            opd = variant / "data/opd.yaml"
            opd.write_text(re.sub(r"(?m)^nama: .*$", f"nama: Dinas Nomor {n}", opd.read_text(), count=1))
            self.start(n, BOOKS, work / f"output-{n}").communicate()
            output = contents(work / f"output-{n}")
            self.projects.append(variant)
            self.outputs.append(output)
            self.origins.append(json.loads(output[MANIFEST])["sidik_masukan"])
        self.documents = set(self.outputs[0]) - {MANIFEST}

    def start(self, n, books, out):
        only = [part for book in books for part in ("--only", book)]
        command = [self.binary, "build", "-q", *only, "--project", self.work / f"project-{n}", "--out", out]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def trial(self, chance, number):
        """What is wrong, by judge."""
        out = self.work / f"trial-{number}"
        before = chance.choice([None, *range(VARIANTS)])
        if before is not None:
            self.start(before, BOOKS, out).communicate()
        processes = chance.randint(2, 8)
        # Several of the same, as a double click makes them.
        variants = [chance.randrange(chance.choice([2, VARIANTS])) for _ in range(processes)]
        alone = chance.random() < 0.25
        books = [[chance.choice(BOOKS)] if alone else BOOKS for _ in range(processes)]
        wrong = {judge: [] for judge in JUDGES}
        ended = threading.Event()
        seen = set()

        def watch():
            while not ended.is_set():
                seen.update((name, data) for name, data in contents(out).items() if name != MANIFEST)

        reader = threading.Thread(target=watch)
        reader.start()
        running = []
        for n, wanted in zip(variants, books):
            running.append(self.start(n, wanted, out))
            time.sleep(chance.random() * chance.choice([0, 0.02, 0.2]))
        for n, build in zip(variants, running):
            said, _ = build.communicate(timeout=120)
            if build.returncode != 0 or said:
                wrong["ended"].append(f"build of {n} ends with {build.returncode}: {said.strip()}")
        ended.set()
        reader.join()

        found = contents(out)
        known = {(name, data) for output in self.outputs for name, data in output.items()}
        seen.update((name, data) for name, data in found.items() if name != MANIFEST)
        wrong["whole"] += [f"{name} was never published so ({len(data)} bytes)" for name, data in seen - known]
        self.judge_manifest(found, wrong)
        allowed = {n for n in variants}
        if not alone and all(found != self.outputs[n] for n in allowed):
            wrong["unmixed"].append(f"{sorted(found)} are of no single one of {sorted(allowed)}")
        if alone:
            wanted = {name for n, some in zip(variants, books) for name in self.documents if name.lower().startswith(some[0])}
            if missing := wanted - set(found):
                wrong["unmixed"].append(f"missing: {sorted(missing)}")
        if litter := {path.name for path in out.iterdir()} - self.documents - {MANIFEST, LOCK}:
            wrong["tidy"].append(f"left behind: {sorted(litter)}")
        shutil.rmtree(out)
        return wrong

    def judge_manifest(self, found, wrong):
        if MANIFEST not in found:
            wrong["listed"].append("no manifest")
            return
        manifest = json.loads(found[MANIFEST])
        listed = {file["path"]: file for file in manifest["keluaran"]}
        if set(listed) != set(found) - {MANIFEST}:
            wrong["listed"].append(f"listed: {sorted(listed)}, there: {sorted(found)}")
        for name, file in listed.items():
            data = found.get(name, b"")
            if file["sha256"] != hashlib.sha256(data).hexdigest():
                wrong["listed"].append(f"{name} is not the one that is listed")
            made = [n for n in range(VARIANTS) if self.outputs[n].get(name) == data]
            if made and file["sidik_masukan"] != self.origins[made[0]]:
                wrong["listed"].append(f"{name} is listed as made from other data")


def main():
    binary, project = (Path(one) for one in sys.argv[1:3])
    trials, seed = (int(one) for one in sys.argv[3:5])
    chance = random.Random(seed)
    wrong = {judge: [] for judge in JUDGES}
    with tempfile.TemporaryDirectory() as work:
        builds = Builds(binary, project, Path(work))
        for number in range(trials):
            for judge, some in builds.trial(chance, number).items():
                wrong[judge] += [f"trial {number}: {one}" for one in some]
    for judge, some in wrong.items():
        print(f"{'fail' if some else 'pass'} {judge} {trials} trials, seed {seed}")
        for line in some[:SHOWN]:
            print("    " + line.replace("\n", "\n    "))


if __name__ == "__main__":
    main()
