"""MinHash signatures by Daft, on one machine or, when Daft runs on Ray, on many.

The only place that imports Daft. Daft reports its use to its makers on import and on every run;
a consultation's server tells nobody, so that is switched off before the import.
"""

from __future__ import annotations

import os

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

os.environ["DO_NOT_TRACK"] = "true"
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")

# ruff: isort: split
import daft
from daft.functions import minhash


def signatures(
    texts: pa.ChunkedArray, *, hashes: int, shingle: int, seed: int
) -> NDArray[np.uint32]:
    """One row of `hashes` minima per text (words joined by single spaces), in the order given."""
    if len(texts) == 0:
        return np.empty((0, hashes), dtype=np.uint32)
    table = pa.table({"at": np.arange(len(texts), dtype=np.int64), "text": texts})
    signature = minhash(
        daft.col("text"),
        num_hashes=hashes,
        ngram_size=shingle,
        seed=seed,
        hash_function="xxhash3_64",
    )
    found = daft.from_arrow(table).select(daft.col("at"), signature.alias("minima")).to_arrow()
    minima = found.column("minima").combine_chunks().flatten().to_numpy()
    order = np.argsort(found.column("at").to_numpy())
    result: NDArray[np.uint32] = minima.reshape(-1, hashes)[order]
    return result
