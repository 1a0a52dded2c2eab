#!/usr/bin/env bash
# review.sh IKIGEN_BINARY PROJECT: is the HTML review of a change readable by everybody?
#
# Changes a copy of the project, makes the review, opens it in headless Chromium and lets axe (the
# accessibility rules of Deque, WCAG 2.2 A and AA among them) look at it. The page must work without script:
# axe is put into a copy of it. Exit code 0: no violation, 1: some, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Two changes whose effects show: a word in the original document, a figure in the yearly one.
change() {
    sed -i '0,/TW4: { nilai: /s//TW4: { nilai: 1/' "$1"/data/realisasi/*.yaml
    sed -i '0,/^tugas: /s//tugas: diuji, /' "$(grep -l '^tugas: [a-z]' "$1"/data/jabatan/*.yaml | head -1)"
}

# A copy of the page in which axe runs and leaves its verdict in the document.
with_axe() {
    local page="$1"
    sed 's|</body>||; s|</html>||' "$page"
    printf '<script>'
    cat "$AXE"
    printf '</script><script>axe.run(document, { resultTypes: ["violations"] }).then(r => {
        const words = r.violations.map(v => v.id + ": " + v.help + " (" + v.nodes.length + ")").join("\\n");
        document.documentElement.innerHTML = "<body><pre>AXE " + r.violations.length + "\\n" + words + "\\nEND</pre></body>";
    });</script></body></html>'
}

main() {
    local binary project said violations
    if (($# != 2)); then die "usage: review.sh IKIGEN_BINARY PROJECT"; fi
    binary="$(realpath -e "$1")" || die "no such program: $1"
    project="$(realpath -e "$2")" || die "no such project: $2"
    if ! command -v chromium >/dev/null || [[ ! -f $AXE ]]; then die "run setup.sh first"; fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/project"
    cp -R "$project/data" "$work/project/data"
    change "$work/project"
    "$binary" --project "$project" diff "$project" "$work/project" --format html >"$work/review.html"
    grep -q '<figure>' "$work/review.html" || die "the review shows no page"
    if grep -qE '<script|src="http|href="http' "$work/review.html"; then
        echo "fail review: the page has a script or something from outside"
        exit 1
    fi
    with_axe "$work/review.html" >"$work/axe.html"
    timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" \
        --virtual-time-budget=60000 --dump-dom "file://$work/axe.html" >"$work/dom.html" 2>/dev/null ||
        die "Chromium did not open the page"
    said="$(sed -n '/AXE [0-9]/,/END/p' "$work/dom.html" | sed 's/.*AXE /AXE /; s/END.*//')"
    violations="$(sed -n 's/^AXE \([0-9]*\).*/\1/p' <<<"$said" | head -1)"
    if [[ -z $violations ]]; then die "axe did not finish"; fi
    if ((violations > 0)); then
        echo "fail review: $violations accessibility rules are violated"
        sed 1d <<<"$said"
        exit 1
    fi
    echo "pass review: $(grep -c '<figure>' "$work/review.html") pages shown, axe $AXE_VERSION finds no violation"
}

main "$@"
