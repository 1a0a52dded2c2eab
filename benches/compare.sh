#!/usr/bin/env bash
# The whole command beside the Typst compiler alone: the same markup, the same fonts, the same
# standards, in turn, and the ratio. Machines are noisy: quote the ratio, not the time.
#
#   benches/compare.sh [RUNS]
#
# Needs the binary (cargo build --release) and Typst's own command line, which
#   cargo install --locked typst-cli --version 0.15.1
# builds.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-15}
ikigen="${CARGO_TARGET_DIR:-target}/release/ikigen"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ikigen" build -q --out "$work/out" --keep-typst "$work/markup"

RUNS=$runs IKIGEN=$ikigen WORK=$work python3 - <<'PYTHON'
import os, resource, statistics, subprocess, time

work, ikigen = os.environ["WORK"], os.environ["IKIGEN"]


def typst(document):
    return [
        "typst", "compile", "--root", f"{work}/markup", "--font-path", "fonts",
        "--ignore-system-fonts", "--ignore-embedded-fonts", "--pdf-standard", "a-3a,ua-1",
        f"{work}/markup/{document}.typ", f"{work}/typst.pdf",
    ]


commands = {
    "ikigen build": [[ikigen, "build", "-q", "--out", f"{work}/out"]],
    "ikigen build --only iki": [[ikigen, "build", "-q", "--only", "iki", "--out", f"{work}/out"]],
    # One run of the compiler for each document, as it has to be done without us.
    "typst compile, both": [typst("IKI-2019-2024"), typst("IKI-2024")],
    "ikigen check": [[ikigen, "check", "-q"]],
    "typst compile, original": [typst("IKI-2019-2024")],
}
RATIOS = [
    ("ikigen build", "typst compile, both"),
    ("ikigen build --only iki", "typst compile, both"),
    ("ikigen check", "typst compile, original"),
]


def run(processes):
    """Wall time in milliseconds of all, and peak memory in MiB of the largest."""
    start = time.perf_counter()
    peak = 0
    for command in processes:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit(f"failed: {' '.join(command)}")
        peak = max(peak, usage.ru_maxrss / 1024)
    return (time.perf_counter() - start) * 1000, peak


for command in commands.values():
    run(command)
rounds = [{name: run(command) for name, command in commands.items()} for _ in range(int(os.environ["RUNS"]))]
for name in commands:
    wall = statistics.median(r[name][0] for r in rounds)
    peak = statistics.median(r[name][1] for r in rounds)
    print(f"{name:<24} {wall:7.1f} ms  {peak:6.1f} MiB")
for ours, theirs in RATIOS:
    for i, what in enumerate(("wall time", "peak memory")):
        ratios = [r[ours][i] / r[theirs][i] for r in rounds]
        spread = f"({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"{ours} / {theirs}, {what}: {statistics.median(ratios):.2f}  {spread}")
PYTHON
