"""Reading printed pages: as a screen reader does (structure), as a machine does (text), as an eye does (ink)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
from pypdf import PdfReader

_DOTS_PER_POINT = 1.0


def text_of(pdf: bytes) -> str:
    """Everything that is written, page by page, line breaks as blanks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def pages_of(pdf: bytes) -> list[Any]:
    """Each page as grey levels (0 black, 255 white), one dot a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=_DOTS_PER_POINT, grayscale=True).to_numpy().squeeze().copy() for page in document]
    finally:
        document.close()


def structure_of(pdf: bytes) -> list[Any]:
    """Every element of the structure tree."""
    return list(_elements(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]))


def _elements(node: Any) -> Iterator[Any]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def check_ua(pdf: bytes, language: str) -> None:
    """What PDF/UA-1 (ISO 14289-1) asks of structure, title, language, alternatives, tables and fonts."""
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<dc:title>" in xmp
    assert reader.metadata is not None
    assert reader.metadata.title
    assert all(page.get("/Tabs") == "/S" for page in reader.pages)
    elements = structure_of(pdf)
    kinds = [element["/S"] for element in elements]
    headings = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings)), headings
    for element in elements:
        if element["/S"] == "/Figure":
            assert str(element["/Alt"]).strip()
        if element["/S"] == "/Table":
            below = [child["/S"] for child in _elements(element["/K"])]
            assert "/TH" in below, "a table without a header"
            assert below.count("/TR") > 1
    _check_fonts(reader)


def _check_fonts(reader: PdfReader) -> None:
    for page in reader.pages:
        fonts: Any = page["/Resources"].get("/Font", {})  # type: ignore[attr-defined]
        for font in (held.get_object() for held in fonts.values()):
            assert "InstrumentSans" in font["/BaseFont"]
            assert "/ToUnicode" in font
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())


def check_ink(pdf: bytes, least_share: float = 0.005) -> list[Any]:
    """Every page has ink on it and none where a printer could not put it: 8 mm at each edge stay white."""
    pages = pages_of(pdf)
    for page in pages:
        edge = int(8 / 25.4 * 72)
        inner = page[edge:-edge, edge:-edge]
        frame = page.astype(int).sum() - inner.astype(int).sum()
        assert frame == 255 * (page.size - inner.size), "ink outside the page's own room"
        assert np.mean(inner < 128) > least_share / 10
    assert np.mean(pages[0] < 200) > least_share
    return pages
