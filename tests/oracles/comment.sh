#!/usr/bin/env bash
# comment.sh IKIGEN_BINARY: can a proposal put more than text into the comment about it?
#
# Makes a change whose every text is hostile, lets the program compare, and the scripts of komentar.yml and
# .gitlab-ci.yml post it to forges that do not exist: what they would have posted is read as GitHub reads it. Then the
# scripts get a comment as no program of ours writes it. Exit code 0: only text, 1: more, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

LINK=https://forge.invalid/lari/1

# A project, and the same with hostile texts: what both forges know, at the start, in the middle and beside changes.
projects() {
    "$binary" init "$work/base" >/dev/null 2>&1
    "$FORGE_PYTHON" - "$work" <<'PYTHON'
import shutil
import sys
from pathlib import Path

work = Path(sys.argv[1])
shutil.copytree(work / "base", work / "head")
hostile = [
    "@semua dan @tim/inti", "&#64;semua &commat;semua &#x40;semua", "#1 o/r#3 GH-1 gh-26 ABC-12 GL-7", "!1 g/p!2 ~3 ~\"a\" %4 %\"b\" $5 ^6 &7",
    "deadbeef 0123456 1234567 a1b2c3d4e5f60718293a4b5c6d7e8f9001122334", "![g](https://contoh.invalid/g.png) [t](https://contoh.invalid)",
    "https://contoh.invalid www.contoh.invalid WWW.contoh.invalid a@contoh.invalid mailto:a@contoh.invalid",
    "<img src=x onerror=a()> <!-- --> </details></table> <a href=x>y</a>", "`a` **b** _c_ ~~d~~ | e \\| f \\\\", ":smile: :+1: [[wiki]] [vulnerability:1] *iteration:1",
    "{+a+} [-b-] {-c-} $x$ $`y`$", "/close /assign @x", "fixes #1 closes o/r#2 resolves https://contoh.invalid/o/r/issues/1",
]
position = work / "head/data/jabatan/02-kepala-seksi.yaml"
text = position.read_text()
quoted = ["'" + one.replace("'", "''") + ";'" for one in hostile]
items = "\n".join(f"  - {one}" for one in quoted)
text = text.replace("  - melaksanakan pembinaan pedagang pasar; dan", f"  - '/close'\n{items}\n  - melaksanakan pembinaan @pedagang pasar; #2 dan")
text = text.replace("Kepala Seksi Pembinaan Pasar", "'@Kepala #1 Seksi !2'")
text = text.replace("Daftar hadir pembinaan", '"/close\\n/assign @x\\n\\n# a\\n- b\\n> c\\n::error::d ##[e]"')
text = text.replace("arah: naik", "arah: '@x #1 https://contoh.invalid'")
position.write_text(text)
for n, one in enumerate(hostile):
    name = one.replace("/", "_") if n % 2 else f"{n} " + one[:20].replace("/", "_")
    (work / "head/data/jabatan" / f"{name}.yaml").write_text("id: [\n")
PYTHON
}

# A gh and a curl that keep what they are told to post, and know nothing else.
forges() {
    mkdir -p "$work/bin"
    cat >"$work/bin/gh" <<'GH'
#!/usr/bin/env bash
case "$*" in
*/zip) cat "$FAKE/komentar.zip" ;;
*artifacts?name=*) echo '{"artifacts": [{"id": 1, "name": "komentar", "expired": false, "size_in_bytes": 1, "created_at": "1"}]}' ;;
*"--method POST"*) cp badan.json "$FAKE/posted.json" ;;
*) echo '[]' ;;
esac
GH
    cat >"$work/bin/curl" <<'CURL'
#!/usr/bin/env bash
case "$*" in
*"--data @badan.json"*) cp badan.json "$FAKE/posted.json" ;;
*/user) echo '{"id": 1}' ;;
*/diffs*) cat "$FAKE/diffs.json" ;;
*/notes?*) echo '[]' ;;
*) echo '{"changes_count": "1"}' ;;
esac
CURL
    chmod +x "$work/bin/gh" "$work/bin/curl"
}

# script FILE JOB: what it runs, in one piece.
script() {
    "$FORGE_PYTHON" - "$1" "$2" <<'PYTHON'
import sys
from pathlib import Path

from ruamel.yaml import YAML

path, name = sys.argv[1:]
told = YAML(typ="safe", pure=True).load(Path(path).read_text())
job = told.get("jobs", told)[name]
lines = [step["run"] for step in job["steps"]] if "steps" in job else job["script"]
print("set -eu\n" + "\n".join(line for line in lines if not line.startswith("apk ")))
PYTHON
}

