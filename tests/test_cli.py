from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.commands import COMMANDS
from reader.export import ALL as EXPORTERS
from reader.export import Exporter, ExportOptions
from reader.marks import Lens
from reader.model import Judgements, Note, PairJudgement, Verdict
from reader.project.saved import Saved, View, save
from reader.samples import samples

LEFT, RIGHT = samples()[1].path, samples()[3].path


def run(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        input=b"" if stdin is None else stdin,
        capture_output=True,
        env=known | environment,
        timeout=120,
        check=False,
    )


def sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on stderr of a run that failed."""
    assert done.returncode == 2, done
    assert done.stdout == b""
    told = done.stderr.decode()
    assert re.fullmatch(r"readout: [^\n]+\n", told), told
    assert "Traceback" not in told
    return told.removeprefix("readout: ").strip()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("compare", LEFT, RIGHT, "--to", "json"), 0),
        (("compare", LEFT, RIGHT, "--to", "json", "--exit-code"), 1),
        (("compare", LEFT, LEFT, "--to", "json", "--exit-code"), 0),
        (("inspect", LEFT), 0),
        (("formats",), 0),
        (("--version",), 0),
        (("--help",), 0),
        *(((command, "--help"), 0) for command in COMMANDS),
    ],
)
def test_exit_codes_and_a_clean_stderr(arguments: tuple[str | Path, ...], code: int) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (code, b"")
    assert done.stdout


def test_version_is_that_of_the_package() -> None:
    assert run("--version").stdout.decode() == f"readout {reader.__version__}\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_shows_examples_and_names_every_option(command: str) -> None:
    shown = run(*[command] * bool(command), "--help").stdout.decode()
    assert f"readout {command}".strip() in shown
    if command != "formats":
        assert "Examples:" in shown


def test_compare_is_the_same_in_every_environment(tmp_path: Path) -> None:
    first = run("compare", LEFT, RIGHT, "--to", "html", PYTHONHASHSEED="1", LC_ALL="C")
    second = run("compare", LEFT, RIGHT, "--to", "html", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Hanoi")
    assert first.stdout == second.stdout != b""
    assert "Xi Jinping" in first.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def comparison() -> reader.Comparison:
    return reader.compare(reader.read(LEFT), reader.read(RIGHT))


def in_bytes(written: str | bytes) -> bytes:
    return written.encode() if isinstance(written, str) else written


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_the_ending_of_the_output_chooses_the_format(
    exporter: Exporter, comparison: reader.Comparison, tmp_path: Path
) -> None:
    target = tmp_path / f"result{exporter.suffix.upper()}"
    assert run("compare", LEFT, RIGHT, "-o", target).returncode == 0
    assert target.read_bytes() == in_bytes(reader.export(comparison, exporter.name))


def test_a_name_without_an_ending_gets_a_page(comparison: reader.Comparison, tmp_path: Path) -> None:
    target = tmp_path / "result"
    assert run("compare", LEFT, RIGHT, "-o", target).returncode == 0
    assert target.read_bytes() == in_bytes(reader.export(comparison, "html"))


@pytest.mark.parametrize("name", ["result.zzz", "result.txt", "result.readout"])
def test_an_ending_of_no_format_is_refused(comparison: reader.Comparison, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    told = sentence(run("compare", LEFT, RIGHT, "-o", target))
    assert f"“{target}” ends in “{target.suffix}”" in told
    assert all(exporter.suffix in told for exporter in EXPORTERS)
    assert not target.exists()
    assert run("compare", LEFT, RIGHT, "-o", target, "--to", "json").returncode == 0
    assert target.read_bytes() == in_bytes(reader.export(comparison, "json"))


def test_title_theme_and_lens_reach_the_page(comparison: reader.Comparison) -> None:
    options = ExportOptions(title="A <title> of mine & more", theme="dark", lens=Lens.FORMULATIONS)
    wished = ("--title", options.title, "--theme", "dark", "--lens", "formulations", "--to", "html")
    page = run("compare", LEFT, RIGHT, *wished).stdout
    assert page == in_bytes(reader.export(comparison, "html", options))
    assert "A &lt;title&gt; of mine &amp; more" in page.decode()
    assert "A <title>" not in page.decode()


def test_standard_input_is_read() -> None:
    done = run("inspect", "-", "--json", stdin="President A met President B. He said so.".encode("utf-16"))
    document = json.loads(done.stdout)
    assert document["text"] == "President A met President B. He said so."
    assert document["source"]["name"] == "standard input"
    piped = run("compare", "-", RIGHT, "--to", "json", stdin=LEFT.read_bytes())
    assert json.loads(piped.stdout)["left"]["text"] == reader.read(LEFT).text


# --- JSON ---------------------------------------------------------------------------------------------------------

SPAN = {"start": int, "end": int}
DOCUMENT = {
    "format": str,
    "version": int,
    "title": str,
    "date": (str, type(None)),
    "language": str,
    "source": {"name": str, "sha256": str, "kind": str},
    "text": str,
    "paragraphs": [{**SPAN, "kind": str}],
    "sentences": [
        {
            "index": int,
            **SPAN,
            "text": str,
            "paragraph": int,
            "speaker": (str, type(None)),
            "attribution": str,
            "cue": ({**SPAN, "text": str}, type(None)),
            "topics": [str],
        }
    ],
    "speakers": [{"name": str, "aliases": [str], "role": (str, type(None)), "sentences": int, "words": int}],
    "topics": [{"label": str, "sentences": int}],
    "warnings": [str],
}
PAIRS = [[int]]
COMPARISON = {
    "format": str,
    "version": int,
    "left": DOCUMENT,
    "right": DOCUMENT,
    "matches": [
        {
            "left": [int],
            "right": [int],
            "kind": str,
            "score": (float, int),
            "moved": bool,
            "speaker_changed": bool,
            "edits": {"left": PAIRS, "right": PAIRS},
            "phrases": [{"left": [int], "right": [int]}],
            "why": str,
        }
    ],
    "states": {"left": [str], "right": [str]},
    "formulations": [{"text": str, "left": PAIRS, "right": PAIRS}],
    "summary": dict,
}


def check_shape(value: object, shape: object, where: str = "") -> None:
    """Every promised key is there with the promised type; keys may be added."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        for key, inner in shape.items():
            assert key in value, f"{where}.{key}"
            check_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for k, item in enumerate(value):
            check_shape(item, shape[0], f"{where}[{k}]")
    elif isinstance(shape, tuple):
        possible = [one for one in shape if not isinstance(one, dict)]
        if not isinstance(value, tuple(possible)):
            check_shape(value, next(one for one in shape if isinstance(one, dict)), where)
    else:
        assert isinstance(value, shape), f"{where}: {value!r}"  # type: ignore[arg-type]
        assert shape is not int or not isinstance(value, bool), where


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.path.stem)
def test_inspect_json_is_as_documented(sample: reader.samples.Sample) -> None:
    document = json.loads(run("inspect", sample.path, "--json").stdout.decode("utf-8"))
    check_shape(document, DOCUMENT)
    assert (document["format"], document["version"]) == ("readout-document", 1)
    assert (document["title"], document["date"]) == (sample.title, sample.date)
    assert document["source"]["kind"] == "text"
    text = document["text"]
    for k, one in enumerate(document["sentences"]):
        assert one["index"] == k
        assert one["text"] == text[one["start"] : one["end"]]
        paragraph = document["paragraphs"][one["paragraph"]]
        assert paragraph["start"] <= one["start"] < one["end"] <= paragraph["end"]
        assert one["attribution"] in {"direct", "indirect", "mixed", "narration"}
        cue = one["cue"]
        assert cue is None or cue["text"] == text[cue["start"] : cue["end"]]
    assert {p["kind"] for p in document["paragraphs"]} <= {"heading", "paragraph", "list_item", "quote", "table_row"}


