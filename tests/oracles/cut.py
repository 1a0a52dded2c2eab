#!/usr/bin/env python3
"""Cuts a file of actual values at the end of a quarter, in place: cut.py FILE QUARTER

What belongs to later quarters goes, with it the indicators of which nothing is left, and `sampai` says the quarter.
Comments and everything else stay. The file keeps each quarter on a line of its own, or in braces.
"""
import re
import sys


def cut(text, quarter):
    later = "[%s]" % "".join(str(n) for n in range(quarter + 1, 5))
    value = r"(?:\{[^}\n]*\}|[^{,}\n]*)"
    text = re.sub(r"(?m)^ +TW%s: *%s *(?:#.*)?\n" % (later, value), "", text)
    text = re.sub(r"TW%s: *%s, *" % (later, value), "", text)
    text = re.sub(r",? *TW%s: *%s" % (later, value), "", text)
    text = re.sub(r"(?m)^sampai: TW\d", "sampai: TW%d" % quarter, text)
    # An indicator is a key two spaces in; what it says stands further in.
    return re.sub(r"(?m)^  [a-z0-9-]+: *(?:#.*)?\n(?=(?: *(?:#.*)?\n)*(?:  ?\S|\Z))", "", text)


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in "123":
        sys.exit(__doc__.splitlines()[0])
    path, quarter = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(cut(text, quarter))


if __name__ == "__main__":
    main()
