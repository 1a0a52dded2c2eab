#!/usr/bin/env bash
# excel.sh FOLDER [SNAPSHOTS]: puts every *.xlsx of the folder before all judges.
#
# SNAPSHOTS (sheets/ beside this file unless told otherwise) holds each sheet as a reader sees it, in
# <workbook>/<sheet>.csv. IKIGEN_WRITE_EXPECTED=1 writes it anew, to be read with `git diff` before the commit. With
# `-` in its place only the values are judged, not how they look.
#
# One line for each judge and file, reasons indented under a failure, and the closing line
# "N passed, N failed". Exit code 0: all passed, 1: a judge refused a file, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# LibreOffice may hang on a broken file, and then forever.
TIME_LIMIT=300

# Comma, double quote, UTF-8, cells as they look, numbers unquoted, every sheet into a file of its own.
CSV='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1'
XLSX='xlsx:Calc MS Excel 2007 XML'

passed=0
failed=0

# make_forced_profile NAME LOCALE: LibreOffice trusts the cached values of a file that names Excel as its program. This
# profile makes it compute, in the words and separators of a locale.
make_forced_profile() {
    mkdir -p "$work/profile-$1/user"
    cat >"$work/profile-$1/user/registrymodifications.xcu" <<XCU
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>$2</value></prop>
</item>
</oor:items>
XCU
}

# convert PROFILE FORMAT OUT FILE…: all files in one go, for starting LibreOffice costs more than a workbook.
# Home and profile of our own, so that neither the caller's settings nor an open LibreOffice take part; the
# English locale, so that a number looks Indonesian only when the workbook says so.
# LibreOffice ends with 0 even if it could not read a file: the judges look for what they were promised.
convert() {
    local profile="$1" format="$2" out="$3"
    shift 3
    mkdir -p "$out" "$work/home"
    HOME="$work/home" LC_ALL=C.UTF-8 timeout --kill-after=10 "$TIME_LIMIT" \
        "$office" "-env:UserInstallation=file://${work// /%20}/profile-$profile" --headless --norestore \
        --convert-to "$format" --outdir "$out" "$@" </dev/null >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        die "LibreOffice failed or took more than $TIME_LIMIT seconds"
    }
}

# Each judge_… gets the workbook and its number, prints why it refuses it and fails, or prints what it saw.
# They are called in conditions, where bash ignores `set -e`: every step says itself when it fails.

judge_ooxml() {
    ooxml_validator "$1" >"$work/ooxml" 2>&1 || {
        cat "$work/ooxml"
        return 1
    }
    "$PYTHON" "$ORACLES/ooxml.py" <"$work/ooxml" 2>&1
}

# compare FILE RECALCULATED
compare() {
    if [[ ! -f $2 ]]; then
        echo "LibreOffice could not read it"
        return 1
    fi
    "$PYTHON" "$ORACLES/recalculate.py" "$1" "$2" 2>&1
}

judge_recalculated() { compare "$1" "$work/forced/$2.xlsx"; }

judge_indonesia() { compare "$1" "$work/indonesia/$2.xlsx"; }

judge_cached() { compare "$1" "$work/trusted/$2.xlsx"; }

judge_self-test() {
    if [[ ! -f $work/forced/spoiled.xlsx ]]; then
        echo "no copy with wrong values: $(tail -n 1 "$work/spoil")"
        return 1
    fi
    "$PYTHON" "$ORACLES/recalculate.py" --self-test "$1" "$work/in/spoiled.xlsx" "$work/forced/spoiled.xlsx" 2>&1
}

# Empty columns and rows at the end say nothing and make a long diff. A line that ends inside a quoted
# cell keeps its commas: they are text.
trim_csv() {
    awk '{
            if (gsub(/"/, "\"") % 2) quoted = !quoted
            if (!quoted) sub(/,+$/, "")
            if ($0 == "") { empty++; next }
            while (empty > 0) { print ""; empty-- }
            print
        }' "$1"
}

# The sheets of workbook number $1 as a reader sees them, to $work/sheets.
collect_sheets() {
    local csv name
    rm -rf "$work/sheets"
    mkdir "$work/sheets"
    for csv in "$work/csv/$1-"*.csv; do
        name="${csv#"$work/csv/$1-"}"
        trim_csv "$csv" >"$work/sheets/$name" || return 1
    done
}