def test_compare_json_is_as_documented() -> None:
    comparison = json.loads(run("compare", LEFT, RIGHT, "--to", "json").stdout.decode("utf-8"))
    check_shape(comparison, COMPARISON)
    assert (comparison["format"], comparison["version"]) == ("readout-comparison", 1)
    for side in ("left", "right"):
        document = comparison[side]
        assert len(comparison["states"][side]) == len(document["sentences"])
        assert set(comparison["states"][side]) <= {"shared", "reworded", "echo", "novel"}
        for match in comparison["matches"]:
            assert match["kind"] in {"shared", "reworded", "echo"}
            assert all(0 <= index < len(document["sentences"]) for index in match[side])
            for start, end in match["edits"][side]:
                assert 0 <= start < end <= len(document["text"])
        for formulation in comparison["formulations"]:
            assert all(0 <= start < end <= len(document["text"]) for start, end in formulation[side])


# --- what goes wrong ----------------------------------------------------------------------------------------------


def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\t\n")
    (tmp_path / "unseen.txt").write_text("\ufeff\u200b \n", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04" + bytes(26) + b"word/document.xml")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_001)
    expected = {
        "missing.txt": "There is no file",
        "empty.txt": "is empty; choose",
        "blank.txt": "is empty; choose",
        "unseen.txt": "is empty; choose",
        "binary.txt": "holds no text that can be read; choose",
        "picture.txt": "is an image, and Readout reads texts; choose",
        "word.docx": "is damaged or was not copied completely; get a fresh copy",
        "paper.pdf": "is a PDF that is damaged or incomplete; get it again",
        "loop.txt": "link that leads back to itself",
        "huge.txt": "is larger than 50 MB",
        ".": "is a folder; choose a file in it",
        "empty.txt/inner": "There is no file",
        "long" * 100: "too long for the name of a file",
    }
    for name, words in expected.items():
        path = tmp_path / name
        told = sentence(run("inspect", path))
        assert words in told, told
        assert f"“{path}”" in told, told
        assert told.endswith(".")
    for arguments in (("compare", LEFT, tmp_path / "empty.txt"), ("compare", tmp_path / "empty.txt", RIGHT)):
        assert "is empty; choose" in sentence(run(*arguments))


@pytest.fixture(scope="module")
def judged(comparison: reader.Comparison) -> Saved:
    """A comparison with a note and a decision of the reader's, saved while topics were looked at."""
    said = Judgements(pairs=(PairJudgement(0, 2, Verdict.REWORDED),), notes=(Note("Gone in September.", left=(0,)),))
    return Saved(comparison, said, View(lens=Lens.TOPICS))


@pytest.fixture(params=["saved", "page"])
def own(request: pytest.FixtureRequest, judged: Saved, tmp_path: Path) -> Path:
    """The comparison as a file of Readout's own: saved, or exported as a page."""
    if request.param == "saved":
        save(tmp_path / "work.readout", judged)
        return tmp_path / "work.readout"
    page = reader.export(judged.comparison, "html", ExportOptions(lens=Lens.TOPICS))
    (tmp_path / "page.html").write_bytes(in_bytes(page))
    return tmp_path / "page.html"


@pytest.mark.parametrize("wish", [[], ["--to", "json"], ["--to", "markdown", "--lens", "differences"]])
def test_a_saved_comparison_is_written_out_with_what_its_reader_said(own: Path, judged: Saved, wish: list[str]) -> None:
    done = run("compare", own, *wish, "--exit-code")
    assert (done.returncode, done.stderr) == (1, b"")
    lens = Lens.DIFFERENCES if "--lens" in wish else Lens.TOPICS
    to = wish[1] if wish else "html"
    assert done.stdout == in_bytes(reader.export(judged.comparison, to, ExportOptions(lens=lens)))
    assert "Gone in September." in done.stdout.decode()


def test_a_comparison_is_not_read_as_one_text_nor_written_over(own: Path) -> None:
    before = own.read_bytes()
    assert f"“{own}” is a comparison of two documents; open it in the window" in sentence(run("inspect", own))
    for arguments in ((LEFT, own), (own, RIGHT)):
        told = sentence(run("compare", *arguments))
        assert f"“{own}” is a comparison of two documents; name it alone, as “readout compare {own}”" in told
    assert "would be overwritten" in sentence(run("compare", own, "-o", own, "--to", "html"))
    assert own.read_bytes() == before


def test_a_damaged_comparison_is_told(tmp_path: Path) -> None:
    (tmp_path / "work.readout").write_text("{}")
    assert "is not a comparison that Readout has saved" in sentence(run("compare", tmp_path / "work.readout"))
    assert "There is no file" in sentence(run("compare", tmp_path / "missing.readout"))


def test_a_device_or_pipe_is_not_waited_for(tmp_path: Path) -> None:
    assert "is a device or a pipe" in sentence(run("inspect", "/dev/zero"))
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a device or a pipe" in sentence(run("inspect", tmp_path / "pipe.txt"))


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Some words.")
    path.chmod(0)
    program = [sys.executable, "-m", "reader", "inspect", str(path)]
    if os.access(path, os.R_OK):  # as root, who may read everything unless that is given up
        program = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *program]
        if subprocess.run([*program[:2], "true"], capture_output=True, check=False).returncode:
            pytest.skip("root may read everything here")
    done = subprocess.run(program, capture_output=True, check=False)
    assert "You may not read" in sentence(done)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("comapre", "a", "b"), "did you mean “readout compare”?"),
        (("a.txt",), "There is no file “a.txt”"),
        ((LEFT, RIGHT, LEFT), "compares two documents, and 3 were given"),
        (("export",), "There is no command and no file “export”; check the name; commands are compare, inspect"),
        (("compare",), "LEFT is missing; see “readout compare --help”."),
        (("compare", LEFT), "is one document, and two are compared; name the other"),
        (("compare", LEFT, RIGHT, LEFT), "is one name too many"),
        (("compare", LEFT, RIGHT, "--to", "wordperfect"), "--to cannot be “wordperfect”; choose one of these: html, "),
        (("compare", LEFT, RIGHT, "--to"), "--to needs a value"),
        (("compare", LEFT, RIGHT, "--lens", "rose"), "--lens cannot be “rose”"),
        (("compare", LEFT, RIGHT, "--colour"), "There is no option “--colour” here"),
        (("compare", LEFT, RIGHT, "--out", "a.html"), "There is no option “--out” here"),
        (("compare", LEFT, ""), "The name of a file is empty"),
        (("compare", LEFT, RIGHT, "-o", ""), "The name of the output file is empty"),
        (("compare", "-", "-"), "Both documents are to come from standard input"),
        (("inspect",), "FILE"),
        (("inspect", "-"), "is empty"),
        (("--unknown",), "--unknown"),
        ((LEFT, RIGHT), "no display"),
        ((), "no display"),
    ],
)
def test_a_wrong_command_is_told_in_one_sentence(arguments: tuple[str | Path, ...], words: str) -> None:
    assert words in sentence(run(*arguments))


