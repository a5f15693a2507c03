"""From the bytes of a file to the form in it: which kind it is, and where in the file it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from monitoria.imports.rules.forms.hcl import read_hcl
from monitoria.imports.rules.forms.reading import FILE, FormFault, Node, Reading, escape, fault

LARGEST_FILE = 1_000_000
DEEPEST = 40
MOST_VALUES = 50_000
_TERRAFORM = "genesyscloud_quality_forms_evaluation"
_CLOUDFORMATION = "AWS::Connect::EvaluationForm"


class FormSource(StrEnum):
    """Whose form it is."""

    CONNECT = "amazon-connect"
    GENESYS = "genesys-cloud"


def find_form(content: bytes, reading: Reading) -> tuple[FormSource, Node]:
    """The one form in the file. Raises `FormFault`, which says what the file is when it can be told."""
    tree = _tree(content)
    found = list(_forms(tree, FILE))
    if len(found) > 1:
        message = f"O arquivo tem {len(found)} formulários: envie um de cada vez."
        raise fault(message, "several-forms")
    if not found:
        raise _not_a_form(tree)
    source, value, pointer = found[0]
    if pointer != FILE:
        _tell_of_neighbours(tree, pointer, reading)
    return source, Node(reading, value, pointer)


def _tree(content: bytes) -> Any:
    if len(content) > LARGEST_FILE:
        raise fault("O arquivo passa de 1 MB: não é um formulário de avaliação.", "too-large")
    text = _decoded(content)
    if not text.strip():
        raise fault("O arquivo está vazio.", "empty")
    tree = _json(text) if text.lstrip()[0] in "{[" else _settings(text)
    _check_size(tree)
    return tree


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _unknown() from None


def _unknown() -> FormFault:
    return fault(
        "O arquivo não é JSON nem Terraform: envie o JSON do formulário do Amazon Connect, "
        "ou o JSON ou .tf do formulário do Genesys Cloud.",
        "not-json",
    )


def _settings(text: str) -> Any:
    if _TERRAFORM not in text:
        raise _unknown()
    return read_hcl(text)


def _json(text: str) -> Any:
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=_constant, object_pairs_hook=_members
        )
    except RecursionError:
        raise _too_deep() from None
    except FormFault:
        raise
    except json.JSONDecodeError as error:
        message = f"O arquivo não é um JSON válido: há um erro na linha {error.lineno}, coluna {error.colno}."
        raise fault(message, "not-json") from None
    except (ValueError, InvalidOperation):
        raise fault("O arquivo tem um número que não pode ser lido.", "number-range") from None


def _constant(name: str) -> Any:
    raise fault(f"O arquivo não é um JSON válido: {name} não é um número.", "not-json")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise fault(f"“{repeated[:60]}” aparece duas vezes no mesmo objeto.", "repeated-member")
    return members


def _too_deep() -> FormFault:
    return fault("O arquivo tem partes dentro de partes em níveis demais.", "too-deep")


def _check_size(tree: Any) -> None:
    waiting, seen = [(tree, 0)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST:
            raise _too_deep()
        if seen > MOST_VALUES:
            raise fault(f"O arquivo tem mais de {MOST_VALUES} valores: não é um formulário de avaliação.", "too-large")
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(part, depth + 1) for part in parts]


_Found = tuple[FormSource, Mapping[str, Any], str]


def _forms(tree: Any, pointer: str) -> Iterator[_Found]:
    """The forms of the file: bare, in the answer of an API, or in a template that makes them."""
    if not isinstance(tree, dict):
        return
    if isinstance(tree.get("Items"), list):
        yield FormSource.CONNECT, tree, pointer
    elif isinstance(tree.get("questionGroups"), list):
        yield FormSource.GENESYS, tree, pointer
    else:
        for name in ("EvaluationForm", "evaluationForm"):
            yield from _forms(tree.get(name), f"{pointer}/{name}")
        yield from _listed(tree, pointer)
        yield from _templates(tree, pointer)


def _listed(tree: Mapping[str, Any], pointer: str) -> Iterator[_Found]:
    """A page of a list of forms."""
    entities = tree.get("entities")
    if isinstance(entities, list):
        for index, entity in enumerate(entities):
            yield from _forms(entity, f"{pointer}/entities/{index}")


def _templates(tree: Mapping[str, Any], pointer: str) -> Iterator[_Found]:
    resources = tree.get("Resources")
    for name, made in resources.items() if isinstance(resources, dict) else ():
        if isinstance(made, dict) and made.get("Type") == _CLOUDFORMATION:
            yield from _forms(made.get("Properties"), f"{pointer}/Resources/{escape(name)}/Properties")
    for place, group in _each(tree.get("resource"), f"{pointer}/resource"):
        for under, named in _each(group.get(_TERRAFORM), f"{place}/{_TERRAFORM}"):
            for name, made in named.items():
                for at, body in _each(made, f"{under}/{escape(name)}"):
                    yield FormSource.GENESYS, body, at


def _each(value: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """An object, or each object of a list."""
    if isinstance(value, dict):
        yield pointer, value
    elif isinstance(value, list):
        for index, part in enumerate(value):
            if isinstance(part, dict):
                yield f"{pointer}/{index}", part


def _not_a_form(tree: Any) -> FormFault:
    if isinstance(tree, dict) and {"schemaVersion", "questions"} <= tree.keys():
        return fault(
            "O arquivo é uma avaliação já preenchida, exportada do Amazon Connect: traz respostas e notas, mas não os "
            "pesos nem quanto vale cada resposta. Exporte o formulário (DescribeEvaluationForm) e envie-o.",
            "evaluation-not-form",
        )
    if isinstance(tree, dict) and {"answers", "conversation"} & tree.keys():
        return fault(
            "O arquivo é uma avaliação já preenchida, sem o formulário: exporte o formulário e envie-o.",
            "evaluation-not-form",
        )
    return fault(
        "O arquivo é JSON, mas não é um formulário de avaliação: não tem “Items” (Amazon Connect) "
        "nem “questionGroups” (Genesys Cloud).",
        "not-a-form",
    )


def _tell_of_neighbours(tree: Mapping[str, Any], pointer: str, reading: Reading) -> None:
    """What stands in the file beside the form: answers, other resources, the next page."""
    own = pointer.removeprefix(f"{FILE}/").partition("/")[0]
    for name, value in tree.items():
        if escape(name) != own and value not in (None, "", [], {}, False):
            message = f"“{name[:60]}” está no arquivo ao lado do formulário e não foi lido."
            reading.note(f"{FILE}/{escape(name)}", message, "beside-the-form")
