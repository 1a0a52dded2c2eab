#!/usr/bin/env bash
# pdf.sh FOLDER: puts every *.pdf of the folder before all judges.
#
# One line for each judge and file, reasons indented under a failure, and the closing line
# "N passed, N failed". Exit code 0: all passed, 1: a judge refused a file, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

passed=0
failed=0

# poppler TOOL ARGUMENTS…: the tool's output; fails on any complaint beyond two false alarms that poppler
# raises on every file of Typst: /Suspects is a boolean and /BorderColor an array, as the specification has them.
poppler() {
    local complaints status=0
    "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
    complaints="$(grep -v -e 'Suspects object is wrong type' \
        -e 'Attribute BorderColor value is of wrong type (array)' "$work/stderr" || true)"
    if ((status != 0)) || [[ -n $complaints ]]; then
        printf '%s: exit code %d\n%s\n' "$1" "$status" "$complaints"
        return 1
    fi
    cat "$work/stdout"
}

# Each judge_… prints why it refuses the file and fails, or prints what it saw.
# They are called in conditions, where bash ignores `set -e`: every step says itself when it fails.

judge_qpdf() {
    # qpdf's exit code 3 means warnings: a reader had to guess.
    qpdf --check "$1" >"$work/qpdf" 2>&1 || {
        cat "$work/qpdf"
        return 1
    }
    sed -n 's/^PDF Version: /version /p' "$work/qpdf"
}

judge_fonts() {
    local list
    list="$(poppler pdffonts "$1")" || { echo "$list"; return 1; }
    # Counted from the end, for a type name has spaces: … emb sub uni object generation
    awk 'NR <= 2 { next }
        { fonts++ }
        $(NF-4) != "yes" { print $1 " is not embedded"; bad++ }
        $(NF-3) != "yes" { print $1 " is not a subset"; bad++ }
        $(NF-2) != "yes" { print $1 " has no map to Unicode"; bad++ }
        END {
            if (!fonts) { print "no fonts, so no text"; bad++ }
            if (!bad) print fonts " fonts, all embedded subsets"
            exit bad > 0
        }' <<<"$list"
}

judge_info() {
    local info
    info="$(poppler pdfinfo "$1")" || { echo "$info"; return 1; }
    awk '{
            key = $0; sub(/:.*/, "", key)
            sub(/^[^:]*: */, ""); value[key] = $0
        }
        function must(key, wanted) {
            if (value[key] != wanted) { print key " is \"" value[key] "\", not \"" wanted "\""; bad++ }
        }
        END {
            must("Tagged", "yes"); must("Encrypted", "no"); must("JavaScript", "no")
            if (value["Title"] == "") { print "no title"; bad++ }
            if (value["Pages"] < 1) { print "no pages"; bad++ }
            if (!bad) print value["Pages"] " pages, title \"" value["Title"] "\""
            exit bad > 0
        }' <<<"$info"
}

judge_tags() {
    local tree
    tree="$(poppler pdfinfo -struct-text "$1")" || { echo "$tree"; return 1; }
    awk -f "$ORACLES/tag.awk" <<<"$tree"
}

judge_catalog() {
    qpdf --json=2 --json-key=qpdf "$1" >"$work/json" 2>"$work/stderr" || {
        cat "$work/stderr"
        return 1
    }
    python3 "$ORACLES/catalog.py" <"$work/json" 2>&1
}

# Saves each attachment under its number: names hold folders, and come from the file that is judged.
judge_attachments() {
    local list count i
    list="$(poppler pdfdetach -list "$1")" || { echo "$list"; return 1; }
    count="$(sed -n 's/^\([0-9]*\) embedded files$/\1/p' <<<"$list")"
    if ((${count:-0} == 0)); then
        echo "no attachments"
        return 1
    fi
    for ((i = 1; i <= count; i++)); do
        poppler pdfdetach -save "$i" -o "$work/attachment" "$1" || return 1
        if [[ ! -s $work/attachment ]]; then
            echo "attachment $i is empty"
            return 1
        fi
    done
    echo "$count attachments"
}

# Draws every page, small, into nothing. Debian's mutool always says that it has no ICC support.
judge_render() {
    local status=0 complaints
    mutool draw -q -F pnm -r 20 -o /dev/null "$1" >/dev/null 2>"$work/stderr" || status=$?
    complaints="$(grep -v 'ICC support is not available' "$work/stderr" || true)"
    if ((status != 0)) || [[ -n $complaints ]]; then
        printf 'mutool: exit code %d\n%s\n' "$status" "$complaints"
        return 1
    fi
    echo "all pages drawn"
}

# judge NAME FILE: one line, and one indented line for each reason of a failure.
judge() {
    local answer
    if answer="$("judge_$1" "$2")"; then
        printf 'pass %s %s: %s\n' "$1" "$(basename "$2")" "$answer"
        ((passed += 1))
    else
        printf 'fail %s %s:\n' "$1" "$(basename "$2")"
        # shellcheck disable=SC2001  # each line is indented, not only the first
        sed 's/^/    /' <<<"$answer"
        ((failed += 1))
    fi
}

# One Java process for all files: starting it costs more than a small file.
judge_verapdf() {
    local status=0
    verapdf --flavour 3a --flavour ua1 "$@" | tee "$work/verapdf" || status=$?
    if ((status > 1)); then
        echo "pdf.sh: veraPDF could not run" >&2
        exit 2
    fi
    passed=$((passed + $(grep -c '^pass ' "$work/verapdf" || true)))
    failed=$((failed + $(grep -c '^fail ' "$work/verapdf" || true)))
}

main() {
    local files file name
    if (($# != 1)) || [[ ! -d $1 ]]; then
        echo "usage: pdf.sh FOLDER" >&2
        exit 2
    fi
    shopt -s nullglob
    files=("$1"/*.pdf)
    if ((${#files[@]} == 0)); then
        echo "pdf.sh: no *.pdf in $1" >&2
        exit 2
    fi
    if [[ ! -f $VERAPDF_JAR ]]; then
        echo "pdf.sh: run setup.sh first" >&2
        exit 2
    fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT

    judge_verapdf "${files[@]}"
    for file in "${files[@]}"; do
        for name in qpdf fonts info tags catalog attachments render; do judge "$name" "$file"; done
    done
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

main "$@"
