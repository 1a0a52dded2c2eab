"""signatures.py IKIGEN PROJECT FILE: is a signed document told from a changed one?

FILE is a document of PROJECT, with places for signatures in the tanda-tangan.json beside it. pyHanko signs it in every
way that a service may; pyHanko and pikepdf change it in every way that somebody may. `ikigen verify` has to prove the
ones, with the names of the signers, and must not prove the others. Certificates are made here, of nobody.
"""

import datetime
import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from asn1crypto import crl, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image
from pyhanko import stamp
from pyhanko.pdf_utils import generic, images
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

BINARY, PROJECT, FILE = sys.argv[1:]
ORIGINAL = Path(FILE).read_bytes()
DAY = datetime.datetime(2024, 1, 1)


class Authority:
    """Who issues certificates, and their keys."""

    def __init__(self):
        self.key = rsa.generate_private_key(65537, 2048)
        self.name = name("Akar Contoh")
        self.certificate = self.sign(self.name, self.key.public_key(), authority=True)
        self.store = SimpleCertificateStore()
        self.store.register(loaded(self.certificate))
        revoked = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        revoked = revoked.last_update(DAY).next_update(DAY + datetime.timedelta(days=36500))
        revoked = revoked.sign(self.key, hashes.SHA256())
        self.revoked = crl.CertificateList.load(revoked.public_bytes(serialization.Encoding.DER))

    def sign(self, subject, public_key, authority=False, usage=()):
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(public_key)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(DAY).not_valid_after(DAY + datetime.timedelta(days=36500))
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), True)
        use = x509.KeyUsage(True, True, False, False, False, authority, authority, False, False)
        builder = builder.add_extension(use, True)
        if usage:
            builder = builder.add_extension(x509.ExtendedKeyUsage(usage), True)
        return builder.sign(self.key, hashes.SHA256())

    def issue(self, common_name, key=None, usage=()):
        key = key or rsa.generate_private_key(65537, 2048)
        return loaded(self.sign(name(common_name), key.public_key(), usage=usage)), private(key)

    def signer(self, common_name, key=None):
        certificate, key = self.issue(common_name, key)
        return signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=self.store)

    def context(self):
        root = loaded(self.certificate)
        return ValidationContext(trust_roots=[root], crls=[self.revoked], allow_fetching=False, revocation_mode="soft-fail")


def name(common_name):
    return x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Dinas Contoh"),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ])


