#!/usr/bin/env bash
# edited.sh BINARY PROJECT BOOKS [SEED]: edits so many workbooks of the year with another program, a dozen edits each,
# lets LibreOffice compute them, and compares every cell with the workbook that is made from the YAML with the same
# changes. Exit code 0: all the same, 1: a cell differs, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

TIME_LIMIT=1800

main() {
    local binary project books seed office
    if (($# < 3 || $# > 4)) || [[ ! -d $2/data ]]; then die "usage: edited.sh BINARY PROJECT BOOKS [SEED]"; fi
    binary="$(realpath "$1")" project="$2" books="$3" seed="${4:-1}"
    office="$(command -v soffice || command -v libreoffice)" || die "run setup.sh first"
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    "$PYTHON" "$ORACLES/edited.py" make "$binary" "$project" "$work/books" "$books" "$seed"
    mkdir -p "$work/in" "$work/home"
    find "$work/books" -name '*.xlsx' ! -name '*-rebuilt.xlsx' -exec cp {} "$work/in" \;
    # What openpyxl writes has no values: LibreOffice computes them all. One run for all books, for starting it costs
    # more than a workbook.
    HOME="$work/home" LC_ALL=C.UTF-8 timeout --kill-after=10 "$TIME_LIMIT" \
        "$office" "-env:UserInstallation=file://${work// /%20}/profile" --headless --norestore \
        --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir "$work/out" "$work/in"/*.xlsx </dev/null >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        die "LibreOffice failed or took more than $TIME_LIMIT seconds"
    }
    "$PYTHON" "$ORACLES/edited.py" compare "$work/books" "$work/out"
}

main "$@"
