"""Takes the bare texts of plans, gives their bigrams as sparse matrices and the similarity of texts by them.

A text counts as the bag of its character bigrams: no word list, no segmenter, and the usual choice for Chinese (Nie, Gao,
Zhang and Zhou 2000, *On the Use of Words and N-grams for Chinese Information Retrieval*). Weights are ``(1 + ln tf) · idf``
(Manning, Raghavan and Schütze 2008, *Introduction to Information Retrieval*, 6.4), similarity is the cosine. The idf is
counted **over the units of the two plans compared and nothing else**: bigrams that fill both plans because of their subject
(科普, 养老) weigh little, and the similarity stays a fact about two plans that no third one changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int64]

Matrix = Any  # scipy.sparse carries no types
_PLACES = 3  # of a similarity: what sums of floats leave open is far below
# So many units two plans count as having at least: in fewer, a bigram that one unit of each has would already be common.
_LEAST = 40
_BLOCK = 128  # plans whose similarity to all others is held in memory at a time


class Grams:
    """The bigrams of one plan: a row a unit, a column a bigram that the plan has, in order of their codes."""

    def __init__(self, texts: Sequence[str]) -> None:
        rows = [_bigrams(text) for text in texts]
        units = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        self.codes, columns = np.unique(np.concatenate(rows), return_inverse=True)
        shape = (len(rows), len(self.codes))
        counts = sparse.csr_matrix((np.ones(len(columns)), (units, columns)), shape=shape)
        counts.sum_duplicates()
        self.total: Floats = np.asarray(counts.sum(axis=0)).ravel()
        self.frequency: Floats = np.asarray((counts > 0).sum(axis=0), dtype=np.float64).ravel()
        counts.data = 1 + np.log(counts.data)
        self.rows: Matrix = counts.tocsc()


def _bigrams(text: str) -> Codes:
    characters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    return (characters[:-1] << 21) | characters[1:]


def similarities(first: Grams, second: Grams) -> Floats:
    """Give the similarity of each unit of one plan to each of another."""
    _, one, two = np.intersect1d(first.codes, second.codes, assume_unique=True, return_indices=True)
    frequency, other = first.frequency.copy(), second.frequency.copy()
    frequency[one] += second.frequency[two]
    other[two] += first.frequency[one]
    units = max(first.rows.shape[0] + second.rows.shape[0], _LEAST)
    weights, others = np.log((1 + units) / frequency), np.log((1 + units) / other)
    left = first.rows[:, one].multiply(weights[one]).tocsr()
    right = second.rows[:, two].multiply(others[two]).tocsr()
    products = (left @ right.T).toarray()
    lengths = np.outer(_lengths(first.rows, weights), _lengths(second.rows, others))
    return np.asarray(np.round(products / lengths, _PLACES))


def _lengths(rows: Matrix, weights: Floats) -> Floats:
    return np.asarray(np.sqrt(rows.power(2) @ weights**2))


def whole(first: Grams, second: Grams) -> float:
    """Give the similarity of two plans as a whole: without idf, for a plan counts as one text."""
    _, one, two = np.intersect1d(first.codes, second.codes, assume_unique=True, return_indices=True)
    return float(np.round(_whole(first)[one] @ _whole(second)[two], _PLACES))


def alike(plans: Sequence[Grams], floor: float) -> list[tuple[int, int, float]]:
    """Give the pairs of plans whose texts as a whole have a similarity of at least ``floor``, in order, each once.

    As `whole` tells it. Products are made in blocks, so memory grows with the number of plans, not with its square.
    """
    codes = np.unique(np.concatenate([plan.codes for plan in plans]))
    columns = np.concatenate([np.searchsorted(codes, plan.codes) for plan in plans])
    weights = [_whole(plan) for plan in plans]
    ends = np.cumsum([0, *(len(plan.codes) for plan in plans)])
    texts = sparse.csr_matrix((np.concatenate(weights), columns, ends), shape=(len(plans), len(codes)))
    turned = texts.T.tocsc()
    found: list[tuple[int, int, float]] = []
    for begin in range(0, len(plans), _BLOCK):
        block = np.round((texts[begin : begin + _BLOCK] @ turned).toarray(), _PLACES)
        for row, column in np.argwhere(block >= floor):
            if begin + row < column:
                found.append((int(begin + row), int(column), float(block[row, column])))
    return found


def _whole(plan: Grams) -> Floats:
    weights = 1 + np.log(plan.total)
    return np.asarray(weights / np.sqrt(weights @ weights))