def test_a_display_that_does_not_answer_is_told() -> None:
    assert "“:987” does not answer" in sentence(run(LEFT, RIGHT, DISPLAY=":987"))


def test_control_characters_in_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = run("inspect", "\x1b[31mred\nline.txt")
    assert "\x1b" not in sentence(done)


def test_control_characters_in_a_text_do_not_reach_the_terminal() -> None:
    shown = run(
        "inspect", "-", stdin="Words \x1b]0;owned\x07 and \x9b31m more \u202e reversed.".encode()
    ).stdout.decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    told = sentence(run("compare", LEFT, RIGHT, "-o", tmp_path / "no" / "page.html"))
    assert "does not exist" in told
    assert "is a folder" in sentence(run("compare", LEFT, RIGHT, "-o", tmp_path))
    own = tmp_path / "own.txt"
    own.write_bytes(LEFT.read_bytes())
    assert "would be overwritten" in sentence(run("compare", own, RIGHT, "-o", own))
    assert own.read_bytes() == LEFT.read_bytes()
    assert sorted(tmp_path.iterdir()) == [own]


def test_a_result_replaces_the_one_before_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("before")
    sentence(run("compare", LEFT, tmp_path / "missing.txt", "-o", target))
    assert target.read_text() == "before"
    assert run("compare", LEFT, RIGHT, "-o", target).returncode == 0
    assert "Xi Jinping" in target.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_at_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "compare", str(LEFT), str(RIGHT)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert re.fullmatch(rb"readout: [^\n]*No space left[^\n]*\n", done.stderr), done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
