"""The file of a copy, as it leaves: locked in every one of its kinds."""

from bield.concerns import bundle
from bield.concerns.bundle import Contents
from bield.concerns.states import Out
from bield.kit import paper
from bield.kit.keeps import keeps

PDF, ZIP = "application/pdf", "application/zip"
# What stands inside an envelope can be read from outside, so it says nothing.
INSIDE = {Out.DOCX: "document.docx", Out.BUNDLE: "bundle.zip"}


@keeps("EY-43a")
def locked(contents: Contents, how: Out, phrase: str) -> bytes:
    """A PDF locks itself. What cannot goes into an envelope that does."""
    if how == Out.PDF:
        return paper.pdf(contents.paper, phrase=phrase)
    inside = paper.docx(contents.paper) if how == Out.DOCX else bundle.make(contents)
    return paper.envelope(INSIDE[how], inside, phrase=phrase)


def kind_of(how: Out) -> tuple[str, str]:
    """The media type, and how the name of the file ends."""
    return (PDF, "pdf") if how == Out.PDF else (ZIP, "zip")
