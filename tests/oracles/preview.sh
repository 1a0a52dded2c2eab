#!/usr/bin/env bash
# preview.sh IKIGEN_BINARY PROJECT: does the preview do in a real browser what it promises?
#
# Opens a copy of the project in headless Chromium, clicks random texts of each document and compares the line that is
# shown with the file, saves numbers and waits for the page to change (and says how long that took), breaks a file and
# mends it, changes a value in the page and takes it back, lets axe look, and lets a page of another site try what it
# can. TEXTS: how many texts of each document; CHANGES: how many numbers; PICTURES: a folder for pictures of it.
# Exit code 0: all passed, 1: something did not, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
    local binary project
    if (($# != 2)); then die "usage: preview.sh IKIGEN_BINARY PROJECT"; fi
    binary="$(realpath -e "$1")" || die "no such program: $1"
    project="$(realpath -e "$2")" || die "no such project: $2"
    if ! command -v chromium >/dev/null || ! command -v node >/dev/null || [[ ! -f $AXE ]]; then die "run setup.sh first"; fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    copy_project "$project" "$work/project"
    timeout 300 node "$ORACLES/preview.js" "$binary" "$work/project" "$work" "$AXE"
}

main "$@"
