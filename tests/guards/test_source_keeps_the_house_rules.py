"""House rules that the source itself must show: plain rules, no stray commit, every list takes reach, small sizes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "monitoria"
DOMAINS = (
    *("people", "settings", "audit", "scorecards", "calls", "recordings", "evaluations", "imports"),
    *("analytics", "coaching", "privacy", "reports", "webhooks", "notifications"),
)
# Lower floors' rules that a domain's rules may speak of (docs/decisions/0004).
RULES_BELOW = {
    "evaluations": {"monitoria.scorecards.rules", "monitoria.settings.rules"},
    "recordings": {"monitoria.platform.masking"},
    # Where two versions of a scorecard measure differently (docs/decisions/0022), and formulas that know no trade.
    "analytics": {"monitoria.scorecards.rules", "monitoria.platform.statistics"},
    # Formulas that know no trade (docs/decisions/0020).
    "coaching": {"monitoria.platform.statistics"},
    # When a month closes (docs/decisions/0025).
    "reports": {"monitoria.settings.rules"},
    # Cells and normalised words are plain values too (docs/decisions/0012).
    "imports": {
        "monitoria.calls.rules",
        "monitoria.evaluations.rules",
        "monitoria.settings.rules",
        "monitoria.scorecards.rules",
        "monitoria.platform.tables",
        "monitoria.platform.search",
    },
}

# The one place that commits, and bulk commands that own their connection.
MAY_COMMIT = {"platform/database.py"}
# Lists that are the same for everybody who may ask.
SAME_FOR_EVERYBODY = {
    ("settings", "list_categories"),
    ("settings", "list_holidays"),
    ("imports", "list_presets"),
}
# Verbs that change nothing worth telling: what expired is forgotten, a renewed session only lives on, sums are
# computed anew from what was told before.
TELL_NOTHING = {
    ("people", "refresh"),
    ("people", "forget_old_sessions"),
    ("people", "forget_ended_keys"),
    # Notes the last use, and counts what was refused.
    ("people", "admit_key"),
    # A secret that counts for nothing until it is confirmed, which tells.
    ("people", "begin_enrolment"),
    ("analytics", "apply_pending"),
    ("analytics", "rebuild_rollups"),
    ("analytics", "verify_rollups"),
    # Told because something was told; what is old is forgotten.
    ("notifications", "tell"),
    ("notifications", "forget_old_notices"),
    # Told because something was told; what is old is forgotten.
    ("webhooks", "tell"),
    ("webhooks", "forget_old_deliveries"),
    ("webhooks", "seal_anew"),
    # Plans what is to leave; each report that leaves is told.
    ("reports", "plan_reports"),
    # A part of checking a file, which tells.
    ("imports", "find_repeated"),
    # What privacy works out and tells.
    ("people", "set_owed_terms"),
    # Seals what was told before.
    ("audit", "seal_entries"),
}


def _modules(*under: str) -> Iterator[tuple[str, ast.Module]]:
    folder = SOURCE.joinpath(*under)
    for path in sorted(folder.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text())


def _room(domain: str, room: str) -> Iterator[tuple[str, ast.Module]]:
    for path in (SOURCE / domain / f"{room}.py", *sorted((SOURCE / domain / room).rglob("*.py"))):
        if path.is_file():
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text())


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _calls(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            names.add(node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""))
    return names


def test_rules_and_events_are_plain_python() -> None:
    for domain in DOMAINS:
        for room, basement in (("rules", "monitoria.platform.errors"), ("events", "monitoria.platform.events")):
            allowed = {basement, f"monitoria.{domain}.{room}"} | RULES_BELOW.get(domain, set())
            for path, tree in _room(domain, room):
                for name in _imports(tree):
                    is_plain = name.partition(".")[0] in sys.stdlib_module_names
                    is_allowed = any(name == a or name.startswith(f"{a}.") for a in allowed)
                    assert is_plain or is_allowed, f"{path} imports {name}"


def test_only_the_unit_of_work_commits() -> None:
    for path, tree in _modules():
        if path not in MAY_COMMIT and not path.startswith(("demo", "migrations")):
            assert "commit" not in _calls(tree), path


def test_every_list_begins_from_what_the_caller_may_see() -> None:
    for domain in DOMAINS:
        for path, tree in _room(domain, "queries"):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and node.name.startswith(("list_", "get_page")):
                    takes = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                    assert "actor" in takes or (domain, node.name) in SAME_FOR_EVERYBODY, f"{path}:{node.name}"


def test_every_verb_that_changes_something_tells_what_happened() -> None:
    for domain in DOMAINS:
        functions = {
            node.name: node
            for _, tree in _room(domain, "service")
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        }
        telling = {name for name, node in functions.items() if "emit" in _calls(node)}
        while more := {n for n, node in functions.items() if n not in telling and _calls(node) & telling}:
            telling |= more
        writes = {"add", "delete", "flush", "execute"}
        for name, node in functions.items():
            is_verb = not name.startswith("_") and bool(_calls(node) & writes) and "session" in ast.dump(node.args)
            is_part = any(name in _calls(other) for key, other in functions.items() if key != name)
            if is_verb and not is_part and (domain, name) not in TELL_NOTHING:
                assert name in telling, f"{domain}.{name} changes something and tells nobody"


def test_every_job_has_a_retry_policy() -> None:
    for domain in DOMAINS:
        for path, tree in _room(domain, "tasks"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "task":
                    assert "retry" in {keyword.arg for keyword in node.keywords}, path


FILE_P90, FILE_STOP = 250, 400
FUNCTION_P90, FUNCTION_STOP = 28, 60


def _percentile(values: list[int], share: float) -> int:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def test_files_and_functions_stay_small() -> None:
    files, functions = [], []
    for path, tree in _modules():
        if path.startswith("migrations"):
            continue
        files.append(((SOURCE / path).read_text().count("\n"), path))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                functions.append((length, f"{path}:{node.name}"))
    print("longest files", sorted(files)[-5:], "longest functions", sorted(functions)[-5:])
    assert max(files)[0] <= FILE_STOP, max(files)
    assert max(functions)[0] <= FUNCTION_STOP, max(functions)
    assert _percentile([n for n, _ in files], 0.9) <= FILE_P90
    assert _percentile([n for n, _ in functions], 0.9) <= FUNCTION_P90


def test_text_tables_and_workbooks_are_written_in_one_place() -> None:
    """Where formulas are neutralised: nobody writes such a file beside it."""
    for path, tree in _modules():
        if not path.startswith("platform/tables/"):
            assert not {"csv", "xlsxwriter", "openpyxl"} & set(_imports(tree)), path


def test_no_top_level_name_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "helpers", "common", "misc"}
    assert not [path for path, _ in _modules() if drawers & set(Path(path).with_suffix("").parts)]
