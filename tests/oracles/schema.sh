#!/usr/bin/env bash
# schema.sh IKIGEN_BINARY PROJECT: do the JSON Schemas say what is right, and do the outputs for programs have theirs?
#
# The data files of the project before the schemas that `ikigen schema` prints, wrong copies of them too; then what
# `check`, `check --fix` and `build` say of the project and of copies with mistakes, in JSON, SARIF and GitHub's commands.
# One line for each judge, reasons indented under a failure, and the closing line "N passed, N failed".
# Exit code 0: all passed, 1: something was refused, 2: could not run.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# The schema of the findings is no file of the program's: it is kept by hand.
FINDINGS_SCHEMA="$ORACLES/../../docs/skema/temuan.json"

KINDS=(opd pejabat jabatan renstra kamus realisasi)

# The first of the project's files for a job, by name.
first_jabatan() {
    local files=("$1"/data/jabatan/*.yaml)
    echo "${files[0]}"
}

# Each mistake_… changes a copy of the project and says which codes must be found there.

mistake_original() { :; }

# The project that `init` makes: another one whose data are right, with what PROJECT may lack.
mistake_initial() {
    rm -r "$1"
    "$binary" -q init "$1" >/dev/null || die "init failed"
    # No project needs a dictionary of its own, so there may be none to judge.
    if [[ ! -e $1/data/kamus.yaml ]]; then
        cat >"$1/data/kamus.yaml" <<'YAML'
salah: { perijinan: perizinan }
baku: { standarisasi: standardisasi }
akronim: [SIINas]
abaikan: [ijin, "2024"]
YAML
    fi
}

# What an inspector objects to: nothing is accepted any more, and there is a file with mistakes of its own, one of which
# names a second place. Its name has all that must be escaped somewhere.
mistake_strict() {
    local superior
    sed -i 's/ *# terima .*//' "$1"/data/*.yaml "$1"/data/*/*.yaml
    superior="$(sed -n 's/^atasan: *\([^ ]*\).*/\1/p' "$(first_jabatan "$1")")"
    cat >"$1/data/jabatan/zz 100%, \"é\": [#1].yaml" <<YAML
id: kepala-uji-skema
jabatan: Kepala Seksi Uji – Seksi Seksi Skema
atasan: $superior
tugas: menguji, menguji ulang dan dan melaporkan hasil uji
sasaran:
  - sasaran: Meningkatnya mutu skema
    indikator:
      - id: berkas-sah
        nama: Persentase berkas yang sah
        variabel: { sah: Jumlah berkas yang sah, semua: Jumlah berkas }
        formula: sah / semua * 100%
        satuan: persen
        arah: naik
        agregasi: akhir
        sumber: Laporan uji
      - id: berkas-salah
        nama: Persentase berkas yang ditolak
        variabel: { sah: Jumlah berkas yang sah, semua: Jumlah berkas }
        formula: sah / semua * 100%
        satuan: persen
        arah: naik
        agregasi: akhir
        sumber: Laporan uji
YAML
    echo kata-ganda rumus-kembar kalimat-tanpa-titik
}

mistake_key() {
    echo 'tak_dikenal_😀: 1' >>"$(first_jabatan "$1")"
    echo kunci-tak-dikenal
}

# More mistakes than are told.
mistake_many() {
    seq -f 'tak_dikenal_%g: 1' 150 >>"$(first_jabatan "$1")"
    echo kunci-tak-dikenal temuan-dipotong
}

mistake_no-office() {
    rm "$1/data/opd.yaml"
    echo opd-hilang
}

# Neither YAML nor text.
mistake_broken() {
    printf 'nama: "tidak ditutup\n' >"$1/data/opd.yaml"
    printf 'id: \xff\n' >"$(first_jabatan "$1")"
    echo yaml-sintaksis bukan-utf8
}

# Not even a folder for data.
mistake_empty() {
    rm -r "$1"
    mkdir "$1"
    echo opd-hilang
}

# say OUTPUT PROJECT LANGUAGE COMMAND ARGUMENTS…
# Without the job summary, which the runner of CI asks for and which is not for these projects.
say() {
    local output="$1" folder="$2" language="$3" status=0
    shift 3
    env -u GITHUB_STEP_SUMMARY "$binary" --project "$folder" --lang "$language" "$@" \
        >"$output" 2>"$work/stderr" </dev/null || status=$?
    # 1 and 2 are findings; beyond is a crash, whatever was written before it.
    if ((status > 2)); then
        printf 'fail %s %s: exit code %d\n' "$1" "$(basename "$folder")" "$status"
        sed 's/^/    /' "$work/stderr"
    fi
}

# make NAME: a project with its mistakes, and all that is said of it.
make() {
    local folder="$work/projects/$1" out="$work/outputs/$1" language form
    copy_project "$project" "$folder"
    "mistake_$1" "$folder" >"$work/expected/$1"
    mkdir "$out"
    for language in id en; do
        for form in json sarif github; do
            say "$out/check.$language.$form" "$folder" "$language" check --format "$form"
        done
        say "$out/fix.$language.json" "$folder" "$language" check --fix --dry-run --format json
        say "$out/build.$language.json" "$folder" "$language" build --format json --out "$work/published/$1"
    done
}

main() {
    local kind name failed passed
    if (($# != 2)); then die "usage: schema.sh IKIGEN_BINARY PROJECT"; fi
    binary="$(realpath -e "$1" 2>/dev/null)" || die "no such program: $1"
    project="$(realpath -e "$2" 2>/dev/null)" || die "no such project: $2"
    if [[ ! -d $project/data ]]; then die "$2 has no data folder"; fi
    if [[ ! -f $SARIF_SCHEMA ]]; then die "run setup.sh first"; fi
    "$PYTHON" -c 'import jsonschema, yaml' 2>/dev/null || die "run setup.sh first"
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/schemas" "$work/outputs" "$work/expected" "$work/published"

    for kind in "${KINDS[@]}"; do
        "$binary" schema "$kind" >"$work/schemas/$kind.json" || die "no schema of $kind"
    done
    for name in original initial strict key many no-office broken empty; do make "$name"; done | tee "$work/lines"
    "$PYTHON" "$ORACLES/schema.py" "$work" "$SARIF_SCHEMA" "$FINDINGS_SCHEMA" | tee -a "$work/lines" ||
        die "schema.py could not judge"
    passed="$(grep -c '^pass ' "$work/lines" || true)"
    failed="$(grep -c '^fail ' "$work/lines" || true)"
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

main "$@"
