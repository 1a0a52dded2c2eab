#!/usr/bin/env python3
"""Looks at what poppler does not show: the catalog's language, the alternative text of formulas, associated files.

Reads the output of `qpdf --json=2 --json-key=qpdf FILE` on standard input. Prints a summary and exits with 0,
or prints each fault on a line and exits with 1. Standard library only.
"""

import json
import sys

LANGUAGE = "id"
RELATIONSHIP = "/Source"


def text(value):
    """The text of a PDF string as qpdf writes it ("u:…"); empty for anything else."""
    return value[2:].strip() if isinstance(value, str) and value.startswith("u:") else ""


def read_objects(document):
    """All objects by reference ("12 0 R"); of a stream, its dictionary."""
    objects = {}
    for key, holder in document["qpdf"][1].items():
        value = holder.get("value") if "value" in holder else holder.get("stream", {}).get("dict")
        objects[key.removeprefix("obj:")] = value
    return objects


class Catalog:
    def __init__(self, objects):
        self.objects = objects
        self.faults = []
        self.root = self.get(self.get(objects.get("trailer", {})).get("/Root")) or {}

    def get(self, value):
        """The value itself, or what its reference points to."""
        return self.objects.get(value, value) if isinstance(value, str) else value

    def elements(self, kind):
        for value in self.objects.values():
            if isinstance(value, dict) and value.get("/S") == kind and "/P" in value:
                yield value

    def check_language(self):
        language = text(self.get(self.root.get("/Lang")))
        if language.split("-")[0].lower() != LANGUAGE:
            self.faults.append(f"document language is {language!r}, not {LANGUAGE!r}")
        return f"language {language}"

    def check_formulas(self):
        formulas = list(self.elements("/Formula"))
        mute = sum(not text(self.get(formula.get("/Alt"))) for formula in formulas)
        if mute:
            self.faults.append(f"{mute} of {len(formulas)} Formula elements have no Alt")
        return f"{len(formulas)} formulas"

    def check_files(self):
        files = [self.get(file) for file in self.get(self.root.get("/AF")) or []]
        if not files:
            self.faults.append("the catalog has no associated files (/AF)")
        for file in files:
            self.check_file(file)
        return f"{len(files)} associated files"

    def check_file(self, file):
        name = text(self.get(file.get("/UF"))) or "(no name)"
        if file.get("/AFRelationship") != RELATIONSHIP:
            self.faults.append(f"{name}: relationship is {file.get('/AFRelationship')}, not {RELATIONSHIP}")
        if not text(self.get(file.get("/Desc"))):
            self.faults.append(f"{name}: no description")
        stream = self.get((self.get(file.get("/EF")) or {}).get("/F")) or {}
        if not stream.get("/Subtype"):
            self.faults.append(f"{name}: no media type")


def main():
    catalog = Catalog(read_objects(json.load(sys.stdin)))
    summary = [catalog.check_language(), catalog.check_formulas(), catalog.check_files()]
    print("\n".join(catalog.faults) if catalog.faults else ", ".join(summary))
    return 1 if catalog.faults else 0


if __name__ == "__main__":
    sys.exit(main())