def loaded(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def private(key):
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    return keys.PrivateKeyInfo.load(key.private_bytes(encoding, form, serialization.NoEncryption()))


AUTHORITY = Authority()
ONE = AUTHORITY.signer("Pejabat Contoh Satu")
TWO = AUTHORITY.signer("Pejabat Contoh Dua, S.E., M.Si.")
CURVE = AUTHORITY.signer("Pejabat Contoh Tiga", ec.generate_private_key(ec.SECP256R1()))
STAMP, STAMP_KEY = AUTHORITY.issue("Cap Waktu Contoh", usage=[ExtendedKeyUsageOID.TIME_STAMPING])
STAMPER = timestamps.DummyTimeStamper(tsa_cert=STAMP, tsa_key=STAMP_KEY, certs_to_embed=AUTHORITY.store)
NAMES = {id(ONE): "Pejabat Contoh Satu", id(TWO): "Pejabat Contoh Dua, S.E., M.Si.", id(CURVE): "Pejabat Contoh Tiga"}


def place():
    """The place for a signature, as the program tells: page from 0, and the box."""
    told = json.loads((Path(FILE).parent / "tanda-tangan.json").read_text())
    document = next(one for one in told["dokumen"] if one["berkas"] == Path(FILE).name)
    where = document["tempat"][0]
    box = (where["x"], where["y"], where["x"] + where["lebar"], where["y"] + where["tinggi"])
    return where["halaman"] - 1, box


PAGE, BOX = place()
HALF = (BOX[0] + BOX[2]) / 2


def writer(data):
    return IncrementalPdfFileWriter(io.BytesIO(data))


def written(changed):
    out = io.BytesIO()
    changed.write(out)
    return out.getvalue()


def sign(data, signer=ONE, field="Tanda1", box=None, page=None, style=None, stamper=None, change=None, **options):
    """Signs, with a change in the same revision where there is one."""
    file = writer(data)
    if change:
        change(file)
    spec = SigFieldSpec(field, on_page=PAGE if page is None else page, box=box) if box else None
    meta = PdfSignatureMetadata(field_name=field, **options)
    signing = PdfSigner(meta, signer=signer, timestamper=stamper, new_field_spec=spec, stamp_style=style)
    return signing.sign_pdf(file).getvalue()


# Each way of signing, and the names that are to be told; a time stamp is None.
GOOD = {}


def good(*names):
    def keep(make):
        GOOD[make.__doc__] = (make, names)
        return make
    return keep


@good("Pejabat Contoh Satu")
def _():
    """one signer, invisible"""
    return sign(ORIGINAL)


@good("Pejabat Contoh Satu")
def _():
    """one signer, in the place for the signature"""
    return sign(ORIGINAL, box=BOX)


@good("Pejabat Contoh Satu")
def _():
    """a picture in the place for the signature"""
    picture = images.PdfImage(Image.new("RGB", (90, 90), "navy"))
    style = stamp.TextStampStyle(stamp_text="Ditandatangani: %(signer)s", background=picture)
    return sign(ORIGINAL, box=BOX, style=style)


@good("Pejabat Contoh Satu", "Pejabat Contoh Dua, S.E., M.Si.")
def _():
    """two signers, side by side in the place"""
    first = sign(ORIGINAL, box=(BOX[0], BOX[1], HALF, BOX[3]))
    return sign(first, TWO, "Tanda2", box=(HALF, BOX[1], BOX[2], BOX[3]))


@good("Pejabat Contoh Dua, S.E., M.Si.", "Pejabat Contoh Tiga", "Pejabat Contoh Satu")
def _():
    """three signers, one to be seen"""
    return sign(sign(sign(ORIGINAL, TWO, "A"), CURVE, "B"), ONE, "C", box=BOX)


@good("Pejabat Contoh Satu")
def _():
    """certified: nothing may be changed"""
    return sign(ORIGINAL, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)


@good("Pejabat Contoh Satu", "Pejabat Contoh Dua, S.E., M.Si.")
def _():
    """certified, then signed"""
    certified = sign(ORIGINAL, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)
    return sign(certified, TWO, "Tanda2", box=BOX)


@good("Pejabat Contoh Satu")
def _():
    """with the hour of a time-stamping authority"""
    return sign(ORIGINAL, stamper=STAMPER, reason="Menyetujui", location="Contoh", name="x")


@good("Pejabat Contoh Satu")
def _():
    """SHA-512, as CAdES"""
    return sign(ORIGINAL, md_algorithm="sha512", subfilter=SigSeedSubFilter.PADES)


@good("Pejabat Contoh Tiga")
def _():
    """SHA-384, by a curve"""
    return sign(ORIGINAL, CURVE, md_algorithm="sha384")


def long_term(data, archive, **options):
    return sign(data, stamper=STAMPER, subfilter=SigSeedSubFilter.PADES, embed_validation_info=True,
                use_pades_lta=archive, validation_context=AUTHORITY.context(), **options)


@good("Pejabat Contoh Satu")
def _():
    """with what validates it, behind the signature"""
    return long_term(ORIGINAL, False)


@good("Pejabat Contoh Satu", None)
def _():
    """for the archive: validation data, and a time stamp over all"""
    return long_term(ORIGINAL, True, box=BOX)


@good("Pejabat Contoh Satu", None, "Pejabat Contoh Dua, S.E., M.Si.", None)
def _():
    """two signers for the archive"""
    return long_term(long_term(ORIGINAL, True, box=BOX), True, signer=TWO, field="Tanda2")


@good("Pejabat Contoh Satu", None, None)
def _():
    """for the archive, stamped once more years later"""
    from pyhanko.pdf_utils.reader import PdfFileReader
    out = io.BytesIO(long_term(ORIGINAL, True))
    stamper = PdfTimeStamper(STAMPER)
    stamper.update_archival_timestamp_chain(PdfFileReader(out), AUTHORITY.context())
    return out.getvalue()


@good(None)
def _():
    """a time stamp alone"""
    return PdfTimeStamper(STAMPER).timestamp_pdf(writer(ORIGINAL), "sha256").getvalue()


@good("Pejabat Contoh Satu", "Pejabat Contoh Dua, S.E., M.Si.")
def _():
    """places made first, filled later"""
    file = writer(ORIGINAL)
    fields.append_signature_field(file, SigFieldSpec("Tanda1", on_page=PAGE, box=(BOX[0], BOX[1], HALF, BOX[3])))
    fields.append_signature_field(file, SigFieldSpec("Tanda2", on_page=PAGE, box=(HALF, BOX[1], BOX[2], BOX[3])))
    return sign(sign(written(file)), TWO, "Tanda2")


# Changes that anybody may make, before, within and after signing.
CHANGES = {}


def change(make):
    CHANGES[make.__doc__] = make
    return make


def page(file, number=0):
    return file.find_page_for_modification(number)[0].get_object()


def annotate(file, annotation, number=0):
    target = file.find_page_for_modification(number)[0].get_object()
    kept = list(target.get("/Annots", []))
    target["/Annots"] = generic.ArrayObject(kept + [file.add_object(annotation)])
    file.update_container(target)


def dictionary(**entries):
    return generic.DictionaryObject({pdf_name("/" + key): value for key, value in entries.items()})


def numbers(*values):
    return generic.ArrayObject([generic.NumberObject(value) for value in values])


@change
def _(file):
    """a note over a number"""
    note = dictionary(Type=pdf_name("/Annot"), Subtype=pdf_name("/FreeText"), Rect=numbers(100, 100, 300, 200),
                      Contents=pdf_string("119,99%"), DA=pdf_string("/Helv 12 Tf"))
    annotate(file, note)


@change
def _(file):
    """a link to somewhere"""
    action = dictionary(S=pdf_name("/URI"), URI=pdf_string("https://contoh.invalid"))
    link = dictionary(Type=pdf_name("/Annot"), Subtype=pdf_name("/Link"), Rect=numbers(0, 0, 99, 99), A=action)
    annotate(file, link)


@change
def _(file):
    """something drawn over a page"""
    stream = generic.StreamObject(stream_data=b"q 1 1 1 rg 100 100 300 200 re f Q")
    target = page(file)
    target["/Contents"] = generic.ArrayObject([target.raw_get("/Contents"), file.add_object(stream)])
    file.update_container(target)


@change
def _(file):
    """a page drawn anew"""
    contents = page(file).raw_get("/Contents").reference
    file.objects[contents.generation, contents.idnum] = generic.StreamObject(stream_data=b"BT ET")


def first_kids(file):
    node = file.root["/Pages"]
    while "/Kids" in node["/Kids"][0]:
        node = node["/Kids"][0]
    return node


@change
def _(file):
    """a page added"""
    node = first_kids(file)
    new = dictionary(Type=pdf_name("/Page"), Parent=generic.IndirectObject(node.container_ref.idnum, 0, file),
                     MediaBox=numbers(0, 0, 99, 99), Resources=dictionary())
    node["/Kids"].append(file.add_object(new))
    node["/Count"] = generic.NumberObject(int(node["/Count"]) + 1)
    file.update_container(node)


@change
def _(file):
    """a page taken away"""
    node = first_kids(file)
    del node["/Kids"][0]
    node["/Count"] = generic.NumberObject(int(node["/Count"]) - 1)
    file.update_container(node)


@change
def _(file):
    """a page upside down"""
    page(file)["/Rotate"] = generic.NumberObject(180)
    file.update_container(page(file))


@change
def _(file):
    """a page cut"""
    page(file)["/CropBox"] = numbers(0, 0, 300, 300)
    file.update_container(page(file))


@change
def _(file):
    """a field filled in"""
    field = dictionary(Type=pdf_name("/Annot"), Subtype=pdf_name("/Widget"), FT=pdf_name("/Tx"), T=pdf_string("capaian"),
                       V=pdf_string("119,99%"), Rect=numbers(100, 100, 300, 200), DA=pdf_string("/Helv 12 Tf"))
    annotate(file, field)
    reference = page(file)["/Annots"].raw_get(-1)
    if "/AcroForm" not in file.root:
        file.root["/AcroForm"] = file.add_object(dictionary(Fields=generic.ArrayObject([reference])))
        file.update_root()
    else:
        form = file.root["/AcroForm"]
        form["/Fields"].append(reference)
        file.update_container(form["/Fields"])


@change
def _(file):
    """a script when it is opened"""
    file.root["/OpenAction"] = dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)"))
    file.update_root()


