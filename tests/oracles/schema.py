#!/usr/bin/env python3
"""Are the data and the outputs that schema.sh collected valid against their JSON Schemas?

    schema.py WORK SARIF FINDINGS

WORK holds schemas/<kind>.json, projects/<project>/data, outputs/<project>/<output>, and expected/<project> with the codes
that must be found there. SARIF and FINDINGS are the schemas of the outputs. One line for each judge, reasons indented
below. Ends with 0 when everything was judged, whatever the verdict: schema.sh counts the lines.
"""
import copy
import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

try:
    import jsonschema
    import yaml
    from jsonschema.validators import validator_for
except ImportError:
    print("schema.py: no jsonschema or no yaml, run setup.sh first", file=sys.stderr)
    sys.exit(2)

SHOWN = 20
LANGUAGES = ["id", "en"]

# Where the data of each kind are. Every YAML file below data/ has to be one of these.
PLACES = {
    "opd": "opd.yaml",
    "pejabat": "pejabat.yaml",
    "jabatan": "jabatan/*.yaml",
    "renstra": "renstra.yaml",
    "kamus": "kamus.yaml",
    "realisasi": "realisasi/*.yaml",
}

# The projects whose data are right; the others are wrong on purpose.
RIGHT = ["original", "initial"]

# The tables from here on are written by hand from what the documents say and not taken from the schemas: a schema
# that asks for too little has to be noticed. "*" is any item, or any key where the user chooses the keys.

# Under these names the user chooses the keys.
FREE = set(
    "variabel target target_perubahan alasan_perubahan target_triwulan pagu anggaran realisasi tahun_lain "
    "salah baku TW1 TW2 TW3 TW4".split()
)

INDIKATOR = "sasaran/*/indikator/*"
VARIABEL = INDIKATOR + "/variabel/*"
PROGRAM = "program/*"
KEGIATAN = PROGRAM + "/kegiatan/*"
SUB_KEGIATAN = KEGIATAN + "/sub_kegiatan/*"
FINDING = "diagnostics/*"
RESULT = "runs/*/results/*"

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
    "pejabat": {
        "": "pejabat",
        "pejabat/*": "nama memegang",
        "pejabat/*/memegang/*": "jabatan dari",
    },
    "jabatan": {
        "": "id jabatan atasan tugas sasaran",
        "sasaran/*": "sasaran indikator",
        INDIKATOR: "id nama satuan arah agregasi",
        INDIKATOR + "/standar_nasional": "nilai sumber",
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
    "findings": {
        "": "version summary diagnostics",
        "summary": "error warning info",
        # A finding about the whole project has no place; one with a place has it completely.
        FINDING: "code severity message help file line column end_line end_column related",
        FINDING + "/related/*": "file line column end_line end_column message",
        "outputs/*": "file pages sheets bytes sha256",
    },
    "sarif": {"": "version runs", "runs/*": "tool", "runs/*/tool/driver": "name", RESULT: "message"},
}

# Values out of a few.
CHOICES = {
    "opd": ["kebijakan/turun", "kebijakan/tetap", "kebijakan/rata_rata", "halaman/orientasi", "pengesahan/sebagai"],
    "pejabat": ["pejabat/*/memegang/*/sebagai"],
    "jabatan": [INDIKATOR + "/arah", INDIKATOR + "/agregasi"],
    "renstra": ["status"],
    "realisasi": ["status", "sampai"],
    "findings": [FINDING + "/severity"],
    "sarif": ["version", "runs/*/columnKind", RESULT + "/level"],
}

# Texts where somebody may write a number: a code without its quotes, a name that is a year.
TEXTS = {
    "opd": ["nama", "daerah", "tanggal", "iki/judul", "pimpinan/*/id", "pengesahan/nip"],
    "pejabat": ["pejabat/*/nama", "pejabat/*/nip", "pejabat/*/memegang/*/dari"],
    "jabatan": ["id", "jabatan", "atasan", "tugas", INDIKATOR + "/nama", INDIKATOR + "/formula", VARIABEL],
    "renstra": ["visi", PROGRAM + "/kode", KEGIATAN + "/kode", SUB_KEGIATAN + "/kode", PROGRAM + "/nama"],
    "realisasi": ["realisasi/*/analisis/hambatan"],
    "kamus": ["salah/*", "baku/*", "akronim/*", "abaikan/*"],
    "findings": [FINDING + "/code", FINDING + "/message", FINDING + "/file", "outputs/*/sha256"],
    "sarif": [RESULT + "/ruleId", RESULT + "/message/text"],
}

