"""skema.py WORK SARIF TEMUAN: puts the data and the outputs that skema.sh collected before their JSON Schemas.

WORK holds skema/<kind>.json, proyek/<name>/, keluaran/<name>/<output>, and harapan/<name> with the codes that must
be found there. SARIF and TEMUAN are the schemas of the outputs. One line for each judge, reasons indented below.
Ends with 0 when it could judge, whatever the verdict: skema.sh counts the lines.
"""

import copy
import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import yaml
from jsonschema.validators import validator_for

MAX_REASONS = 20
BAHASA = ["id", "en"]

# Where the data of each kind are. Every YAML file below data/ has to be one of these.
PLACES = {
    "opd": "opd.yaml",
    "jabatan": "jabatan/*.yaml",
    "renstra": "renstra.yaml",
    "kamus": "kamus.yaml",
    "realisasi": "realisasi/*.yaml",
}

# The projects whose data are right; the others are wrong on purpose.
RIGHT = ["asli", "awal"]

# What follows is written by hand from what the documents say, not taken from the schemas: a schema that
# asks for too little has to be noticed. "*" stands for any item, or any key where the user chooses the keys.

# Under these names the user chooses the keys.
FREE = set("variabel target target_perubahan alasan_perubahan target_triwulan pagu anggaran realisasi".split())
FREE |= set("tahun_lain salah baku TW1 TW2 TW3 TW4".split())

INDIKATOR = "sasaran/*/indikator/*"
PROGRAM = "program/*"
KEGIATAN = "program/*/kegiatan/*"
SUB_KEGIATAN = "program/*/kegiatan/*/sub_kegiatan/*"

# Keys that must be there.
REQUIRED = {
    "opd": {
        "": "nama daerah periode tanggal pimpinan iki halaman",
        "periode": "dari sampai",
        "pimpinan/*": "id jabatan",
        "iki": "judul sampul kepala label kolom",
        "iki/label": "jabatan tugas fungsi",
        "iki/kolom": "sasaran indikator penjelasan sumber",
        "kebijakan/skala": "sumber peringkat",
        "kebijakan/skala/peringkat/*": "nama",
        "pengesahan": "tempat jabatan",
        "halaman": "kertas orientasi margin huruf ukuran identitas tabel",
        "halaman/margin": "atas bawah kiri kanan",
    },
    "jabatan": {
        "": "id jabatan atasan tugas sasaran",
        "sasaran/*": "sasaran indikator",
        INDIKATOR: "id nama satuan arah agregasi",
        INDIKATOR + "/standar_nasional": "nilai sumber",
        INDIKATOR + "/target_triwulan/*": "TW1 TW2 TW3 TW4",
    },
    "renstra": {
        "": "status visi misi tujuan program",
        "misi/*": "id misi",
        "tujuan/*": "id misi tujuan indikator sasaran",
        "tujuan/*/sasaran/*": "id sasaran indikator strategi",
        PROGRAM: "kode nama nomenklatur sasaran penanggung_jawab indikator kegiatan",
        KEGIATAN: "kode nama indikator sub_kegiatan",
        SUB_KEGIATAN: "kode nama indikator",
    },
    "realisasi": {"": "tahun status sampai realisasi"},
    "temuan": {
        "": "version summary diagnostics",
        "summary": "error warning info",
        "diagnostics/*": "code severity message help line related",
        "diagnostics/*/related/*": "file line message",
        "outputs/*": "file pages sheets bytes sha256",
    },
    "sarif": {"": "version runs", "runs/*": "tool", "runs/*/results/*": "message"},
}

# Values out of a few.
CHOICES = {
    "opd": ["kebijakan/turun", "kebijakan/tetap", "kebijakan/rata_rata", "halaman/orientasi", "pengesahan/sebagai"],
    "jabatan": [INDIKATOR + "/arah", INDIKATOR + "/agregasi"],
    "renstra": ["status"],
    "realisasi": ["status", "sampai"],
    "temuan": ["version", "diagnostics/*/severity"],
    "sarif": ["version", "runs/*/columnKind", "runs/*/results/*/level"],
}