judge_sheets() {
    local wanted count
    wanted="$snapshots/$(basename "$1" .xlsx)"
    collect_sheets "$2" || return 1
    count="$(find "$work/sheets" -type f | wc -l)"
    if ((count == 0)); then
        echo "LibreOffice could not read it"
        return 1
    fi
    if [[ -n ${IKIGEN_WRITE_EXPECTED:-} ]]; then
        rm -rf "$wanted"
        mkdir -p "$wanted"
        cp "$work/sheets"/* "$wanted" || return 1
        echo "$count sheets written"
        return
    fi
    # Side by side under short names, so that the diff names no temporary folder.
    rm -rf "$work/expected"
    mkdir "$work/expected"
    if [[ -d $wanted ]]; then cp -R "$wanted/." "$work/expected"; fi
    (cd "$work" && LC_ALL=C.UTF-8 diff -ru expected sheets) >"$work/diff" || {
        sed -n '1,100p' "$work/diff"
        echo "to accept what is shown: IKIGEN_WRITE_EXPECTED=1"
        return 1
    }
    echo "$count sheets as in the snapshots"
}

# judge NAME FILE NUMBER: one line, and one indented line for each reason of a failure.
judge() {
    local answer
    if answer="$("judge_$1" "$2" "$3")"; then
        printf 'pass %s %s: %s\n' "$1" "$(basename "$2")" "$answer"
        ((passed += 1))
    else
        printf 'fail %s %s:\n' "$1" "$(basename "$2")"
        # shellcheck disable=SC2001  # each line is indented, not only the first
        sed 's/^/    /' <<<"$answer"
        ((failed += 1))
    fi
}

# A workbook that is no longer made would take its snapshots unseen out of the comparison.
judge_left_over_snapshots() {
    local folder name
    for folder in "$snapshots"/*/; do
        name="$(basename "$folder")"
        if [[ ! -f $1/$name.xlsx ]]; then
            printf 'fail sheets %s.xlsx:\n    snapshots, but no workbook\n' "$name"
            ((failed += 1))
        fi
    done
}

main() {
    local files smallest=0 i name
    if (($# < 1 || $# > 2)) || [[ ! -d $1 ]]; then die "usage: excel.sh FOLDER [SNAPSHOTS]"; fi
    snapshots="${2:-$ORACLES/sheets}"
    shopt -s nullglob
    files=("$1"/*.xlsx)
    if ((${#files[@]} == 0)); then die "no *.xlsx in $1"; fi
    office="$(command -v soffice || command -v libreoffice)" || die "run setup.sh first"
    if [[ ! -x $OOXML_BINARY ]] || ! "$PYTHON" -c 'import openpyxl' 2>/dev/null; then die "run setup.sh first"; fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT

    # Numbers instead of names: what LibreOffice writes is <name>-<sheet>.csv, and names may hold a hyphen.
    mkdir "$work/in"
    for i in "${!files[@]}"; do
        cp "${files[i]}" "$work/in/$i.xlsx"
        if (($(stat -c %s "${files[i]}") < $(stat -c %s "${files[smallest]}"))); then smallest=$i; fi
    done
    convert trusted "$XLSX" "$work/trusted" "$work/in"/*.xlsx
    if [[ $snapshots != - ]]; then convert trusted "$CSV" "$work/csv" "$work/in"/*.xlsx; fi
    # A copy with wrong values rides along: does the comparison with the formulas notice?
    "$PYTHON" "$ORACLES/recalculate.py" --spoil "${files[smallest]}" "$work/in/spoiled.xlsx" >"$work/spoil" 2>&1 || true
    make_forced_profile forced en-US
    convert forced "$XLSX" "$work/forced" "$work/in"/*.xlsx
    # Where a comma stands before decimals, formulas that make words of numbers may say something else.
    make_forced_profile indonesia id-ID
    convert indonesia "$XLSX" "$work/indonesia" "$work/in"/[0-9]*.xlsx

    for i in "${!files[@]}"; do
        for name in ooxml recalculated indonesia cached; do judge "$name" "${files[i]}" "$i"; done
        if [[ $snapshots != - ]]; then judge sheets "${files[i]}" "$i"; fi
    done
    judge self-test "${files[smallest]}" "$smallest"
    if [[ $snapshots != - ]]; then judge_left_over_snapshots "$1"; fi
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

main "$@"