# github TEXT OUT, gitlab TEXT OUT: what the script posts when the comparison is TEXT.
github() {
    rm -rf "$work/temp" "$work/posted.json" "$work/komentar.zip"
    mkdir "$work/temp"
    cp "$1" "$work/temp/komentar.md"
    (cd "$work/temp" && "$FORGE_PYTHON" -m zipfile -c "$work/komentar.zip" komentar.md)
    script "$ORACLES/../../.github/workflows/komentar.yml" komentar >"$work/script"
    (
        cd "$work/temp"
        FAKE="$work" PATH="$work/bin:$PATH" RUNNER_TEMP="$work/temp" REPO=o/r LARI=1 NOMOR=1 ALAMAT="$LINK" \
            UJUNG=a1b2c3d4e5f60718293a4b5c6d7e8f9001122334 PENANDA='<!-- ikigen-tinjauan -->' bash -o pipefail "$work/script"
    ) >"$work/said" 2>&1 || die "the script of GitHub fails: $(cat "$work/said")"
    jq -r .body "$work/posted.json" >"$2"
}

gitlab() {
    rm -rf "$work/temp" "$work/posted.json"
    mkdir "$work/temp"
    cp "$1" "$work/temp/tinjauan.md"
    script "$ORACLES/../../.gitlab-ci.yml" catatan >"$work/script"
    (
        cd "$work/temp"
        FAKE="$work" PATH="$work/bin:$PATH" CI_API_V4_URL=https://forge.invalid CI_PROJECT_ID=1 CI_MERGE_REQUEST_IID=1 \
            IKIGEN_TOKEN=x CI_COMMIT_SHA=a1b2c3d4e5f60718293a4b5c6d7e8f9001122334 CI_PIPELINE_URL="$LINK" \
            PENANDA='<!-- ikigen-tinjauan -->' sh "$work/script"
    ) >"$work/said" 2>&1 || die "the script of GitLab fails: $(cat "$work/said")"
    jq -r .body "$work/posted.json" >"$2"
}

# The number of the commit in our own line is meant to be found.
judge() {
    sed -i -E '2s/^Komit [0-9a-f]{12}/Komit/' "$@"
    "$FORGE_PYTHON" "$ORACLES/comment.py" "$LINK#artifacts" "$1" && "$FORGE_PYTHON" "$ORACLES/comment.py" "$LINK" "$2"
}

main() {
    local failed=0
    if (($# != 1)); then die "usage: comment.sh IKIGEN_BINARY"; fi
    binary="$(realpath -e "$1")" || die "no such program: $1"
    if [[ ! -d $FORGE_DIR ]] || ! command -v jq >/dev/null; then die "run setup.sh first"; fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    projects
    forges
    "$binary" diff "$work/base" "$work/head" --format markdown >"$work/comparison.md"
    "$FORGE_PYTHON" "$ORACLES/comment.py" "$LINK" "$work/comparison.md" || failed=1
    echo '[{"old_path": "data/opd.yaml", "new_path": "data/opd.yaml"}]' >"$work/diffs.json"
    github "$work/comparison.md" "$work/github.md"
    gitlab "$work/comparison.md" "$work/gitlab.md"
    judge "$work/github.md" "$work/gitlab.md" || failed=1

    # What is not ours: nobody is told, nothing is done, though it is no longer only text.
    printf '%s\n' '@semua &#64;semua &commat;semua' '/close' ' /assign @x' >"$work/strange.md"
    github "$work/strange.md" "$work/github-strange.md"
    gitlab "$work/strange.md" "$work/gitlab-strange.md"
    judge "$work/github-strange.md" "$work/gitlab-strange.md" >"$work/said" || true
    if grep -qE 'mention' "$work/said" || grep -qE '^[[:space:]]*/' "$work/gitlab-strange.md"; then
        echo 'fail comment: a strange comment mentions somebody, or commands:'
        sed 's/^/    /' "$work/said"
        failed=1
    else
        echo 'pass comment: a strange comment mentions nobody and commands nothing'
    fi

    # A proposal that brings a program: none of its text is copied. Also when the forge does not tell all of it.
    for diffs in '[{"old_path": "data/opd.yaml", "new_path": "src/main.rs"}]' '[]' \
        '[{"old_path": "data/a", "new_path": "data/a"}, {"old_path": "data/b", "new_path": "data/b"}]'; do
        echo "$diffs" >"$work/diffs.json"
        gitlab "$work/strange.md" "$work/program.md"
        if grep -q 'semua' "$work/program.md" || ! grep -q 'mengubah yang lain' "$work/program.md"; then
            echo "fail comment: the text of a proposed program is copied: $diffs"
            failed=1
        fi
    done
    if ((failed == 0)); then echo 'pass comment: the text of a proposed program is not copied'; fi

    # Would it mind?
    for spoiled in '@semua' 'deadbeef' '![a](https://b.invalid)' '/close' '<b>a</b>'; do
        printf '%s\n' "$spoiled" >"$work/spoiled.md"
        if "$FORGE_PYTHON" "$ORACLES/comment.py" "$LINK" "$work/spoiled.md" >/dev/null; then
            echo "fail self-test: it does not mind $spoiled"
            failed=1
        fi
    done
    return "$failed"
}

main "$@"
