"""Every proof that the table of clauses names was run, and passed, on both databases."""

import pytest

from bield.policies.queries import clauses
from tests.proofs.test_both_databases import RUNS
from tests.results import PASSED

PROOFS = sorted({proof for row in clauses() for proof in row.proofs})


@pytest.mark.parametrize("database", RUNS)
@pytest.mark.parametrize("proof", PROOFS)
def test_proved(proof: str, database: str) -> None:
    outcomes = {
        result.outcome for node, result in RUNS[database].items() if node.partition("[")[0] == proof
    }

    assert outcomes == {PASSED}
