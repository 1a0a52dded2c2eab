#!/usr/bin/env bash
# together.sh IKIGEN_BINARY PROJECT [TRIALS [SEED]]: do builds at the same time spoil each other's documents?
#
# Two to eight builds of differing data into one folder, again and again (40 times where no number is given); see
# together.py. One line for each judge, reasons indented under a failure, and the closing line "N passed, N failed".
# Exit code 0: all passed, 1: something was refused, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
    local project
    if (($# < 2 || $# > 4)); then die "usage: together.sh IKIGEN_BINARY PROJECT [TRIALS [SEED]]"; fi
    binary="$(realpath -e "$1" 2>/dev/null)" || die "no such program: $1"
    project="$(realpath -e "$2" 2>/dev/null)" || die "no such project: $2"

    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    copy_project "$project" "$work/project"
    TMPDIR="$work" "$PYTHON" "$ORACLES/together.py" "$binary" "$work/project" "${3:-40}" "${4:-1}" >"$work/verdicts"
    cat "$work/verdicts"
    echo "$(grep -c '^pass ' "$work/verdicts" || true) passed, $(grep -c '^fail ' "$work/verdicts" || true) failed"
    ! grep -q '^fail ' "$work/verdicts"
}

main "$@"
