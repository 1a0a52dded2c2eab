#!/usr/bin/env bash
# faults.sh IKIGEN_BINARY PROJECT [EVERY]: is anything lost, halved or wrongly told when writing fails?
#
# `build` and `check --fix` again and again, each time failing (disk full, broken, not permitted, read-only; once, or from
# there on) or killed at another of the calls that change files; see faults.py. EVERY 3 tries each third call.
# One line for each judge, reasons indented under a failure, and the closing line "N passed, N failed".
# Exit code 0: all passed, 1: something was refused, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
    local project
    if (($# < 2 || $# > 3)); then die "usage: faults.sh IKIGEN_BINARY PROJECT [EVERY]"; fi
    binary="$(realpath -e "$1" 2>/dev/null)" || die "no such program: $1"
    project="$(realpath -e "$2" 2>/dev/null)" || die "no such project: $2"
    command -v cc >/dev/null || die "no C compiler, run setup.sh first"

    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    cc -shared -fPIC -O1 -Wall -Wextra -Werror -o "$work/faults.so" "$ORACLES/faults.c" -ldl
    copy_project "$project" "$work/project"
    # What a run leaves goes with the work.
    TMPDIR="$work" "$PYTHON" "$ORACLES/faults.py" "$binary" "$work/project" "$work/faults.so" "${3:-1}" >"$work/verdicts"
    cat "$work/verdicts"
    echo "$(grep -c '^pass ' "$work/verdicts" || true) passed, $(grep -c '^fail ' "$work/verdicts" || true) failed"
    ! grep -q '^fail ' "$work/verdicts"
}

main "$@"
