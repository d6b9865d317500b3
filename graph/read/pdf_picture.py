"""Takes a PDF on standard input and the number of a page, gives a grey picture of the page (PGM) on standard output.

Like `pdf_child` this runs as a program of its own under limits, imports nothing of ours and asks no network.
"""

from __future__ import annotations

import ctypes
import sys

import pypdfium2.raw as pdfium

_WHITE = 0xFFFFFFFF
_MOST_PIXELS = 40_000_000  # A3 at 300 dots an inch has 17 million


def main() -> int:
    """Draw the page; exit 1 if there is none."""
    memory, seconds, number, dots = map(int, sys.argv[1:5])
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent is what remains
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    data = bytes(sys.stdin.buffer.read())
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(2))
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, number) if document else None
    if not page:
        return 1
    width = round(pdfium.FPDF_GetPageWidthF(page) * dots / 72)
    height = round(pdfium.FPDF_GetPageHeightF(page) * dots / 72)
    if not 0 < width * height <= _MOST_PIXELS:
        return 1
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    drawn = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    sys.stdout.buffer.write(b"P5 %d %d 255\n" % (width, height))
    for line in range(height):
        sys.stdout.buffer.write(drawn[line * stride : line * stride + width])
    return 0


if __name__ == "__main__":
    sys.exit(main())