# Whole numbers, which somebody may write as text or with a fraction.
NUMBERS = {
    "opd": ["tahun", "periode/dari", "periode/sampai"],
    "jabatan": ["nomor_awal"],
    "realisasi": ["tahun"],
    "findings": ["version", "summary/error", FINDING + "/line", "outputs/*/bytes"],
    "sarif": [RESULT + "/ruleIndex", RESULT + "/locations/*/physicalLocation/region/startLine"],
}

# The severities of the JSON in SARIF and in GitHub's commands.
SARIF_LEVELS = {"error": "error", "warning": "warning", "note": "info"}
GITHUB_COMMANDS = {"error": "error", "warning": "warning", "notice": "info"}

# A workflow command. What would end a value or the line is escaped, and so is the escape's own sign.
VALUE = r"(?:[^%\r\n:,]|%(?:25|0D|0A|3A|2C))*"
PROPERTY = rf"(?:file|line|endLine|col|endColumn|title)={VALUE}"
COMMAND = re.compile(rf"::(error|warning|notice) ({PROPERTY}(?:,{PROPERTY})*)::(?:[^%\r\n]|%(?:25|0D|0A))*")

# jsonschema judges these formats only with packages that Debian's does not bring; the grammar (RFC 3986) is short.
FORMATS = jsonschema.FormatChecker(formats=())
URI_REST = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*"
SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
FORMATS.checks("uri")(lambda text: not isinstance(text, str) or bool(re.fullmatch(SCHEME + URI_REST, text)))
FORMATS.checks("uri-reference")(
    # Without a scheme, no colon may stand in the first segment, or what is before it would be one.
    lambda text: not isinstance(text, str) or bool(re.fullmatch(rf"(?:{SCHEME}|(?![^/?#]*:)){URI_REST}", text))
)


