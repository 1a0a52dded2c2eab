#!/usr/bin/env bash
# determinism.sh IKIGEN_BINARY PROJECT: is a build the same byte for byte wherever it is made?
#
# Builds two copies of the project that agree in nothing but their content: other folders, file dates, time zone,
# language, number of threads, umask, home and cache. Then compares all that was published.
# Exit code 0: the same, 1: something differs, 2: could not build.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# build DIRECTORY THREADS UMASK NAME=VALUE…
# In an environment of its own (env -i), so that nothing of the caller's is in both.
# A fresh home and cache each, or the second build could simply take the first one's result.
build() {
    local dir="$1" threads="$2" mask="$3"
    shift 3
    mkdir -p "$dir.home/tmp"
    (
        umask "$mask"
        # Each from a folder of its own, so that relative paths differ as well.
        cd "$dir.home"
        env -i PATH="$PATH" HOME="$dir.home" XDG_CACHE_HOME="$dir.home/cache" TMPDIR="$dir.home/tmp" \
            RAYON_NUM_THREADS="$threads" "$@" \
            "$binary" --project "$dir" build --out "$dir/output" </dev/null >"$dir.log" 2>&1
    ) || {
        cat "$dir.log" >&2
        die "the build with $* failed"
    }
}

list_files() { (cd "$1" && find . -type f -printf '%P\n' | LC_ALL=C sort); }

# Says where two files differ, in the terms of what they are.
explain() {
    case "$1" in
        *.json | *.yaml | *.txt | *.csv | *.html)
            diff -u "$first/output/$1" "$second/output/$1" | sed -n '3,20p' || true
            ;;
        *.xlsx)
            python3 -m zipfile -e "$first/output/$1" "$work/members/1"
            python3 -m zipfile -e "$second/output/$1" "$work/members/2"
            if (cd "$work/members" && diff -rq 1 2); then
                echo "the members are the same; only the archive's own data differ (dates, order)"
            fi
            ;;
        *)
            cmp -l "$first/output/$1" "$second/output/$1" 2>/dev/null |
                awk 'NR == 1 { print "first difference at byte " $1 } END { print NR " bytes differ" }' || true
            ;;
    esac | sed 's/^/    /'
    rm -rf "$work/members"
}

compare_file() {
    if [[ ! -f $first/output/$1 || ! -f $second/output/$1 ]]; then
        echo "fail $1: published by only one of the builds"
    elif cmp -s "$first/output/$1" "$second/output/$1"; then
        echo "pass $1: $(stat -c %s "$first/output/$1") bytes, the same"
        return
    else
        echo "fail $1: $(stat -c %s "$first/output/$1") and $(stat -c %s "$second/output/$1") bytes differ"
        explain "$1"
    fi
    return 1
}

main() {
    local project file files passed=0 failed=0
    if (($# != 2)); then die "usage: determinism.sh IKIGEN_BINARY PROJECT"; fi
    binary="$(realpath -e "$1" 2>/dev/null)" || die "no such program: $1"
    project="$(realpath -e "$2" 2>/dev/null)" || die "no such project: $2"
    if [[ ! -d $project/data ]]; then die "$2 has no data folder"; fi

    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    first="$work/a"
    second="$work/a-much-longer/path with spaces/to-the-same-project"
    copy_project "$project" "$first"
    copy_project "$project" "$second"
    find "$second" -exec touch -d '2001-02-03 04:05:06' {} +

    build "$first" 1 022 TZ=Asia/Jakarta LANG=C LC_ALL=C
    # A build that writes its time shows it only when the clock has moved on.
    sleep 1.1
    build "$second" 4 077 TZ=America/St_Johns LANG=id_ID.UTF-8 LC_ALL=id_ID.UTF-8

    mapfile -t files < <({ list_files "$first/output"; list_files "$second/output"; } | LC_ALL=C sort -u)
    if ((${#files[@]} == 0)); then die "the builds published nothing"; fi
    for file in "${files[@]}"; do
        if compare_file "$file"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    done
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

main "$@"
