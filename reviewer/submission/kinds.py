"""Tells what a file is from its bytes, whatever it is called; nothing is parsed or unpacked."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.submission import encodings

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE_BYTES = 64 * 1024
_FEWEST_ROWS = 3
_MOST_ZIP_NAMES = 4_000


class FileKind(StrEnum):
    """The kinds of document that a reviewer meets; ids of the command-line contract."""

    PDF = "pdf"
    IMAGE = "image"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    RTF = "rtf"
    CSV = "csv"
    TEXT = "text"
    EMAIL = "email"
    HTML = "html"
    OTHER = "other"


TEXT_KINDS = frozenset({FileKind.CSV, FileKind.TEXT, FileKind.EMAIL, FileKind.HTML})
"""Kinds of plain characters: one may well be called another."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file's bytes show; `media_type` is empty where they show none."""

    kind: FileKind
    media_type: str


_OTHER = Content(FileKind.OTHER, "")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OFFICE}wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.PPTX: f"{_OFFICE}presentationml.presentation",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.RTF: "application/rtf",
    FileKind.CSV: "text/csv",
    FileKind.TEXT: "text/plain",
    FileKind.EMAIL: "message/rfc822",
    FileKind.HTML: "text/html",
}
_KINDS = {media_type: kind for kind, media_type in _MEDIA_TYPES.items()}
_ALIASES = {
    "application/x-pdf": "application/pdf",
    "text/rtf": "application/rtf",
    "application/xhtml+xml": "text/html",
    "application/csv": "text/csv",
    "application/json": "text/plain",
    "application/xml": "text/plain",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/x-ms-bmp": "image/bmp",
    "image/x-bmp": "image/bmp",
    "image/tif": "image/tiff",
    "image/heif": "image/heic",
    "image/x-icon": "image/vnd.microsoft.icon",
}
_GENERIC = {"application/octet-stream", "binary/octet-stream", "application/unknown", "application/x-download"}
_OLD_OFFICE = "application/x-ole-storage"

_IMAGE_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\0\0\x01\0", "image/vnd.microsoft.icon"),
)
_BOX_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
}
_RECORDING_MARKS = (
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"\0\0\x01\xba", "video/mpeg"),
    (b"FLV\x01", "video/x-flv"),
    (b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"),
)
_RIFF_TYPES = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_OOXML_FOLDERS = {b"word/": FileKind.DOCX, b"xl/": FileKind.XLSX, b"ppt/": FileKind.PPTX}
_EXTENSIONS = {"docx": FileKind.DOCX, "xlsx": FileKind.XLSX, "pptx": FileKind.PPTX}


def content_of(first_bytes: bytes, name: str = "", last_bytes: bytes = b"") -> Content:
    """Tell what a file is.

    Args:
        first_bytes: its beginning, 64 KiB or all of it where it is shorter.
        name: its name, which only decides between kinds of text.
        last_bytes: its end, where the list of parts of a large Office file stands.

    Returns:
        The kind and media type that the bytes show; `other` for what is not known.
    """
    first = first_bytes[:SAMPLE_BYTES]
    if b"%PDF-" in first[:1024]:
        return _content(FileKind.PDF)
    image = _image_type(first)
    if image:
        return Content(FileKind.IMAGE, image)
    if first.startswith(b"PK\x03\x04"):
        return _zip_content(first, last_bytes[-SAMPLE_BYTES:])
    if first.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_content(first_bytes, last_bytes, name)
    if first.startswith(b"{\\rtf"):
        return _content(FileKind.RTF)
    recording = _recording_type(first)
    if recording:
        return Content(FileKind.OTHER, recording)
    written = sample_text(first)
    return _OTHER if written is None else _text_content(written, name)


def kind_of(first_bytes: bytes, name: str = "", last_bytes: bytes = b"") -> FileKind:
    """Tell the kind of a file; see `content_of`."""
    return content_of(first_bytes, name, last_bytes).kind


def disagreement(content: Content, media_type: str) -> str:
    """Tell what a file is where the media type given for it says otherwise.

    Returns:
        The media type or kind that the bytes show; empty where the two agree or nothing is known.
    """
    return "" if agrees(content, media_type) else content.media_type or content.kind.value