class Yaml(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it. PyYAML by itself makes dates of dates and `true` of `on`."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        # JSON's keys are strings, so a key is what is written: 2024 is "2024".
        mapping = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in mapping:
                raise yaml.constructor.ConstructorError(None, None, "a key is no text, or there twice", key.start_mark)
            mapping[key.value] = self.construct_object(value, deep=True)
        return mapping


for tag, pattern, make in [
    ("null", r"~|null|Null|NULL|", lambda text: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", r"[-+]?[0-9]+", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
]:
    Yaml.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)
    Yaml.add_constructor(f"tag:yaml.org,2002:{tag}", lambda _, node, make=make: make(node.value))


def validator(path):
    """The validator of the draft that the schema names. A schema may be wrong, too: then there is no judging."""
    schema = json.loads(path.read_bytes())
    kind = validator_for(schema, default=None)
    if kind is None:
        raise SystemExit(f"schema.py: {path.name} names no draft that jsonschema knows")
    kind.check_schema(schema)
    return kind(schema, format_checker=FORMATS)


def at(path):
    return "/".join(map(str, path)) or "at the top"


def reasons(judge, value):
    """Why a value is refused: each mistake with its place."""
    for error in judge.iter_errors(value):
        # Of several branches the one that came closest: "under none of the given schemas" helps nobody.
        error = jsonschema.exceptions.best_match([error])
        yield f"{at(error.absolute_path)}: {error.message[:200]}"


def say(name, about, why, seen):
    """The line of a judge."""
    print(f"fail {name} {about}:" if why else f"pass {name} {about}: {seen}")
    for reason in why[:SHOWN]:
        print("    " + reason.replace("\n", " "))
    if len(why) > SHOWN:
        print(f"    … and {len(why) - SHOWN} more")


def walk(value, path=()):
    """All values in a value, itself among them, with their paths."""
    yield path, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in steps:
        yield from walk(below, (*path, step))


def shape(path):
    """A path without the steps that the user chose."""
    return "/".join("*" if isinstance(step, int) or above in FREE else step for above, step in zip((None, *path), path))


def changed(document, path, value):
    """A copy of the document with another value at the path."""
    if not path:
        return value
    document = copy.copy(document)
    document[path[0]] = changed(document[path[0]], path[1:], value)
    return document


def mistakes(kind, where, value):
    """What must not stand in place of this value: the kind of the mistake, a word about it, the wrong value."""
    # Nowhere is this right: where the user chooses the keys, the value behind them is wrong.
    stranger = {"tak_dikenal": []}
    if isinstance(value, dict):
        yield "unknown key", "", {**value, **stranger}
        for key in REQUIRED.get(kind, {}).get(where, "").split():
            if key in value:
                yield "missing key", key, {k: v for k, v in value.items() if k != key}
        yield "wrong shape", "a list for a mapping", [[]]
        # A variable is its text or a mapping.
        if where not in TEXTS.get(kind, []):
            yield "wrong shape", "a text for a mapping", "tak dikenal"
    elif isinstance(value, list):
        yield "wrong shape", "a mapping for a list", stranger
        yield "wrong shape", "a list as its item", [*value, [[]]]
    else:
        yield "wrong shape", "a mapping for a value", stranger
        yield "wrong type", "yes or no", "ya" if isinstance(value, bool) else True
    if isinstance(value, str) and where in CHOICES.get(kind, []):
        yield "wrong choice", "", "tak-dikenal"
        if value != value.swapcase():
            yield "wrong choice", "upper for lower case", value.swapcase()
    if isinstance(value, str) and where in TEXTS.get(kind, []):
        yield "wrong type", "a number for a text", 2024
    if isinstance(value, int) and where in NUMBERS.get(kind, []):
        yield "wrong type", "a text for a number", str(value)
        yield "wrong type", "a fraction", value + 0.5


def judge_mistakes(kind, judge, documents):
    """Would the schema notice? Each mistake once for each place, whatever the list or key it is in."""
    seen, counts, why = set(), Counter(), []
    # From the smallest document that has the place, for each copy is validated as a whole.
    for document in sorted(documents, key=lambda document: len(json.dumps(document))):
        for path, value in walk(document):
            where = shape(path)
            for mistake, word, wrong in mistakes(kind, where, value):
                if (where, mistake, word) in seen:
                    continue
                seen.add((where, mistake, word))
                counts[mistake] += 1
                if judge.is_valid(changed(document, path, wrong)):
                    why.append(f"not refused: {at(path)}: {mistake} {word}")
    if len(counts) < 3:
        why.append(f"only {len(counts)} kinds of mistakes could be made")
    kinds = ", ".join(f"{count} {mistake}" for mistake, count in counts.items())
    say("wrong", kind, why, f"{sum(counts.values())} wrong copies, all refused ({kinds})")


def judge_data(work):
    """The files of the right projects, and wrong copies of them."""
    found = {kind: [] for kind in PLACES}
    for project in RIGHT:
        data = work / "projects" / project / "data"
        for kind, place in PLACES.items():
            found[kind] += sorted(data.glob(place))
        strangers = {path for path in data.rglob("*") if path.suffix in (".yaml", ".yml")}.difference(*found.values())
        if strangers:
            say("data", project, [f"{path.relative_to(data)} has no schema" for path in sorted(strangers)], "")
    for kind, paths in found.items():
        judge = validator(work / "schemas" / f"{kind}.json")
        documents, why = [], []
        for path in paths:
            name = path.relative_to(work / "projects")
            try:
                document = yaml.load(path.read_bytes(), Yaml)
            except yaml.YAMLError as error:
                why.append(f"{name}: {error}")
                continue
            documents.append(document)
            why += [f"{name}: {reason}" for reason in reasons(judge, document)]
        if not paths:
            why.append("no file")
        say("data", kind, why, f"{len(paths)} files valid")
        judge_mistakes(kind, judge, documents)


def judge_json(name, judge, folder, outputs):
    """The outputs of a project that have one schema. Gives those that are JSON."""
    why, documents = [], {}
    for output in outputs:
        try:
            documents[output] = json.loads((folder / output).read_bytes())
        except ValueError as error:
            why.append(f"{output}: no JSON, {error}")
            continue
        why += [f"{output}: {reason}" for reason in reasons(judge, documents[output])]
        # Whether there is an "outputs" is no matter of the schema: it does not know which command ran.
        wanted = output.startswith("build.") and documents[output].get("summary", {}).get("error") == 0
        if bool(documents[output].get("outputs")) != wanted:
            why.append(f"{output}: outputs, or none, against what was to be published")
    say(name, folder.name, why, f"{len(outputs)} outputs valid")
    return documents


def read_command(line):
    """The kind and the properties of a workflow command; nothing when it is none."""
    match = COMMAND.fullmatch(line)
    if not match:
        return None
    pairs = [pair.split("=", 1) for pair in match[2].split(",")]
    properties = {key: unquote(value) for key, value in pairs}
    return (match[1], properties) if len(properties) == len(pairs) else None


def judge_github(folder, outputs):
    """Each line by the grammar. Gives the commands."""
    why, commands = [], {}
    for output in outputs:
        # Not splitlines, which also splits where no reader of commands does.
        *lines, rest = (folder / output).read_bytes().decode().split("\n")
        read = [(line, read_command(line)) for line in lines + [rest] * bool(rest)]
        why += [f"{output}: no command: {line[:200]}" for line, command in read if not command]
        commands[output] = [command for _, command in read if command]
    say("github", folder.name, why, f"{sum(map(len, commands.values()))} lines, all commands")
    return commands


def finding(code, severity, file=None, line=None, column=None, end_line=None, end_column=None):
    """A finding in the terms that all forms share: GitHub has columns only within one line."""
    columns = (column, end_column) if line == end_line else None
    return code, severity, file, line, end_line, columns


def findings_of_json(document):
    for one in document["diagnostics"]:
        place = [one.get(key) for key in ["file", "line", "column", "end_line", "end_column"]]
        yield finding(one["code"], one["severity"], *place)


def findings_of_sarif(document):
    for run in document["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for one in run["results"]:
            if one.get("suppressions"):
                continue
            place = []
            for location in one.get("locations", []):
                region = location["physicalLocation"]["region"]
                place = [unquote(location["physicalLocation"]["artifactLocation"]["uri"])]
                place += [region[key] for key in ["startLine", "startColumn", "endLine", "endColumn"]]
            # By the index, so that a wrong one shows as another code.
            yield finding(rules[one["ruleIndex"]], SARIF_LEVELS[one["level"]], *place)


def findings_of_github(commands):
    for kind, properties in commands:
        place = [properties.get("file")]
        place += [properties.get(key) and int(properties[key]) for key in ["line", "col", "endLine", "endColumn"]]
        yield finding(properties["title"], GITHUB_COMMANDS[kind], *place)


def judge_agreement(folder, expected, jsons, sarifs, commands):
    """Do all forms in all languages tell the same? Each of them is also valid when it is empty."""
    found = {output: Counter(findings_of_json(document)) for output, document in jsons.items() if "check" in output}
    found |= {output: Counter(findings_of_sarif(document)) for output, document in sarifs.items()}
    found |= {output: Counter(findings_of_github(lines)) for output, lines in commands.items()}
    first, wanted = next(iter(found.items()))
    why = []
    for output, other in found.items():
        why += [f"in {first}, not in {output}: {one}" for one in (wanted - other)]
        why += [f"in {output}, not in {first}: {one}" for one in (other - wanted)]
    for output, document in jsons.items():
        counts = Counter(one["severity"] for one in document["diagnostics"])
        if counts != Counter(document["summary"]):
            why.append(f"{output}: the summary counts {document['summary']}, the findings are {dict(counts)}")
    codes = {one[0] for one in wanted}
    why += [f"{code} was not found" for code in expected if code not in codes]
    say("agreement", folder.name, why, f"{sum(wanted.values())} findings, the same in {len(found)} outputs")


def judge_outputs(work, sarif, findings):
    all_jsons, all_sarifs = [], []
    for folder in sorted((work / "outputs").iterdir()):
        outputs = {form: [f"check.{language}.{form}" for language in LANGUAGES] for form in ["json", "sarif", "github"]}
        outputs["json"] += [f"{name}.{language}.json" for name in ["fix", "build"] for language in LANGUAGES]
        jsons = judge_json("findings", findings, folder, outputs["json"])
        sarifs = judge_json("sarif", sarif, folder, outputs["sarif"])
        commands = judge_github(folder, outputs["github"])
        all_jsons += jsons.values()
        all_sarifs += sarifs.values()
        try:
            expected = (work / "expected" / folder.name).read_text().split()
            judge_agreement(folder, expected, jsons, sarifs, commands)
        except (KeyError, IndexError, TypeError, ValueError, StopIteration) as error:
            # What does not have its form was refused above, with reasons.
            say("agreement", folder.name, [f"cannot be compared: {error!r}"], "")
    judge_mistakes("findings", findings, all_jsons)
    judge_mistakes("sarif", sarif, all_sarifs)


def main():
    if len(sys.argv) != 4:
        raise SystemExit("usage: schema.py WORK SARIF FINDINGS")
    work, sarif, findings = map(Path, sys.argv[1:])
    judge_data(work)
    judge_outputs(work, validator(sarif), validator(findings))


main()