@change
def _(file):
    """a script when it is printed"""
    action = dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)"))
    file.root["/AA"] = dictionary(WP=action)
    file.update_root()


@change
def _(file):
    """layers that come and go"""
    file.root["/OCProperties"] = dictionary(OCGs=generic.ArrayObject(), D=dictionary())
    file.update_root()


@change
def _(file):
    """another title in the window"""
    file.trailer["/Info"]["/Title"] = pdf_string("Dokumen lain")
    file.update_container(file.trailer["/Info"])


@change
def _(file):
    """another attachment"""
    specification = file.root["/AF"][0]
    stream = specification["/EF"].raw_get("/F").reference
    file.objects[stream.generation, stream.idnum] = generic.StreamObject(stream_data=b"nama: lain\n")


@change
def _(file):
    """other words for who cannot see"""
    node = file.root["/StructTreeRoot"]
    while "/S" not in node:
        kids = node["/K"]
        node = kids[0] if isinstance(kids, generic.ArrayObject) else kids
    node["/ActualText"] = pdf_string("119,99%")
    file.update_container(node)


@change
def _(file):
    """other words under the glyphs"""
    fonts = page(file)["/Resources"]["/Font"]
    font = next(iter(fonts.values())).get_object()
    reference = font.raw_get("/ToUnicode").reference
    file.objects[reference.generation, reference.idnum] = generic.StreamObject(stream_data=b"")


