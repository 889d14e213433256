"""Small files of every kind, sound ones and bad ones, made in memory."""

import io
import random
import struct
import zipfile
import zlib

from motcua.files.uploads import Arrived

PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF with these objects besides its catalogue."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 10))
    return b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + body + b"trailer<</Root 1 0 R" + trailer + b">>\n%%EOF\n"


def packed(objects: bytes, *, about: bytes = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") -> bytes:
    """Return an object stream with these objects packed away."""
    body = zlib.compress(objects)
    return b"<<" + about + b"/Length %d>>\nstream\n" % len(body) + body + b"\nendstream"


def png(*, cut: int = 0, after: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    picture = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )
    return (picture[:-cut] if cut else picture) + after


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    + b"\xff\xda\x00\x02"
    + b"\0" * 40
    + b"\xff\xd9"
)
HEIC = struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + struct.pack(">I", 16) + b"mdat" + b"\0" * 8
WEBP = b"RIFF" + struct.pack("<I", 12) + b"WEBPVP8 " + b"\0" * 4


def office(main: str = "wordprocessingml.document.main", first: str = "", **parts: bytes | str) -> bytes:
    """Return an Office document; keyword `word__document` becomes part `word/document.xml`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = f"application/vnd.openxmlformats-officedocument.{main}+xml"
        archive.writestr("[Content_Types].xml", f'<Types><Override PartName="/x" ContentType="{kind}"/></Types>')
        for name, body in parts.items():
            path = name.replace("__", "/").replace("_DOT_", ".")
            archive.writestr(path if "." in path else f"{path}.xml", body)
    return first.encode() + content.getvalue()


def docx(**parts: bytes | str) -> bytes:
    return office(**parts)


def xlsx(**parts: bytes | str) -> bytes:
    return office("spreadsheetml.sheet.main", **parts)


def archive(**parts: bytes | str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return content.getvalue()


def external(kind: str) -> str:
    return (
        '<Relationships><Relationship Id="r1" Target="https://evil.example/x" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'TargetMode="External"/></Relationships>'
    )


def arrived(content: bytes, name: str = "don.pdf") -> Arrived:
    """Return an upload as the handler would hand it over."""
    from motcua.files.uploads import Incoming

    handler = Incoming()
    handler.new_file("file", name, "application/octet-stream", len(content))
    for start in range(0, len(content), handler.chunk_size):
        handler.receive_data_chunk(content[start : start + handler.chunk_size], start)
    return handler.file_complete(len(content))


def long_pdf(size: int) -> bytes:
    """Return a PDF of some size that does not shrink when it is packed."""
    filling = b"".join(b"%% %s\n" % random.Random(line).randbytes(32).hex().encode() for line in range(size // 68))
    return PDF + filling + b"%%EOF\n"