# Texts, which an officer may write as a number: a code without its quotes, a name that is a year.
TEXTS = {
    "opd": ["nama", "daerah", "tanggal", "iki/judul", "pimpinan/*/id", "pengesahan/nip"],
    "jabatan": ["id", "jabatan", "atasan", "tugas", INDIKATOR + "/nama", INDIKATOR + "/formula", INDIKATOR + "/variabel/*"],
    "renstra": ["visi", PROGRAM + "/kode", KEGIATAN + "/kode", SUB_KEGIATAN + "/kode", PROGRAM + "/nama"],
    "realisasi": ["realisasi/*/analisis/hambatan"],
    "kamus": ["salah/*", "baku/*", "akronim/*", "abaikan/*"],
    "temuan": ["diagnostics/*/code", "diagnostics/*/message", "diagnostics/*/file", "outputs/*/sha256"],
    "sarif": ["runs/*/results/*/ruleId", "runs/*/results/*/message/text"],
}

# Whole numbers, which an officer may write as text or with a fraction.
NUMBERS = {
    "opd": ["tahun", "periode/dari", "periode/sampai"],
    "jabatan": ["nomor_awal"],
    "realisasi": ["tahun"],
    "temuan": ["summary/error", "diagnostics/*/line", "outputs/*/bytes"],
    "sarif": ["runs/*/results/*/ruleIndex", "runs/*/results/*/locations/*/physicalLocation/region/startLine"],
}

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}

# A workflow command of GitHub: % escapes what would end the value or the line.
VALUE = r"(?:[^%\r\n:,]|%(?:25|0D|0A|3A|2C))*"
PROPERTY = rf"(?:file|line|endLine|col|endColumn|title)={VALUE}"
COMMAND = re.compile(rf"::(error|warning|notice) ({PROPERTY}(?:,{PROPERTY})*)::((?:[^%\r\n]|%(?:25|0D|0A))*)")