def agrees(content: Content, media_type: str) -> bool:
    """Tell whether a media type fits the content; kinds of text always fit each other."""
    claimed = media_type.partition(";")[0].strip().lower()
    claimed = _ALIASES.get(claimed, claimed)
    if not claimed or claimed in _GENERIC or claimed == content.media_type:
        return True
    wanted = _claimed_kind(claimed)
    if content.kind in TEXT_KINDS or content.media_type == "image/svg+xml":
        # A type that we do not know may well be one of text.
        return wanted in TEXT_KINDS or (wanted is None and not claimed.startswith(("audio/", "video/")))
    if content.kind is FileKind.IMAGE:
        return False
    if content.kind is FileKind.OTHER:
        is_old_office = claimed in {"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"}
        return wanted is None and (not is_old_office or content.media_type == _OLD_OFFICE)
    return wanted is content.kind


def _claimed_kind(media_type: str) -> FileKind | None:
    kind = _KINDS.get(media_type)
    if kind is not None:
        return kind
    if media_type.startswith("image/"):
        return FileKind.IMAGE
    if media_type.startswith("text/"):
        return FileKind.TEXT
    for part, office in (("word", FileKind.DOCX), ("excel", FileKind.XLSX), ("powerpoint", FileKind.PPTX)):
        if media_type.startswith(f"application/vnd.ms-{part}.") and media_type.endswith("macroenabled.12"):
            return office
    for part, office in (("word", FileKind.DOCX), ("spreadsheet", FileKind.XLSX), ("presentation", FileKind.PPTX)):
        if media_type.startswith(f"{_OFFICE}{part}"):
            return office
    return None


def _content(kind: FileKind) -> Content:
    return Content(kind, _MEDIA_TYPES[kind])


def _image_type(first: bytes) -> str:
    for mark, media_type in _IMAGE_MARKS:
        if first.startswith(mark):
            return media_type
    if first[:4] == b"RIFF" and first[8:12] == b"WEBP":
        return "image/webp"
    if first[4:8] == b"ftyp":
        return _BOX_BRANDS.get(first[8:12], "")
    # "BM" also begins words; a bitmap says how large its header is.
    if first[:2] == b"BM" and int.from_bytes(first[14:18], "little") in {12, 40, 52, 56, 64, 108, 124}:
        return "image/bmp"
    is_svg = re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]", first, re.DOTALL
    )
    return "image/svg+xml" if is_svg else ""


def _recording_type(first: bytes) -> str:
    if first[4:8] == b"ftyp":
        return "audio/mp4" if first[8:11] == b"M4A" else "video/mp4"
    if first[:4] == b"RIFF":
        return _RIFF_TYPES.get(first[8:12], "")
    # Texts begin with such letters too.
    found = next((media_type for mark, media_type in _RECORDING_MARKS if first.startswith(mark)), "")
    return found if found and not _is_text(first, "utf-8") else ""


def _zip_content(first: bytes, last: bytes) -> Content:
    names = list(_zip_names(first))
    if names[:1] == [b"mimetype"]:
        return _open_document(first)
    names += _zip_names(last)
    if b"[Content_Types].xml" in names or b"_rels/.rels" in names:
        for name in names:
            for folder, kind in _OOXML_FOLDERS.items():
                if name.startswith(folder):
                    return _content(kind)
    return Content(FileKind.OTHER, "application/zip")


def _open_document(first: bytes) -> Content:
    start = 30 + int.from_bytes(first[26:28], "little") + int.from_bytes(first[28:30], "little")
    found = re.match(rb"application/[a-z0-9.+-]{1,80}", first[start:])
    media_type = found[0].partition(b"PK")[0].decode("ascii") if found else "application/zip"
    if media_type.startswith("application/vnd.oasis.opendocument.text"):
        return _content(FileKind.ODT)
    return Content(FileKind.OTHER, media_type)


def _zip_names(part: bytes) -> Iterator[bytes]:
    """Yield the names that stand behind the marks of local and central headers in a part of a ZIP file."""
    for number, mark in enumerate(re.finditer(rb"PK(?:\x03\x04|\x01\x02)", part)):
        if number > _MOST_ZIP_NAMES:
            return
        length_at, name_at = (26, 30) if mark[0] == b"PK\x03\x04" else (28, 46)
        length = int.from_bytes(part[mark.start() + length_at : mark.start() + length_at + 2], "little")
        yield part[mark.start() + name_at : mark.start() + name_at + length]


