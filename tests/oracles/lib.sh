# Sourced by the scripts beside it: where the judges' tools are and how they are called.
# shellcheck shell=bash

ORACLES="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Outside the checkout, so that a clean checkout (CI, a second worktree) finds the downloads again.
TOOLS="${IKIGEN_ALAT:-$HOME/.cache/ikigen-alat}"

VERAPDF_VERSION=2.5.16
VERAPDF_DIR="$TOOLS/verapdf-$VERAPDF_VERSION"
VERAPDF_JAR="$VERAPDF_DIR/verapdf.jar"

OOXML_VERSION=0.4.0
OOXML_DIR="$TOOLS/ooxml-validator-$OOXML_VERSION"
OOXML_BINARY="$OOXML_DIR/ooxml-validator"

# Debian's own Python, which has the modules that setup.sh installs.
# shellcheck disable=SC2034  # used by the scripts that source this
PYTHON=/usr/bin/python3

# The JAXB implementation, which the jar lacks; Debian installs it here.
JAVA_JARS=/usr/share/java
JAXB_JARS=(jaxb-runtime jaxb-core istack-commons-runtime txw2 stax-ex FastInfoset javax.activation)

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