# jsonschema judges these formats only with further packages; the grammar of RFC 3986 is short.
FORMATS = jsonschema.FormatChecker(formats=())
URI_TAIL = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*"
FORMATS.checks("uri")(lambda text: not isinstance(text, str) or re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:" + URI_TAIL, text))
# Its first segment has no colon, or it would be a scheme.
FORMATS.checks("uri-reference")(
    lambda text: not isinstance(text, str) or re.fullmatch(r"(?![^/?#]*:)" + URI_TAIL, text)
)


class Yaml(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it: PyYAML by itself makes dates of dates, and true of `on`."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        # JSON's keys are strings, so each key is what is written: 2024 is "2024".
        mapping = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in mapping:
                raise yaml.constructor.ConstructorError(None, None, "a key that is no text, or is there twice", key.start_mark)
            mapping[key.value] = self.construct_object(value, deep=True)
        return mapping


for tag, pattern, construct in [
    ("null", r"~|null|Null|NULL|", lambda text: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", r"[-+]?[0-9]+", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
]:
    Yaml.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})\\Z"), None)
    Yaml.add_constructor(f"tag:yaml.org,2002:{tag}", lambda loader, node, make=construct: make(node.value))


def validator(path):
    """The validator of the draft that the schema names; the schema itself has to be valid, too."""
    schema = json.loads(path.read_text())
    kind = validator_for(schema, default=None)
    if kind is None:
        raise SystemExit(f"skema.py: {path} names no draft that is known here")
    kind.check_schema(schema)
    return kind(schema, format_checker=FORMATS)


def reasons(judge, value):
    """Why a value is refused: one line for each mistake, at its place."""
    found = []
    for error in judge.iter_errors(value):
        # The branch that came closest says more than "is not valid under any of the given schemas".
        error = jsonschema.exceptions.best_match([error])
        found.append("/".join(map(str, error.absolute_path)) + f": {error.message[:200]}")
    return found


def shape(path):
    """A path without what the user chose in it."""
    steps = []
    for above, step in zip((None, *path), path):
        steps.append("*" if isinstance(step, int) or above in FREE else step)
    return "/".join(steps)


def walk(value, path=()):
    """All values in a value, with their paths."""
    yield path, value
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    else:
        steps = ()
    for step, below in steps:
        yield from walk(below, (*path, step))


def changed(document, path, value):
    """A copy of the document with another value at the path."""
    if not path:
        return value
    document = copy.copy(document)
    document[path[0]] = changed(document[path[0]], path[1:], value)
    return document


def wrong_values(kind, where, value):
    """What must not stand in place of this value: the kind of the mistake and the wrong value."""
    stranger = {"tak_dikenal": []}
    if isinstance(value, dict):
        # Where the user chooses the keys, it is the value that is wrong.
        yield "unknown key", {**value, **stranger}
        for key in REQUIRED.get(kind, {}).get(where, "").split():
            if key in value:
                yield f"missing key {key}", {k: v for k, v in value.items() if k != key}
        yield "list for mapping", [[]]
        yield "text for mapping", "tak dikenal"
    elif isinstance(value, list):
        yield "mapping for list", stranger
        yield "wrong item", [*value, [[]]]
    else:
        yield "mapping for value", stranger
        yield "wrong value", "ya" if isinstance(value, bool) else True
    if where in CHOICES.get(kind, []):
        yield "no choice", "tak-dikenal"
        yield "no choice, by its case", value.title() if isinstance(value, str) and value.islower() else str(value).lower() + "x"
    if where in TEXTS.get(kind, []) and isinstance(value, str):
        yield "number for text", 2024
    if where in NUMBERS.get(kind, []):
        yield "text for number", str(value)
        yield "fraction for number", value + 0.5


def wrong_copies(kind, documents):
    """Copies with one mistake each, one for every kind of place and mistake: path, mistake, copy."""
    seen = set()
    for document in documents:
        for path, value in walk(document):
            where = shape(path)
            for mistake, wrong in wrong_values(kind, where, value):
                if (where, mistake) not in seen:
                    seen.add((where, mistake))
                    yield "/".join(map(str, path)), mistake, changed(document, path, wrong)


def say(name, about, reasons, seen):
    """The line of a judge."""
    print(f"lulus {name} {about}: {seen}" if not reasons else f"gagal {name} {about}:", flush=True)
    for reason in reasons[:MAX_REASONS]:
        print(f"    {reason}")
    if len(reasons) > MAX_REASONS:
        print(f"    … {len(reasons) - MAX_REASONS} more")


def judge_mistakes(kind, judge, documents):
    """Would the schema notice? At least three kinds of mistakes, and not one copy may pass."""
    counts, passed = Counter(), []
    for path, mistake, wrong in wrong_copies(kind, documents):
        counts[" ".join(mistake.split()[:2])] += 1
        if judge.is_valid(wrong):
            passed.append(f"{path or '.'}: {mistake}: not refused")
    if len(counts) < 3:
        passed.append(f"only {len(counts)} kinds of mistakes could be made")
    list_of = ", ".join(f"{count} {mistake}" for mistake, count in counts.items())
    say("salah", kind, passed, f"{counts.total()} wrong copies refused ({list_of})")


def judge_data(work):
    found = {kind: [] for kind in PLACES}
    for project in RIGHT:
        data = work / "proyek" / project / "data"
        for kind, place in PLACES.items():
            found[kind] += sorted(data.glob(place))
        strangers = set(data.rglob("*.y*ml")).difference(*found.values())
        if strangers:
            say("data", project, [f"{path.relative_to(data)}: of no kind that has a schema" for path in sorted(strangers)], "")
    for kind, paths in found.items():
        judge = validator(work / "skema" / f"{kind}.json")
        documents, why = [], []
        for path in paths:
            try:
                documents.append(yaml.load(path.read_bytes(), Yaml))
            except yaml.YAMLError as error:
                why.append(f"{path.relative_to(work / 'proyek')}: {error}")
                continue
            why += [f"{path.relative_to(work / 'proyek')}: {reason}" for reason in reasons(judge, documents[-1])]
        if not paths:
            why.append("no file to judge")
        say("data", kind, why, f"{len(paths)} files valid")
        judge_mistakes(kind, judge, documents)


def read_json(path, why):
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        why.append(f"{path.name}: no JSON: {error}")
        return None


def judge_json(folder, judge, name, outputs):
    """The outputs of this project that have this schema; returns those that could be read."""
    why, documents = [], {}
    for output in outputs:
        document = read_json(folder / output, why)
        if document is not None:
            documents[output] = document
            why += [f"{output}: {reason}" for reason in reasons(judge, document)]
    say(name, folder.name, why, f"{len(outputs)} outputs valid")
    return documents


def read_command(line):
    """A workflow command as kind, properties and text; None when it is none."""
    match = COMMAND.fullmatch(line)
    if match is None:
        return None
    kind, properties, text = match.groups()
    pairs = [pair.split("=", 1) for pair in properties.split(",")]
    if len(dict(pairs)) != len(pairs):
        return None
    return kind, {key: unquote(value) for key, value in pairs}, unquote(text)


def judge_github(folder):
    why, commands = [], {}
    for bahasa in BAHASA:
        output = f"check.{bahasa}.github"
        # Decoded by hand, split at line feeds only: nothing of what is judged may be mended on the way.
        lines = (folder / output).read_bytes().decode().split("\n")
        if lines.pop() != "":
            why.append(f"{output}: the last line does not end")
        commands[output] = [read_command(line) for line in lines]
        why += [f"{output}: {line[:200]}" for line, command in zip(lines, commands[output]) if command is None]
    say("github", folder.name, why, f"{sum(map(len, commands.values()))} lines are commands")
    return commands


def findings_of_json(document):
    for one in document["diagnostics"]:
        place = [one.get(key) for key in ["file", "line", "column", "end_line", "end_column"]]
        yield one["code"], one["severity"], *place, [one["message"], one["help"]]


def findings_of_sarif(document):
    names = {level: name for name, level in LEVELS.items()}
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        if rules[one["ruleIndex"]]["id"] != one["ruleId"]:
            raise ValueError(f"ruleIndex {one['ruleIndex']} is not {one['ruleId']}")
        if one.get("suppressions"):
            continue
        place = [None] * 5
        for location in one.get("locations", []):
            location = location["physicalLocation"]
            ends = [location["region"][key] for key in ["startLine", "startColumn", "endLine", "endColumn"]]
            place = [unquote(location["artifactLocation"]["uri"]), *ends]
        yield one["ruleId"], names[one["level"]], *place, one["message"]["text"]


def findings_of_github(commands):
    names = {command: name for name, command in COMMANDS.items()}
    for kind, properties, text in commands:
        numbers = [properties.get(key) for key in ["line", "col", "endLine", "endColumn"]]
        numbers = [number and int(number) for number in numbers]
        yield properties["title"], names[kind], properties.get("file"), *numbers, text


def same(form, one, other):
    """Whether a finding of another form is this finding of the JSON."""
    *head, (message, help) = one
    *other_head, text = other
    if form == "github":
        # Columns stand there only where they mean something: within one line.
        if one[3] != one[5]:
            head[4 - 0] = head[4]
            head = [*head[:4], None, *head[5:]]
        wanted = f"{message}\n{help}"
    return head == other_head


def judge_agreement(folder, expected, documents, sarif, commands):
    """Do all forms tell the same findings? An empty list is valid in each of them."""
    raise NotImplementedError


def main():
    work, sarif_path, temuan_path = map(Path, sys.argv[1:])
    judge_data(work)


main()
