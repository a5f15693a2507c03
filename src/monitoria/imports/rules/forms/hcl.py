"""Terraform's language (HCL), as far as it is data: blocks, attributes and plain values.

What would have to be run to be known (variables, functions, templates) is kept as an `Expression`; whoever needs the
value refuses it. Time and depth are bounded, whatever the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from textwrap import dedent
from typing import Any

from monitoria.imports.rules.forms.reading import Expression, FormFault, fault

DEEPEST = 30
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\ufeff]+ | (?:\#|//)[^\n]* | /\*.*?\*/)
    | (?P<line>\n)
    | <<(?P<indent>-?)(?P<mark>\w{1,40})[ \t\r]*\n(?P<heredoc>.*?)^[ \t]*(?P=mark)[ \t\r]*$
    | (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<broken>/\* | <<-?\w | ")
    | (?P<number>-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,4})?(?![\w.]))
    | (?P<name>[A-Za-z_][\w-]*)
    | (?P<sign>[{}\[\]=,:])
    | (?P<other>\S)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_TEMPLATE = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_OPENING, _CLOSING = {"{", "["}, {"}", "]"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    value: Any
    line: int


def read_hcl(text: str) -> dict[str, Any]:
    """The file as plain values: attributes by their names, blocks as lists under their names and labels.

    Raises `FormFault` where the text is not the language.
    """
    parser = _Parser(list(_tokens(text)))
    body = parser.body(0)
    if parser.token.kind != "end":
        raise parser.refusal()
    return body


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "broken":
            raise fault(f"Na linha {line} começa um texto ou comentário que não termina.", "hcl")
        if kind != "space":
            yield _Token(kind, match.group(), _value_of(kind, match), line)
        line += match.group().count("\n")
    yield _Token("end", "", None, line)


def _value_of(kind: str, match: re.Match[str]) -> Any:
    if kind == "string":
        return _string(match.group()[1:-1])
    if kind == "number":
        return Decimal(match.group())
    if kind == "heredoc":
        text = match.group("heredoc")
        return _plain(dedent(text) if match.group("indent") else text)
    return match.group()


def _string(raw: str) -> object:
    return _plain(_ESCAPE.sub(_unescape, raw))


def _unescape(match: re.Match[str]) -> str:
    letter = match.group(1)
    return chr(int(letter[1:], 16)) if len(letter) == 5 else _ESCAPES.get(letter, letter)


def _plain(text: str) -> object:
    if _TEMPLATE.search(text):
        return Expression(text)
    return text.replace("$${", "${").replace("%%{", "%{")


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def token(self) -> _Token:
        return self._tokens[self._at]

    def refusal(self) -> FormFault:
        found = self.token.text.strip()[:20] or "o fim do arquivo"
        message = f"O arquivo não segue a linguagem do Terraform: na linha {self.token.line} há “{found}”."
        return fault(message, "hcl")

    def _next(self) -> _Token:
        token = self.token
        if token.kind != "end":
            self._at += 1
        return token

    def _skip_lines(self) -> None:
        while self.token.kind == "line":
            self._at += 1

    def _take(self, sign: str) -> None:
        if self.token.text != sign:
            raise self.refusal()
        self._next()

    def body(self, depth: int) -> dict[str, Any]:
        """Attributes and blocks up to the brace that closes them, which is left."""
        self._check_depth(depth)
        found: dict[str, Any] = {}
        self._skip_lines()
        while self.token.kind == "name":
            name = self._next().text
            if self.token.text == "=":
                self._next()
                self._attribute(found, name, depth)
            else:
                self._block(found, name, depth)
            self._skip_lines()
        return found

    def _check_depth(self, depth: int) -> None:
        if depth > DEEPEST:
            raise fault("O arquivo tem partes dentro de partes em níveis demais.", "too-deep")

    def _attribute(self, found: dict[str, Any], name: str, depth: int) -> None:
        if name in found:
            raise fault(f"“{name}” aparece duas vezes: a segunda na linha {self.token.line}.", "repeated-member")
        start = self._at
        try:
            value = self._value(depth)
            is_plain = self.token.kind in ("line", "end") or self.token.text == "}"
        except _NotPlain:
            is_plain = False
        if not is_plain:
            self._at = start
            value = self._expression()
        found[name] = value

    def _expression(self) -> Expression:
        """Everything up to the end of the line, brackets being closed."""
        words, opened = [], 0
        while self.token.kind != "end":
            text = self.token.text
            if not opened and (self.token.kind == "line" or text == "}"):
                break
            opened += (text in {*_OPENING, "("}) - (text in {*_CLOSING, ")"})
            words.append(self._next().text)
        if not words:
            raise self.refusal()
        return Expression(" ".join(words))

    def _block(self, found: dict[str, Any], name: str, depth: int) -> None:
        path = [name]
        while self.token.kind in ("string", "name"):
            path.append(str(self._next().value))
        self._take("{")
        body = self.body(depth + 1)
        self._take("}")
        place = found
        for label in path[:-1]:
            place = place.setdefault(label, {})
            if not isinstance(place, dict):
                raise self.refusal()
        listed = place.setdefault(path[-1], [])
        if not isinstance(listed, list):
            raise self.refusal()
        listed.append(body)

    def _value(self, depth: int) -> Any:
        self._check_depth(depth)
        token = self.token
        if token.kind in ("string", "number", "heredoc"):
            return self._next().value
        if token.text in _WORDS:
            return _WORDS[self._next().text]
        if token.text == "[":
            return self._list(depth)
        if token.text == "{":
            return self._object(depth)
        raise _NotPlain

    def _list(self, depth: int) -> list[Any]:
        self._next()
        found = []
        self._skip_lines()
        while self.token.text != "]":
            found.append(self._value(depth + 1))
            self._separate("]")
        self._next()
        return found

    def _object(self, depth: int) -> dict[str, Any]:
        self._next()
        found: dict[str, Any] = {}
        self._skip_lines()
        while self.token.text != "}":
            key = self._next()
            if key.kind not in ("name", "string") or self.token.text not in ("=", ":"):
                raise _NotPlain
            self._next()
            found[str(key.value)] = self._value(depth + 1)
            self._separate("}")
        self._next()
        return found

    def _separate(self, closing: str) -> None:
        """A comma or a new line between parts, or the end of them."""
        is_apart = self.token.kind == "line"
        self._skip_lines()
        if self.token.text == ",":
            self._next()
            self._skip_lines()
        elif self.token.text != closing and not is_apart:
            raise _NotPlain


class _NotPlain(Exception):
    """What stands here has to be computed."""
