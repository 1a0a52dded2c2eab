#!/usr/bin/env bash
# The two workbooks beside Python's XlsxWriter writing the same sheets, in turn, at 1x, 10x and
# 50x the content of the committed project. Machines are noisy: quote the ratio, not the time.
#
#   benches/books.sh [RUNS]
#
# RUNS rounds at 1x, half of them at 10x, a quarter at 50x, never fewer than three. Needs the
# binary (cargo build --release) and a Python with PyYAML, openpyxl and XlsxWriter: Debian's
# python3-yaml, python3-openpyxl and python3-xlsxwriter, or a virtual environment that has them,
# named by PYTHON:
#
#   /usr/bin/python3 -m venv /tmp/books && /tmp/books/bin/pip install PyYAML openpyxl XlsxWriter
#   PYTHON=/tmp/books/bin/python benches/books.sh
#
# Take the distribution's Python: pyenv's took half as long again as Debian's, and that made ikigen
# look better than it is. The version of XlsxWriter counts too; the first line says which it was.
#
# What is measured and what is not: benches/books.py.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A copy: a build meanwhile must not change the program between rounds.
cp "${CARGO_TARGET_DIR:-target}/release/ikigen" "$work/ikigen"
"${PYTHON:-python3}" benches/books.py "$work/ikigen" "$work" "$runs"
