#!/usr/bin/env python3
"""Reads the JSON of the Open XML validator from standard input: one line for each error.

Exit code 0: none, 1: errors. The validator itself always ends with 0.
"""
import json
import sys

SHOWN = 20


def main():
    answer = json.load(sys.stdin)
    errors = answer["errors"]
    for error in errors[:SHOWN]:
        where = " ".join(error[key] for key in ("path", "xPath") if error[key])
        print(f"{where}: {error['description']}" if where else error["description"])
    if len(errors) > SHOWN:
        print(f"… and {len(errors) - SHOWN} more")
    # Both, for neither should be true without the other.
    if answer["ok"] is not True or errors:
        print(f"errors: {len(errors)}")
        return 1
    print("no error")
    return 0


if __name__ == "__main__":
    sys.exit(main())
