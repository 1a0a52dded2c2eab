#!/usr/bin/env python3
"""What is left when a run fails, or is ended, at any call that writes?

    faults.py BINARY PROJECT SHIM EVERY

For `build` into an empty folder, `build` over older documents, `check --fix`, and a new period: counts the calls that change anything
below the folder of the run, then repeats the run once for each of them (with EVERY = 3 for each third), with SHIM making it fail or
ending the process there. After each: every file is the old one or the new one, whole; what the run says is true; and the
next run puts everything right and leaves nothing else. One line for each judge, reasons indented below.
Ends with 0 when everything was judged, whatever the verdict: faults.sh counts the lines.
"""
import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SHOWN = 10
ERRORS = ["ENOSPC", "EIO", "EACCES", "EROFS"]
LOCK = ".ikigen-kunci"
MANIFEST = "manifest.json"
STAYS = "nothing was published, the old output stays"
MIXED = re.compile(r"not all of the old output could be put back; what is new: (.*)")


def contents(folder):
    """What lies in a folder, by name: the bytes of files, None for folders."""
    if not folder.is_dir():
        return {}
    return {path.name: None if path.is_dir() else path.read_bytes() for path in folder.iterdir()}


def shown(names):
    return ", ".join(sorted(names)) or "nothing"


class Run:
    """A command, from the state that `prepare` makes, judged by `judge`."""

    def __init__(self, binary, shim, name, arguments, prepare):
        self.binary, self.shim, self.name = binary, shim, name
        self.arguments, self.prepare = arguments, prepare

    def run(self, folder, at=0, error=0, lasts=False, log=""):
        variables = {"FAULT_ROOT": str(folder), "FAULT_AT": str(at), "FAULT_ERROR": str(error)}
        variables |= {"FAULT_LASTS": str(int(lasts)), "FAULT_LOG": str(log), "LD_PRELOAD": str(self.shim)}
        command = [self.binary, *self.arguments, "--lang", "en", "--project", folder]
        return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, timeout=120)

    def calls(self):
        with tempfile.TemporaryDirectory() as work:
            folder, log = Path(work, "project"), Path(work, "calls")
            self.prepare(folder)
            done = self.run(folder, log=log)
            if done.returncode != 0:
                sys.exit(f"faults.py: {self.name} does not run: {done.stderr}")
            return log.read_text().split()

    def trial(self, fault):
        """What is wrong after one fault."""
        at, error, lasts = fault
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work, "project")
            self.prepare(folder)
            done = self.run(folder, at, getattr(errno, error) if error else 0, lasts)
            wrong = list(self.judge(folder, done, error is None))
            again = self.run(folder)
            if again.returncode != 0:
                wrong.append(f"the next run fails: {again.stderr.strip()}")
            wrong += self.judge_healed(folder)
        return [f"{error or 'killed'}{' from' if lasts else ''} at call {at}: {one}" for one in wrong]

    def judge_all(self, every):
        calls = self.calls()
        places = range(1, len(calls) + 1, every)
        kinds = {"killed": [(None, False)], "failed": [(e, lasts) for e in ERRORS for lasts in (False, True)]}
        for name, faults in kinds.items():
            trials = [(at, error, lasts) for at in places for error, lasts in faults]
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                wrong = [one for some in pool.map(self.trial, trials) for one in some]
            verdict = "fail" if wrong else "pass"
            print(f"{verdict} {self.name}-{name} {len(trials)} faults at {len(places)} of {len(calls)} calls")
            for line in wrong[:SHOWN]:
                print("    " + line.replace("\n", "\n    "))


class Build(Run):
    """`build` of a project; `old` and `new` are what is published before and after."""

    def __init__(self, binary, shim, name, project, old):
        super().__init__(binary, shim, name, ["build", "-q", "--only", "lkjip", "--only", "renstra"], self.copy)
        self.project, self.old = project, old
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work, "project")
            self.copy(folder)
            self.run(folder)
            self.new = contents(folder / "output")

    def copy(self, folder):
        shutil.copytree(self.project, folder)
        if self.old:
            (folder / "output").mkdir()
            for name, data in self.old.items():
                (folder / "output" / name).write_bytes(data)

    def judge(self, folder, done, killed):
        found = {name: data for name, data in contents(folder / "output").items() if not name.startswith(".")}
        old, new = ({n: d for n, d in some.items() if n != LOCK} for some in (self.old, self.new))
        for name in old.keys() | new.keys() | found.keys():
            if found.get(name) not in (old.get(name), new.get(name)):
                yield f"{name} is neither the old one nor the new one"
        fresh = {name for name in new if found.get(name) == new[name] != old.get(name)}
        if MANIFEST in fresh and found != new:
            yield "the manifest is ahead of what it lists"
        if killed:
            if done.returncode == 0:
                yield "a killed run ends with 0"
        elif done.returncode == 0:
            if found != new:
                yield f"it ends with 0, and new is only {shown(fresh)}"
        elif STAYS in done.stderr:
            if fresh:
                yield f"it says that the old output stays, but new is {shown(fresh)}"
        elif mixed := MIXED.search(done.stderr):
            if set(mixed[1].split(", ")) != fresh:
                yield f"it says that new is {mixed[1]}, but that is {shown(fresh)}"
        else:
            yield f"it ends with {done.returncode} and does not say what is new: {done.stderr.strip()}"

    def judge_healed(self, folder):
        found = contents(folder / "output")
        if found != self.new:
            differing = [name for name in found.keys() | self.new.keys() if found.get(name) != self.new.get(name)]
            yield f"the next run does not put right: {shown(differing)}"