@change
def _(file):
    """another language"""
    file.root["/Lang"] = pdf_string("en")
    file.update_root()


@change
def _(file):
    """an object that nothing leads to"""
    file.add_object(dictionary(Catatan=pdf_string("titipan")))


@change
def _(file):
    """another bookmark"""
    entry = file.root["/Outlines"]["/First"]
    entry["/Title"] = pdf_string("Bab lain")
    file.update_container(entry)


# What is wrong with a file, made by hand.
WRONG = {}


def wrong(make):
    WRONG[make.__doc__] = make
    return make


for title, make in CHANGES.items():
    def after(make=make):
        file = writer(sign(ORIGINAL))
        make(file)
        return written(file)

    def before(make=make):
        file = writer(ORIGINAL)
        make(file)
        return sign(written(file))

    def within(make=make):
        return sign(ORIGINAL, change=make)

    def between(make=make):
        return sign(after(make), TWO, "Tanda2")

    def archived(make=make):
        file = writer(long_term(ORIGINAL, True))
        make(file)
        return written(file)

    for when, way in (("after signing", after), ("before signing", before), ("within the signed revision", within),
                      ("between two signatures", between), ("after archiving", archived)):
        WRONG[f"{title}, {when}"] = way


@wrong
def _():
    """a change without a signature"""
    file = writer(ORIGINAL)
    fields.append_signature_field(file, SigFieldSpec("Tanda1", on_page=PAGE, box=BOX))
    return written(file)


@wrong
def _():
    """a place for one more signature, after the last"""
    file = writer(sign(ORIGINAL))
    fields.append_signature_field(file, SigFieldSpec("Tanda2", on_page=PAGE, box=BOX))
    return written(file)


