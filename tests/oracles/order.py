#!/usr/bin/env python3
"""Is every text of the YAML on the page, in order, for a reader who follows the tags?

    order.py FILE.pdf PROJECT

Reads the tag tree with poppler (`pdfinfo -struct-text`), which knows nothing of this
project, and looks for each text of data/jabatan/*.yaml in the order of the files. Blanks do
not count: lines break anywhere.
"""
import glob
import re
import subprocess
import sys

import yaml


def tagged_text(path):
    """The text of the tag tree, without blanks."""
    out = subprocess.run(
        ["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True
    ).stdout
    # Text stands in quotes on lines of its own; everything else names the tags.
    parts = re.findall(r'^\s*"(.*)"$', out, flags=re.MULTILINE)
    return "".join("".join(parts).split())


def texts(position):
    """The texts of a position in reading order. Formulas are read from the set page."""
    yield position["jabatan"]
    for key in ("tugas", "fungsi"):
        value = position.get(key, [])
        yield from [value] if isinstance(value, str) else value
    for objective in position["sasaran"]:
        yield objective["sasaran"]
        for indicator in objective["indikator"]:
            yield indicator["nama"]
            yield from [indicator["sumber"]] if "sumber" in indicator and not shared(objective) else []


def shared(objective):
    """Whether indicators share a row: then the source follows the last of them."""
    return any(i.get("sebaris") for i in objective["indikator"])


def main(pdf, project):
    printed = tagged_text(pdf)
    at = found = 0
    for path in sorted(glob.glob(f"{project}/data/jabatan/*.yaml")):
        with open(path, encoding="utf-8") as file:
            position = yaml.safe_load(file)
        for text in texts(position):
            wanted = "".join(re.sub(r"\*(\S[^*]*)\*", r"\1", text).split())
            place = printed.find(wanted, at)
            if place < 0:
                print(f"fail order: not in its place: {text}")
                return 1
            at, found = place + len(wanted), found + 1
    print(f"pass order: {found} texts in the order of the YAML")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
