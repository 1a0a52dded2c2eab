#!/usr/bin/env bash
# cutoffs.sh BINARY PROJECT FOLDER: the workbooks of the project as they were at the end of each earlier quarter,
# to FOLDER as <workbook>-TW1.xlsx and so on, for excel.sh to judge.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
    local binary project folder year quarter copy book
    if (($# != 3)) || [[ ! -d $2/data/realisasi ]]; then die "usage: cutoffs.sh BINARY PROJECT FOLDER"; fi
    binary="$(realpath "$1")" project="$2" folder="$3"
    year="$(sed -n 's/^tahun: *//p' "$project/data/opd.yaml")"
    mkdir -p "$folder"
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    for quarter in 1 2 3; do
        copy="$work/TW$quarter"
        copy_project "$project" "$copy"
        "$PYTHON" "$ORACLES/cut.py" "$copy/data/realisasi/$year.yaml" "$quarter"
        "$binary" build -q --project "$copy" --only lkjip --out "$copy/output"
        for book in "$copy/output"/*.xlsx; do
            cp "$book" "$folder/$(basename "$book" .xlsx)-TW$quarter.xlsx"
        done
    done
}

main "$@"