class Fix(Run):
    """`check --fix` of a project; `old` and `new` are the texts of its files before and after."""

    FILES = ["data/jabatan/01-kepala-bidang.yaml", "data/jabatan/02-kepala-seksi.yaml"]

    def __init__(self, binary, shim):
        super().__init__(binary, shim, "fix", ["check", "--fix", "-q"], self.copy)
        self.start = Path(tempfile.mkdtemp(), "project")
        subprocess.run([binary, "-q", "init", self.start], check=True, capture_output=True)
        self.new = {name: (self.start / name).read_text() for name in self.FILES}
        # A word twice is cured; part of one is not.
        self.old = {name: re.sub(r"(rencana) ", r"\1 \1 ", text, count=1) for name, text in self.new.items()}
        self.names = {name: {path.name for path in (self.start / name).parent.iterdir()} for name in self.FILES}

    def copy(self, folder):
        shutil.copytree(self.start, folder)
        for name, text in self.old.items():
            (folder / name).write_text(text)

    def judge(self, folder, done, killed):
        found = {name: (folder / name).read_text() for name in self.FILES}
        for name, text in found.items():
            if text not in (self.old[name], self.new[name]):
                yield f"{name} is neither the old one nor the new one"
        cured = {name for name in self.FILES if found[name] == self.new[name]}
        said = {name for name in self.FILES if f"{name} (" in done.stdout}
        refused = {name for name in self.FILES if f"cannot write `{name}`" in done.stderr}
        if killed:
            return
        if said != cured:
            yield f"it says that cured is {shown(said)}, but that is {shown(cured)}"
        if refused & cured:
            yield f"it says that it cannot write {shown(refused)}, which is cured"
        if (done.returncode == 0) != (cured == set(self.FILES)):
            yield f"it ends with {done.returncode}, and cured is {shown(cured)}"

    def judge_healed(self, folder):
        for name in self.FILES:
            if (folder / name).read_text() != self.new[name]:
                yield f"the next run does not cure {name}"
            left = {path.name for path in (folder / name).parent.iterdir()} - self.names[name]
            if left:
                yield f"the next run leaves {shown(left)}"


class Year(Run):
    """`year` that begins a period: makes files, copies files and edits one, the last."""

    def __init__(self, binary, shim):
        super().__init__(binary, shim, "year", ["year", "2027", "--sampai", "2031"], self.copy)
        self.start = Path(tempfile.mkdtemp(), "project")
        subprocess.run([binary, "-q", "init", self.start], check=True, capture_output=True)
        self.old = self.files(self.start)
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work, "project")
            self.copy(folder)
            self.run(folder)
            self.new = self.files(folder)

    def copy(self, folder):
        shutil.copytree(self.start, folder)

    @staticmethod
    def files(folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def judge(self, folder, done, killed):
        found = {name: data for name, data in self.files(folder).items() if not Path(name).name.startswith(".")}
        wanted = (self.old, self.new)
        for name in found.keys() | {name for name in self.old if not Path(name).name.startswith(".")}:
            if found.get(name) not in [some.get(name) for some in wanted]:
                yield f"{name} is neither the old one nor the new one"
        if done.returncode == 0 and (killed or self.files(folder) != self.new):
            yield "it ends with 0, and not all is new"
        if not killed and done.returncode != 0 and "cannot write" not in done.stderr:
            yield f"it ends with {done.returncode} and does not say why: {done.stderr.strip()}"

    def judge_healed(self, folder):
        found = self.files(folder)
        for name in sorted(found.keys() | self.new.keys()):
            if found.get(name) != self.new.get(name):
                yield f"the next run does not put right: {name}"


def main():
    binary, project, shim = (Path(one) for one in sys.argv[1:4])
    every = int(sys.argv[4])
    with tempfile.TemporaryDirectory() as work:
        before = Path(work, "before")
        shutil.copytree(project, before)
        opd = before / "data/opd.yaml"
        opd.write_text(re.sub(r"(?m)^nama: .*$", "nama: Dinas Sebelumnya", opd.read_text(), count=1))
        old = Build(binary, shim, "", before, {}).new
        runs = [Build(binary, shim, "first", project, {}), Build(binary, shim, "over", project, old), Fix(binary, shim), Year(binary, shim)]
        for run in runs:
            run.judge_all(every)


if __name__ == "__main__":
    main()
