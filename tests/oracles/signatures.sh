#!/usr/bin/env bash
# signatures.sh IKIGEN_BINARY PROJECT: is a signed document told from one that was changed?
#
# Builds the yearly edition of a copy of the project that asks where signatures go, and lets signatures.py sign and change
# it. One line for each way, and the closing line "N passed, N failed". Exit code 0: all passed, 1: a signed document was
# not proved or a changed one was, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
    local binary project
    if (($# != 2)); then die "usage: signatures.sh IKIGEN_BINARY PROJECT"; fi
    binary="$(realpath -e "$1")" || die "no such program: $1"
    project="$(realpath -e "$2")" || die "no such project: $2"
    if [[ ! -x $SIGNATURES_PYTHON ]]; then die "run setup.sh first"; fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    copy_project "$project" "$work"
    printf '\ntanda_tangan:\n  jangkar: "#"\n' >>"$work/data/opd.yaml"
    "$binary" build -q --project "$work" --only iki-tahunan --out "$work/output"
    # pyHanko warns that it may not fetch anything.
    "$SIGNATURES_PYTHON" "$ORACLES/signatures.py" "$binary" "$work" "$work"/output/IKI-*.pdf 2>"$work/stderr" || {
        local status=$?
        grep -v 'fetching is not allowed' "$work/stderr" >&2 || true
        exit "$status"
    }
}

main "$@"
