#!/usr/bin/env bash
# forms.sh IKIGEN_BINARY PROJECT [FILLINGS]: do forms come back as they were filled, whichever program saved them?
#
# Forms filled at random by openpyxl (60 where no number is given; 300 before a release) and saved again by LibreOffice,
# an import killed at any call, and the time that it takes; see forms.py. One line for each judge, reasons indented
# under a failure, and the closing line "N passed, N failed".
# Exit code 0: all passed, 1: something was refused, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
    local project
    if (($# < 2 || $# > 3)); then die "usage: forms.sh IKIGEN_BINARY PROJECT [FILLINGS]"; fi
    binary="$(realpath -e "$1" 2>/dev/null)" || die "no such program: $1"
    project="$(realpath -e "$2" 2>/dev/null)" || die "no such project: $2"
    command -v cc >/dev/null || die "no C compiler, run setup.sh first"

    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    cc -shared -fPIC -O1 -Wall -Wextra -Werror -o "$work/faults.so" "$ORACLES/faults.c" -ldl
    copy_project "$project" "$work/project"
    TMPDIR="$work" PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$ORACLES/forms.py" \
        "$binary" "$work/project" "$work/faults.so" "${3:-60}" >"$work/verdicts"
    cat "$work/verdicts"
    echo "$(grep -c '^pass ' "$work/verdicts" || true) passed, $(grep -c '^fail ' "$work/verdicts" || true) failed"
    ! grep -q '^fail ' "$work/verdicts"
}

main "$@"
