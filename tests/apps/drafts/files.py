"""Files as officers upload them: good ones and bad ones."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

DRAFT = (
    "NGHỊ QUYẾT",
    "Quy định về quản lý hè phố",
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Chương I",
    "QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi điều chỉnh",
    "1. Quản lý hè phố.",
    "2. Quản lý lòng đường.",
    "Điều 2. Đối tượng áp dụng",
    "Người dân và hộ kinh doanh.",
)


def docx(*lines: str, name: str = "du-thao.docx") -> SimpleUploadedFile:
    """A Word file of paragraphs."""
    document = Document()
    for line in lines or DRAFT:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def txt(text: str, name: str = "du-thao.txt") -> SimpleUploadedFile:
    """A plain text file."""
    return SimpleUploadedFile(name, text.encode())


def text_named_docx() -> SimpleUploadedFile:
    return SimpleUploadedFile("chu.docx", "Điều 1. Chỉ là chữ".encode())


def encrypted() -> SimpleUploadedFile:
    """What Word writes for a file with a password: an OLE container with an encrypted stream."""
    mark = "EncryptedPackage".encode("utf-16-le")
    return SimpleUploadedFile(
        "khoa.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + mark + b"\0" * 600
    )


def damaged() -> SimpleUploadedFile:
    return SimpleUploadedFile("hong.docx", b"PK\x03\x04" + b"\0" * 500)


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)


# what is uploaded, and a word of the sentence that refuses it
BAD: list[tuple[str, Callable[[], SimpleUploadedFile], str]] = [
    ("text named .docx", text_named_docx, "không đúng với phần mở rộng"),
    ("with a password", encrypted, "mật khẩu"),
    ("damaged", damaged, "bị hỏng"),
    ("a picture", picture, "chưa đọc được ở đây"),
]
