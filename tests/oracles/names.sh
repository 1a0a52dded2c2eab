#!/usr/bin/env bash
# names.sh: is tests/names/english.txt English?
#
# Debian's large dictionary has every word of it, or technical.txt has it, which holds what no dictionary does:
# abbreviations and names of libraries. What is in technical.txt is not in the dictionary, so that it stays short.
# Exit code 0: yes, 1: no, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

NAMES="$ORACLES/../names"

main() {
    local unknown needless
    if (($# != 0)); then die "usage: names.sh"; fi
    if [[ ! -f $DICTIONARY ]]; then die "run setup.sh first"; fi
    export LC_ALL=C
    # Names are written in lower case here; the dictionary has proper names too.
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    tr '[:upper:]' '[:lower:]' <"$DICTIONARY" | sort -u >"$work/dictionary"
    sort -u "$NAMES/technical.txt" >"$work/technical"
    unknown="$(sort -u "$NAMES/english.txt" | comm -23 - "$work/dictionary" | comm -23 - "$work/technical")"
    needless="$(comm -12 "$work/technical" "$work/dictionary")"
    if [[ -n $unknown$needless ]]; then
        echo "fail names english.txt:"
        sed '/./!d; s/^/    no English dictionary has: /' <<<"$unknown"
        sed '/./!d; s/^/    the dictionary has it, technical.txt need not: /' <<<"$needless"
        exit 1
    fi
    echo "pass names english.txt: $(wc -l <"$NAMES/english.txt") words, $(wc -l <"$NAMES/technical.txt") of them technical"
}

main "$@"
