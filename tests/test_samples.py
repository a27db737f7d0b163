from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import reader
from reader.bundled import seeds
from reader.samples import sample_at, samples


def test_every_file_of_the_folder_is_described_and_the_other_way_round() -> None:
    described = {sample.path.name for sample in samples()}
    present = {path.name for path in seeds().iterdir()} - {"seeds.toml", "README.md"}
    assert described == present
    assert len(samples()) == len(described) == 5


def test_samples_come_in_order_of_their_dates_and_are_complete() -> None:
    dates = [datetime.date.fromisoformat(sample.date) for sample in samples()]
    assert dates == sorted(dates)
    for sample in samples():
        assert sample.path.name.startswith(sample.date)
        assert all((sample.title, sample.source, sample.language))
        assert "not covered" in sample.rights


def test_the_cache_gives_the_same_value() -> None:
    assert samples() is samples()


def test_a_sample_is_read_under_its_own_title_and_date() -> None:
    for sample in samples():
        document = reader.read(sample.path)
        assert (document.title, document.date, document.language) == (sample.title, sample.date, sample.language)
        assert document.warnings == ()


def test_a_copy_elsewhere_is_a_file_like_any_other(tmp_path: Path) -> None:
    sample = samples()[0]
    copy = tmp_path / sample.path.name
    copy.write_bytes(sample.path.read_bytes())
    assert sample_at(copy) is None
    assert reader.read(copy).title != sample.title
    link = tmp_path / "link.txt"
    link.symlink_to(sample.path)
    assert sample_at(link) == sample


def test_the_rights_are_stated_beside_the_texts() -> None:
    stated = (seeds() / "README.md").read_text(encoding="utf-8")
    for row in tomllib.loads((seeds() / "seeds.toml").read_text(encoding="utf-8"))["seed"]:
        assert row["source"] in stated
        assert row["file"] in stated
