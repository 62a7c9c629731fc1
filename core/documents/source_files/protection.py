"""Recognizes and removes the password protection of Office files."""

from __future__ import annotations

import io
from pathlib import Path

from ...errors import PasswordNeededError, SourceBrokenError, password_refused
from .parsing import is_of_input

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_encrypted_package(data: bytes) -> bool:
    """Is it a protected DOCX or XLSX: an OLE2 container around an encrypted package?"""
    return data.startswith(OLE_MAGIC) and "EncryptedPackage".encode("utf-16-le") in data


def unprotected(path: Path, data: bytes, password: str | None) -> bytes:
    """Returns the bytes of an Office file without its protection; the same where it has none.

    Raises:
        PasswordNeededError: It is protected and no password, or a wrong one, was given.
        SourceBrokenError: It is protected in a way that cannot be read.
    """
    if not data.startswith(OLE_MAGIC):
        return data
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    try:
        office = OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
    except Exception as error:
        if not is_of_input(error):
            raise
        # Not every OLE2 file is known to it; the converter knows more.
        if is_encrypted_package(data):
            raise SourceBrokenError(path) from None
        return data
    if not password:
        raise PasswordNeededError(path)
    plain = io.BytesIO()
    try:
        if office.format == "ooxml":
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError, ValueError) as error:
        raise password_refused(path, password) from error
    return plain.getvalue()
