"""Old translated pages, wherever they lie: their bytes, a Word document as HTML."""

from io import BytesIO
from pathlib import Path

from pipeline.disk import files
from pipeline.model import SourceError

_WORD = ".docx"


def read_page(path: Path) -> tuple[str, bytes] | None:
    """The name by which a page is to be parsed, and its bytes; None when there is none.

    Raises SourceError for what cannot be read. Word documents need the extra `docx`.
    """
    try:
        data = files.read(path)
    except OSError as error:
        raise SourceError(path.as_posix(), f"cannot be read: {error.strerror}") from None
    if data is not None and path.suffix.lower() == _WORD:
        return f"{path.as_posix()}.html", _word(path, data)
    return None if data is None else (path.as_posix(), data)


def _word(path: Path, data: bytes) -> bytes:
    try:
        import mammoth
    except ImportError:
        message = "a Word document: install it with `pip install 'l10n-pipeline[docx]'`"
        raise SourceError(path.as_posix(), message) from None
    try:
        found = mammoth.convert_to_html(BytesIO(data))
    except Exception as error:  # its readers raise whatever zip, XML and style faults bring
        raise SourceError(path.as_posix(), f"no Word document that can be read: {error}") from None
    return f"<!doctype html><html><body>{found.value}</body></html>".encode()
