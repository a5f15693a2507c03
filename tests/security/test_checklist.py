"""docs/security.md is whole: every requirement once, and what it names exists. And promises that the source shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "monitoria"
PAGE = ROOT / "docs" / "security.md"

# The requirements of OWASP ASVS 5.0.0 by section and level.
LEVEL_1 = {
    "1.2": "1 2 3 4 5",
    "1.3": "1 2",
    "1.5": "1",
    "2.1": "1",
    "2.2": "1 2",
    "2.3": "1",
    "3.2": "1 2",
    "3.3": "1",
    "3.4": "1 2",
    "3.5": "1 2 3",
    "4.1": "1",
    "4.4": "1",
    "5.2": "1 2",
    "5.3": "1 2",
    "6.1": "1",
    "6.2": "1 2 3 4 5 6 7 8",
    "6.3": "1 2",
    "6.4": "1 2",
    "7.2": "1 2 3 4",
    "7.4": "1 2",
    "8.1": "1",
    "8.2": "1 2",
    "8.3": "1",
    "9.1": "1 2 3",
    "9.2": "1",
    "10.4": "1 2 3 4 5",
    "11.3": "1 2",
    "11.4": "1",
    "12.1": "1",
    "12.2": "1 2",
    "13.4": "1",
    "14.2": "1",
    "14.3": "1",
    "15.1": "1",
    "15.2": "1",
    "15.3": "1",
}
LEVEL_2 = {
    "1.1": "1 2",
    "1.2": "6 7 8 9",
    "1.3": "3 4 5 6 7 8 9 10 11",
    "1.4": "1 2 3",
    "1.5": "2",
    "2.1": "2 3",
    "2.2": "3",
    "2.3": "2 3 4",
    "2.4": "1",
    "3.3": "2 3 4",
    "3.4": "3 4 5 6",
    "3.5": "4 5",
    "3.7": "1 2",
    "4.1": "2 3",
    "4.2": "1",
    "4.3": "1 2",
    "4.4": "2 3 4",
    "5.1": "1",
    "5.2": "3",
    "5.4": "1 2 3",
    "6.1": "2 3",
    "6.2": "9 10 11 12",
    "6.3": "3 4",
    "6.4": "3 4",
    "6.5": "1 2 3 4 5",
    "6.6": "1 2 3",
    "6.8": "1 2 3 4",
    "7.1": "1 2 3",
    "7.3": "1 2",
    "7.4": "3 4 5",
    "7.5": "1 2",
    "7.6": "1 2",
    "8.1": "2",
    "8.2": "3",
    "8.4": "1",
    "9.2": "2 3 4",
    "10.1": "1 2",
    "10.2": "1 2",
    "10.3": "1 2 3 4",
    "10.4": "6 7 8 9 10 11",
    "10.5": "1 2 3 4 5",
    "10.6": "1 2",
    "10.7": "1 2 3",
    "11.1": "1 2",
    "11.2": "1 2 3",
    "11.3": "3",
    "11.4": "2 3 4",
    "11.5": "1",
    "11.6": "1",
    "12.1": "2 3",
    "12.3": "1 2 3 4",
    "13.1": "1",
    "13.2": "1 2 3 4 5",
    "13.3": "1 2",
    "13.4": "2 3 4 5",
    "14.1": "1 2",
    "14.2": "2 3 4",
    "14.3": "2 3",
    "15.1": "2 3",
    "15.2": "2 3",
    "15.3": "2 3 4 5 6 7",
    "16.1": "1",
    "16.2": "1 2 3 4 5",
    "16.3": "1 2 3 4",
    "16.4": "1 2 3",
    "16.5": "1 2 3",
    "17.1": "1",
    "17.2": "1 2 3 4",
    "17.3": "1 2",
}


def _listed(sections: dict[str, str]) -> set[str]:
    return {f"{section}.{number}" for section, numbers in sections.items() for number in numbers.split()}


# What other work brings under these names; once it is there, it is looked at like the rest.
COMING = (
    *(f"tests/people/test_{name}.py" for name in ("lockout", "passwords", "second_factor", "sessions")),
    *(f"tests/people/test_{name}.py" for name in ("single_sign_on", "tokens", "keys")),
    *(f"tests/platform/test_{name}.py" for name in ("outward", "backup", "logs", "metrics")),
    *("tests/deploy/test_stack.py", "tests/deploy/test_files.py", "src/monitoria/platform/outward"),
    *("src/monitoria/people/rules/passwords.py", "src/monitoria/people/rules/second_factor.py"),
    *("src/monitoria/people/service/leaked", "src/monitoria/people/service/factor_codes.py"),
)


def _rows() -> Iterator[list[str]]:
    for line in PAGE.read_text().splitlines():
        if re.match(r"\| \d+\.\d+\.\d+ \|", line):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def test_every_line_is_there_once_with_its_level() -> None:
    rows = list(_rows())
    assert len(rows) == len({row[0] for row in rows}) == 253
    for level, sections in (("1", LEVEL_1), ("2", LEVEL_2)):
        assert {row[0] for row in rows if row[1] == level} == _listed(sections)
    assert {row[3] for row in rows} <= {"yes", "partly", "no", "n/a"}
    assert all(row[4] for row in rows), "every line says where it holds, or why not"


def test_what_does_not_hold_is_said_at_the_top() -> None:
    said = re.findall(r"^\| v5\.0\.0-([\d.]+) .* \| (no|partly) \| (.+) \|$", PAGE.read_text(), re.MULTILINE)
    assert said == [(row[0], row[3], row[4]) for row in _rows() if row[3] in ("no", "partly")]
    counts = {word: sum(row[3] == word for row in _rows()) for word in ("yes", "n/a", "partly", "no")}
    text = " ".join(PAGE.read_text().split())
    for sentence in ("{yes} hold,", "{n/a} do not apply,", "{partly} hold in part", "{no} do not hold:"):
        assert sentence.format(**counts) in text


def test_every_file_and_test_that_is_named_exists() -> None:
    for row in _rows():
        for path in re.findall(r"`((?:src|docs|web|deploy)/[^`]+|pyproject\.toml|audit)`", row[4]):
            # A room is a file or, grown, a folder of the same name.
            is_there = (ROOT / path).exists() or (ROOT / f"{path}.py").exists()
            assert is_there or path in COMING, f"{row[0]} names {path}"
        for named in re.findall(r"`([^`]+)`", row[5]):
            path, _, name = named.partition("::")
            assert name, f"{row[0]}: {named}"
            if path in COMING and not (ROOT / path).exists():
                continue
            text = (ROOT / path).read_text()
            is_there = f'test("{name}"' in text if path.endswith(".ts") else re.search(rf"def {name}\(", text)
            assert is_there, f"{row[0]} names {named}"


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield str(path.relative_to(SOURCE)), node, ast.unparse(node.func)


UNSAFE = {"eval", "exec", "os.system", "os.popen", "pickle.loads", "pickle.load", "marshal.loads"}


def test_nothing_is_run_through_a_shell_or_made_of_text() -> None:
    for path, node, name in _calls():
        assert name not in UNSAFE, path
        assert "shell" not in [word.arg for word in node.keywords], f"{path} starts a shell"


def test_no_broken_hash_is_used() -> None:
    for path, node, name in _calls():
        assert name not in ("hashlib.md5", "hashlib.sha1"), path
        if name in ("hashlib.new", "hmac.new", "hmac.digest"):
            assert not re.search(r"md5|sha1\b", ast.unparse(node)), path


# Where chance may be foreseen: sample data, and the spreading of retries.
MAY_USE_RANDOM = ("demo/",)


def test_chance_that_must_not_be_guessed_is_the_system_s() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if name.startswith(MAY_USE_RANDOM):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert "random" not in (*names, module), name