def test_a_closed_standard_output_is_told_where_it_is_needed(tmp_path: Path) -> None:
    def closed(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        program = ["sh", "-c", '"$@" >&-', "sh", sys.executable, "-m", "reader", *map(str, arguments)]
        return subprocess.run(program, capture_output=True, check=False)

    assert "Standard output is closed; leave it open, or" in sentence(closed("compare", LEFT, RIGHT))
    done = closed("compare", LEFT, RIGHT, "-o", tmp_path / "page.html")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("".join(f"Sentence number {k} is here.\n" for k in range(3000)))
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "inspect", str(long)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (141, b"")


def test_a_mistake_of_the_program_is_told_without_its_traceback(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(
        "import reader.cli, reader.reading, sys\n"
        "def fails(*_): raise RuntimeError('two\\nlines')\n"
        "reader.reading.read = fails\n"
        f"sys.exit(reader.cli.main(['inspect', {str(LEFT)!r}]))\n"
    )
    broken = [sys.executable, str(tmp_path / "broken.py")]
    told = sentence(subprocess.run(broken, capture_output=True, check=False))
    assert "mistake in Readout" in told
    assert "RuntimeError: two lines" in told
    assert "READOUT_DEBUG=1" in told
    shown = subprocess.run(broken, capture_output=True, check=False, env=os.environ | {"READOUT_DEBUG": "1"})
    assert b"Traceback" in shown.stderr


def test_formats_lists_every_loader_and_exporter() -> None:
    from reader.loaders import ALL as LOADERS

    shown = run("formats").stdout.decode()
    for loader in LOADERS:
        assert loader.label in shown
        assert all(suffix in shown for suffix in loader.suffixes)
    for exporter in EXPORTERS:
        assert re.search(rf"^  {exporter.name}\b.*{re.escape(exporter.suffix)}", shown, re.MULTILINE)


def test_inspect_shows_what_was_found_to_people() -> None:
    sample = samples()[1]
    document = reader.read(sample.path)
    shown = run("inspect", sample.path).stdout.decode()
    assert sample.title in shown
    assert sample.date in shown
    for speaker in document.speakers:
        figures = rf"{speaker.sentences} +{speaker.words} +\d+"
        assert re.search(rf"^  {re.escape(speaker.name)} .*{figures}$", shown, re.MULTILINE)
    assert "talks" in shown or "call · participants: Xi Jinping, Nguyen Phu Trong" in shown
    for topic in document.topics:
        assert re.search(rf"^  {re.escape(topic.label)} .*{topic.sentences}\n    {topic.words[0]}", shown, re.MULTILINE)
    for one in document.sentences:
        assert f"\n{one.index + 1:>4}  " in shown
    flat = " ".join(shown.split())
    assert all(" ".join(one.text.split()) in flat for one in document.sentences)


def test_progress_is_shown_on_a_terminal_and_wiped_away(tmp_path: Path) -> None:
    import pty

    slow = tmp_path / "slow.py"
    slow.write_text(
        "import time\nfrom reader.terminal import progress\nwith progress('Working…'):\n    time.sleep(1)\n"
    )
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("no terminals to be had here")
    subprocess.run([sys.executable, str(slow)], stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert shown.startswith("\rWorking… 0 s")
    assert shown.endswith("\r\033[K")
    silent = subprocess.run([sys.executable, str(slow)], capture_output=True, check=True)
    assert silent.stderr == b""


def test_ctrl_c_ends_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(
        "import reader.cli, reader.reading, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell lets what runs behind it ignore Ctrl+C
        "reader.reading.read = lambda *_: signal.raise_signal(signal.SIGINT)\n"
        f"sys.exit(reader.cli.main(['inspect', {str(LEFT)!r}]))\n"
    )
    done = subprocess.run([sys.executable, str(tmp_path / "stopped.py")], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_the_child_can_be_reached_through_the_program_as_a_frozen_one_does() -> None:
    done = run("--load-in-child", "html", "", stdin=b"<!doctype html><p>The ministers met.</p>")
    assert json.loads(done.stdout)["text"] == "The ministers met."
