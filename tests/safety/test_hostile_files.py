"""Files made to hurt open or cost one sentence, within the limits; ``make torture`` does the same and more."""

from __future__ import annotations

import pytest
from fuzz import fuzz, seeds_of
from hostile import FAMILIES
from mutations import mutation
from opening import opened

from reader.loaders import ALL
from reader.loaders.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS

FILES_A_FORMAT = 2_000


@pytest.mark.skipif("sys.platform == 'win32'", reason="memory is not limited there")
@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_files_open_or_cost_one_sentence(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = opened(family)
    faults = [one for one in found if one.what not in ("opened", "refused")]
    assert faults == []
    for one in found:
        if one.what == "refused":
            assert one.sentence.startswith(f"“{one.name}” "), one
            assert one.sentence.endswith("."), one
            assert "\n" not in one.sentence, one
            assert "Traceback" not in one.sentence, one
        assert one.child_bytes <= CHILD_MEMORY_BYTES, one
        assert one.seconds < CHILD_SECONDS + 20, one
    with capsys.disabled():
        told = sum(one.what == "refused" for one in found)
        peak = max(one.child_bytes for one in found) >> 20
        print(f"\n{family}: {len(found)} files, {told} refused, child at most {peak} MiB ", end="")  # noqa: T201


@pytest.mark.skipif("sys.platform == 'win32'", reason="memory is not limited there")
@pytest.mark.parametrize("loader", [loader.name for loader in ALL])
def test_damaged_files_open_or_cost_one_sentence(loader: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = fuzz(loader, FILES_A_FORMAT)
    assert outcome.faults == []
    assert outcome.counts["crashed"] <= FILES_A_FORMAT // 500, "each costs a sentence, but there should be next to none"
    assert outcome.counts["stopped"] <= FILES_A_FORMAT // 500
    assert sum(outcome.counts.values()) == FILES_A_FORMAT
    assert outcome.counts["opened"], "damage that nothing survives tests nothing"
    assert outcome.peak <= CHILD_MEMORY_BYTES
    with capsys.disabled():
        counts = ", ".join(f"{count} {what}" for what, count in sorted(outcome.counts.items()))
        print(f"\n{loader}: {counts}, at most {outcome.peak >> 20} MiB ", end="")  # noqa: T201


@pytest.mark.parametrize("loader", [loader.name for loader in ALL])
def test_every_loader_has_a_seed_that_damage_changes(loader: str) -> None:
    seeds = seeds_of(loader)
    assert seeds, f"put a small file for {loader} into tests/loaders/files"
    data = seeds[0].read_bytes()
    made = [mutation(data, number) for number in range(20)]
    assert made == [mutation(data, number) for number in range(20)]
    assert len({data, *made}) > 15