@wrong
def _():
    """text behind the end"""
    return sign(ORIGINAL) + b"titipan"


@wrong
def _():
    """a comment behind the end"""
    return sign(ORIGINAL) + b"% titipan\n"


@wrong
def _():
    """bytes between the document and its signature"""
    return sign(ORIGINAL + b"\n% titipan\n")


@wrong
def _():
    """an object that no table lists, between the document and its signature"""
    return sign(ORIGINAL + b"\n9999 0 obj\n<</Titipan true>>\nendobj\n")


@wrong
def _():
    """a signature that covers less than the file"""
    data = sign(ORIGINAL)
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", data)
    first, second, third = (int(number) for number in found.groups())
    less = b"/ByteRange [0 %d %d %d]" % (first, second, third - 20)
    return data[:found.start()] + less.ljust(found.end() - found.start()) + data[found.end():]


@wrong
def _():
    """a signature whose gap is wider than itself"""
    data = sign(ORIGINAL)
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", data)
    first, second, third = (int(number) for number in found.groups())
    wider = b"/ByteRange [0 %d %d %d]" % (first - 10, second, third)
    return data[:found.start()] + wider.ljust(found.end() - found.start()) + data[found.end():]


def contents(data):
    found = re.search(rb"/Contents <([0-9A-Fa-f]{1000,})>", data)
    return found.start(1), found.end(1)


@wrong
def _():
    """the signature of another file"""
    own = sign(ORIGINAL)
    other = pikepdf.Pdf.new()
    other.add_blank_page()
    out = io.BytesIO()
    other.save(out)
    foreign = sign(out.getvalue(), TWO, page=0)
    (start, end), (from_, to) = contents(own), contents(foreign)
    return own[:start] + foreign[from_:to].ljust(end - start, b"0")[:end - start] + own[end:]


@wrong
def _():
    """no signature in its place"""
    own = sign(ORIGINAL)
    start, end = contents(own)
    return own[:start] + b"0" * (end - start) + own[end:]


@wrong
def _():
    """a signature of which one byte differs"""
    own = bytearray(sign(ORIGINAL))
    at = own.rindex(b"(Tanda1)") + 1
    own[at] ^= 1
    return bytes(own)


@wrong
def _():
    """a signature that covers the text"""
    return sign(ORIGINAL, page=PAGE, box=(BOX[0] - 300, BOX[1], BOX[2], BOX[3] + 80))


@wrong
def _():
    """a signature that covers the footer"""
    return sign(ORIGINAL, page=0, box=(0, 0, 700, 100)) if PAGE else sign(ORIGINAL, box=(0, 0, 700, 100))


@wrong
def _():
    """a signature that is moved over the text later"""
    file = writer(sign(ORIGINAL, box=BOX))
    field = file.root["/AcroForm"]["/Fields"][0]
    field["/Rect"] = numbers(0, 0, 700, 500)
    file.update_container(field)
    return sign(written(file), TWO, "Tanda2")


@wrong
def _():
    """another picture of a signature that was there"""
    file = writer(sign(ORIGINAL, box=BOX))
    picture = file.root["/AcroForm"]["/Fields"][0]["/AP"].raw_get("/N").reference
    form = generic.StreamObject(dict_data={
        pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): numbers(0, 0, 9, 9)}, stream_data=b"")
    file.objects[picture.generation, picture.idnum] = form
    return sign(written(file), TWO, "Tanda2")


def with_field(**entries):
    def alter(file):
        fields.append_signature_field(file, SigFieldSpec("Tanda1", on_page=PAGE, box=BOX))
        field = file.root["/AcroForm"]["/Fields"][0]
        for key, value in entries.items():
            field[pdf_name("/" + key)] = value
    file = writer(ORIGINAL)
    alter(file)
    return sign(written(file))


@wrong
def _():
    """a field for a signature that acts when it is clicked"""
    return with_field(A=dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)")))


