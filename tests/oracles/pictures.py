#!/usr/bin/env python3
"""Makes the pictures of docs/formulir.md again, from forms of the sample project as LibreOffice prints them.

    pictures.py BINARY PROJECT

Writes docs/formulir-*.png of this checkout: a sheet each, cut below what is printed, with few colours so that they stay
small. Needs openpyxl, LibreOffice and pdftoppm (setup.sh).
"""
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

import openpyxl

DOCS = Path(__file__).resolve().parents[2] / "docs"
DPI = 78
COLORS = 48
MARGIN = 14
MAX_BYTES = 60_000


def run(*command):
    subprocess.run([str(one) for one in command], check=True, capture_output=True, timeout=300)


def forms(binary, project, work):
    """The forms that are shown: one that goes out, one that goes back with a note."""
    shutil.copytree(project / "data", work / "data")
    out = ("--project", work, "--quiet")
    for position in ("kasubbag-umum", "kabid-koperasi-um"):
        run(binary, "form", "export", "--triwulan", "TW3", "--jabatan", position, "--out", work / "sent", *out)
    form = work / "sent/Formulir-TW3-2024-kabid-koperasi-um.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book["Isian"]
    column = next(cell.column for cell in sheet[5] if str(cell.value).startswith("TW III"))
    row = next(row[0].row for row in sheet.iter_rows(min_row=6) if "um-wirausaha/wirausaha" in str(row[0].value))
    sheet.cell(row, column).value = "1.816"
    book.save(work / "isi.xlsx")
    subprocess.run([binary, "form", "import", work / "isi.xlsx", "--return", work / "back", *out], capture_output=True, timeout=300)
    return work / "sent/Formulir-TW3-2024-kasubbag-umum.xlsx", work / "back/isi.xlsx"


def pages(form, work):
    """The printed pages of a form, as pixels."""
    run("soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "pdf", "--outdir", work, form)
    run("pdftoppm", "-r", DPI, work / f"{form.stem}.pdf", work / form.stem)
    return [pixels(one) for one in sorted(work.glob(f"{form.stem}-*.ppm"))]


def pixels(path):
    """Rows of pixels without the empty ones below the table and the foot of the page."""
    kind, width, height, most, data = path.read_bytes().split(maxsplit=4)
    assert (kind, most) == (b"P6", b"255")
    width, height = int(width), int(height)
    rows = [data[y * width * 3:(y + 1) * width * 3] for y in range(height)]
    rows = rows[: int(height * 0.93)]
    last = max(y for y, row in enumerate(rows) if row.strip(b"\xff"))
    return width, rows[: last + MARGIN]


def png(width, rows):
    """A picture with a palette of the colours that occur most."""
    rough = [[tuple(one & 0xF8 for one in row[x:x + 3]) for x in range(0, width * 3, 3)] for row in rows]
    counted = [color for color, _ in Counter(color for row in rough for color in row).most_common()]
    palette = counted[:COLORS]
    nearest = {color: min(range(len(palette)), key=lambda n: sum((a - b) ** 2 for a, b in zip(palette[n], color)))
               for color in counted}
    body = b"".join(b"\0" + bytes(nearest[color] for color in row) for row in rough)

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    # White is white again.
    colors = bytes(min(255, one + (one >> 5)) for color in palette for one in color)
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", colors), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def main():
    binary, project = (Path(one).resolve() for one in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as work:
        sent, back = forms(binary, project, Path(work))
        petunjuk, isian, uraian, *_, belanja = pages(sent, Path(work))
        pictures = {"petunjuk": petunjuk, "isian": isian, "uraian": uraian, "belanja": belanja,
                    "kembali": pages(back, Path(work))[1]}
        for name, picture in pictures.items():
            path = DOCS / f"formulir-{name}.png"
            path.write_bytes(png(*picture))
            print(f"{path.name} {path.stat().st_size} bytes")
            if path.stat().st_size > MAX_BYTES:
                sys.exit(f"{path.name} is too large")


if __name__ == "__main__":
    main()
