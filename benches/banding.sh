#!/usr/bin/env bash
# The whole command beside the Typst compiler alone: the same markup, the same fonts, the same
# standards, in turn, and the ratio. Machines are noisy: quote the ratio, not the time.
#
#   benches/banding.sh [RUNS]
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
"$ikigen" build -q --out "$work/out" --simpan-typst "$work/markup"

RUNS=$runs IKIGEN=$ikigen WORK=$work python3 - <<'PYTHON'
import os, resource, statistics, subprocess, time

work, ikigen = os.environ["WORK"], os.environ["IKIGEN"]
commands = {
    "ikigen build": [ikigen, "build", "-q", "--out", f"{work}/out"],
    "typst compile": [
        "typst", "compile", "--root", f"{work}/markup", "--font-path", "fonts",
        "--ignore-system-fonts", "--ignore-embedded-fonts", "--pdf-standard", "a-3a,ua-1",
        f"{work}/markup/IKI-2019-2024.typ", f"{work}/typst.pdf",
    ],
}


def run(command):
    """Wall time in milliseconds and peak memory in MiB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


for command in commands.values():
    run(command)
rounds = [{name: run(command) for name, command in commands.items()} for _ in range(int(os.environ["RUNS"]))]
for name in commands:
    wall = statistics.median(r[name][0] for r in rounds)
    peak = statistics.median(r[name][1] for r in rounds)
    print(f"{name:<14} {wall:7.1f} ms  {peak:6.1f} MiB")
for i, what in enumerate(("wall time", "peak memory")):
    ratios = [r["ikigen build"][i] / r["typst compile"][i] for r in rounds]
    print(f"ratio {what:<12} {statistics.median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")
PYTHON