@wrong
def _():
    """a field for a signature that acts when it is seen"""
    return with_field(AA=dictionary(PV=dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)"))))


@wrong
def _():
    """a field for a signature that keeps its size while the page shrinks"""
    return with_field(F=generic.NumberObject(4 | 8))


@wrong
def _():
    """validation data that carry something else"""
    file = writer(long_term(ORIGINAL, False))
    file.root["/DSS"]["/Titipan"] = pdf_string("x")
    file.update_container(file.root["/DSS"])
    return written(file)


@wrong
def _():
    """a form that asks readers to draw it anew"""
    file = writer(ORIGINAL)
    fields.append_signature_field(file, SigFieldSpec("Tanda1", on_page=PAGE, box=BOX))
    file.root["/AcroForm"]["/NeedAppearances"] = generic.BooleanObject(True)
    return sign(written(file))


# Files that were written anew, as forgers do; none of them may be proved.
FORGED = {}


def forged(make):
    FORGED[make.__doc__] = make
    return make


def rewritten(alter, other_version=True):
    """The document written anew, changed, and said to be made by another version."""
    pdf = pikepdf.open(io.BytesIO(ORIGINAL))
    if other_version:
        for specification in pdf.Root.AF:
            if str(specification.UF) == "manifest.json":
                stream = specification.EF.F
                manifest = json.loads(stream.read_bytes())
                manifest["ikigen"] = "0.0.9"
                stream.write(json.dumps(manifest).encode())
    alter(pdf)
    out = io.BytesIO()
    pdf.save(out, linearize=False)
    return out.getvalue()


def stamp_page(pdf):
    note = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[100, 100, 300, 200], Contents="119,99%"))
    pdf.pages[0].Annots = pikepdf.Array([note])


def remap(pdf):
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.Font and "/ToUnicode" in one:
            text = one.ToUnicode.read_bytes()
            one.ToUnicode.write(text.replace(b"<0031>", b"<TMP>").replace(b"<0039>", b"<0031>").replace(b"<TMP>", b"<0039>"))


def crop(pdf):
    pdf.pages[0].CropBox = [0, 0, 300, 300]


def turn(pdf):
    pdf.pages[0].Rotate = 180


def script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def actual_text(pdf):
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.StructElem:
            one.ActualText = "120,00%"


for alter in (lambda pdf: None, stamp_page, remap, crop, turn, script, actual_text):
    title = getattr(alter, "__name__", "").replace("<lambda>", "nothing else")
    FORGED[f"written anew by another hand: {title}"] = lambda alter=alter: rewritten(alter, other_version=False)
    FORGED[f"written anew, of another version: {title}"] = lambda alter=alter: rewritten(alter)


@forged
def _():
    """written anew, then signed"""
    return sign(rewritten(lambda pdf: None, other_version=False))


@forged
def _():
    """another version, then signed"""
    return sign(rewritten(stamp_page), box=BOX)


def verify(data, *arguments):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = [BINARY, "verify", file.name, "--format", "json", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)["files"][0]


def main():
    passed = failed = 0

    def judge(title, holds, found):
        nonlocal passed, failed
        passed, failed = passed + holds, failed + (not holds)
        why = "; ".join(found.get("reasons", []))
        print(f"{'pass' if holds else 'fail'} {title}{': ' + why if why else ''}")
        if not holds:
            print(f"    {json.dumps(found, ensure_ascii=False)[:600]}")

    for title, (make, names) in GOOD.items():
        data = make()
        for arguments, verdict in (((), "consistent"), (("--project", PROJECT), "proved")):
            code, found = verify(data, *arguments)
            told = [one["name"] if one["kind"] == "signature" else None for one in found.get("signatures", [])]
            holds = code == 0 and found["verdict"] == verdict and told == list(names)
            judge(f"signed: {title}{' (project)' if arguments else ''}", holds, found)
    for title, make in WRONG.items():
        code, found = verify(make())
        judge(f"refused: {title}", code == 1 and bool(found["reasons"]), found)
    for title, make in FORGED.items():
        code, found = verify(make(), "--project", PROJECT)
        judge(f"not proved: {title}", code in (1, 2) and found["verdict"] in ("different", "unproved"), found)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