def _ole_content(first: bytes, last: bytes, name: str) -> Content:
    """Tell an Office file under a password, whose wrapper looks the same for all, by its name."""
    mark = "EncryptedPackage".encode("utf-16-le")
    kind = _EXTENSIONS.get(name.rpartition(".")[2].lower())
    if kind is not None and (mark in first or mark in last):
        return _content(kind)
    return Content(FileKind.OTHER, _OLD_OFFICE)


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = ("cp1252", "cp1250")
_NOT_ASCII = bytes(range(0x80, 0x100))
_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES = re.compile(_CONTROLS.pattern.encode("latin-1"))


def encoding_of(first: bytes) -> str | None:
    """Guess the encoding of a text from its beginning; None where it is no text."""
    for mark, encoding in _BOMS:
        if first.startswith(mark):
            return encoding if _is_text(first, encoding) else None
    for encoding in ("utf-8", *_wide_encodings(first)):
        if _is_text(first, encoding):
            return encoding
    if _CONTROL_BYTES.search(first):
        return None
    foreign = None if encodings.is_western(first) else encodings.guessed(first, is_whole=len(first) < SAMPLE_BYTES)
    return foreign or next((encoding for encoding in _WESTERN if _is_text(first, encoding)), None)


def _wide_encodings(first: bytes) -> tuple[str, ...]:
    # Text of the West in two bytes a letter: every other byte is zero.
    half = len(first) // 2
    if half and first[1::2].count(0) > half * 0.6:
        return ("utf-16-le",)
    return ("utf-16-be",) if half and first[::2].count(0) > half * 0.6 else ()


def _is_text(first: bytes, encoding: str) -> bool:
    written = _decoded(first, encoding)
    if written is None or _CONTROLS.search(written):
        return False
    # Any bytes are some text in a one-byte encoding; real text is mostly ASCII.
    ascii_bytes = len(first.translate(None, _NOT_ASCII))
    return encoding not in _WESTERN or ascii_bytes >= len(first) / 2


def _decoded(first: bytes, encoding: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        # The last letter may be cut in two by the end of the sample.
        return decoder.decode(first, final=len(first) < SAMPLE_BYTES)
    except UnicodeDecodeError:
        return None


def sample_text(first: bytes) -> str | None:
    """Return the beginning of a text file as text, or None where it is no text."""
    encoding = encoding_of(first)
    return None if encoding is None else _decoded(first, encoding)


def _text_content(written: str, name: str) -> Content:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if _is_html(written, extension):
        return _content(FileKind.HTML)
    if _is_email(written, extension):
        return _content(FileKind.EMAIL)
    if extension in {"csv", "tsv"} or (extension not in {"txt", "md", "text", "log"} and _is_table(written)):
        return _content(FileKind.CSV)
    return _content(FileKind.TEXT)


def _is_html(written: str, extension: str) -> bool:
    start = written[:2048].lstrip("\ufeff \t\r\n").lower()
    if extension in {"html", "htm", "xhtml"}:
        return bool(re.search(r"<[a-z!/]", written[:SAMPLE_BYTES].lower()))
    return start.startswith(("<!doctype html", "<html")) or bool(re.match(r"<\?xml[^>]*>\s*<!doctype html", start))


def _is_email(written: str, extension: str) -> bool:
    head = re.split(r"\r?\n\r?\n", written.lstrip("\ufeff"), maxsplit=1)[0][:8192]
    names = {name.lower() for name in re.findall(r"^([A-Za-z][A-Za-z-]*):", head, re.MULTILINE)}
    if extension in {"eml", "emlx"}:
        return bool(names & {"from", "to", "subject", "date", "received", "message-id", "mime-version"})
    if extension in {"txt", "md", "csv", "tsv"}:
        return False
    is_head = {"from", "date", "subject"} <= names
    return is_head or ("from" in names and bool(names & {"message-id", "received", "mime-version"}))


def _is_table(written: str) -> bool:
    lines = [line for line in written.splitlines()[:21] if line.strip()][:20]
    if len(lines) < _FEWEST_ROWS:
        return False
    return any(lines[0].count(mark) and len({line.count(mark) for line in lines[:-1]}) == 1 for mark in ",;\t")
