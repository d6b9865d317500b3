"""Takes nothing, gives the errors of the project.

::

    FengongError                 what went wrong and what to do, in Chinese and English
    ├── ReadError                a file cannot become text
    │   ├── Unreadable           missing, not a regular file, no permission, damaged, empty
    │   └── Unsupported          a format that this installation does not read
    ├── VocabularyError          a file under ontology/vocab breaks its own rules
    ├── CorrectionsError         a corrections file cannot be read: nothing of it is applied
    ├── CodingError              a coding sheet has a fault, or two have nothing in common
    ├── InvariantError           the graph would say something that its source does not
    ├── StoreError               a build folder or graph file cannot be opened
    └── QueryError               a question cannot be asked
        ├── UnknownQuery         no query of that name
        ├── BadParameter         a parameter is unknown, missing or of the wrong type
        ├── BadQuery             the SPARQL text has a fault
        └── NotReadOnly          an update or a call to another server
"""

from __future__ import annotations


class FengongError(Exception):
    """Base of all errors that a user can mend: ``zh`` and ``en`` say what, where, why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} | {en}")
        self.zh = zh
        self.en = en


class ReadError(FengongError):
    """A file cannot become text."""


class Unreadable(ReadError):
    """The file is missing, no regular file, forbidden, damaged or empty."""


class Unsupported(ReadError):
    """The format is known but not read by this installation."""


class VocabularyError(FengongError):
    """A vocabulary file breaks its own rules."""


class CorrectionsError(FengongError):
    """A corrections file cannot be read; nothing of it is applied."""


class CodingError(FengongError):
    """A coding sheet has a fault, or two of them have nothing in common."""


class InvariantError(FengongError):
    """The graph would say something that its source does not."""


class StoreError(FengongError):
    """A build folder or graph file cannot be opened."""


class QueryError(FengongError):
    """A question cannot be asked."""


class UnknownQuery(QueryError):
    """There is no query of that name."""


class UnknownWord(QueryError):
    """A plain question names nothing that the graph knows."""


class BadParameter(QueryError):
    """A parameter is unknown, missing or of the wrong type."""


class BadQuery(QueryError):
    """The SPARQL text has a fault."""


class NotReadOnly(QueryError):
    """The text is an update or would call another server."""
