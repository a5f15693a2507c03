"""Bodies that a route might take: made from its shape alone, so that a new route is attacked without being named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from monitoria.platform.clock import utc_now

Json = dict[str, Any]
UNKNOWN = "01a00000-0000-7000-8000-00000000dead"
TODAY = utc_now().date()
# What a text must look like where any text will not do, by the name of its field.
TEXTS = {
    "username": "pessoa.nova",
    "password": "uma-senha-muito-boa",
    "current_password": "uma-senha-boa",
    "new_password": "outra-senha-muito-boa",
    "email": "pessoa@exemplo.com.br",
    "key": "awareness",
    "list": "calls",
    "lang": "pt-BR",
    "language": "pt-BR",
    "criteria": "empathy",
    "criterion": "empathy",
    "query": "?month=2026-11",
    "customer_document": "529.982.247-25",
    "customer_phone": "(11) 98765-4321",
    "url": "https://exemplo.com.br/avisos",
}
NUMBERS = {"year": 2030, "version": 1, "weekday": 1, "recording_days": 90, "record_years": 2}


class Maker:
    """Makes values for shapes; `named` gives those of identifiers by the name of their field."""

    def __init__(self, named: dict[str, str]) -> None:
        self.named = named

    def body(self, model: type[BaseModel], *, whole: bool = False) -> Json:
        """What the shape requires, or all that it takes."""
        schema = model.model_json_schema()
        self._parts = schema.get("$defs", {})
        made: Json = self._object(schema, whole)
        return made

    def _object(self, schema: Json, whole: bool) -> Json:
        wanted = schema.get("properties", {})
        required = wanted if whole else schema.get("required", ())
        return {name: self._value(name, wanted[name], whole) for name in required if name in wanted}

    def _value(self, name: str, schema: Json, whole: bool) -> Any:
        if "$ref" in schema:
            schema = self._parts[schema["$ref"].rpartition("/")[2]]
        choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
        if choices:
            return self._value(name, choices[0], whole)
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        return self._plain(name, schema, whole)

    def _plain(self, name: str, schema: Json, whole: bool) -> Any:
        match schema.get("type"):
            case "object":
                return self._object(schema, whole)
            case "array":
                return [self._value(name.removesuffix("s"), schema.get("items", {}), whole)]
            case "boolean":
                return False
            case "integer" | "number":
                return NUMBERS.get(name, schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))
        return self._text(name, schema)

    def _text(self, name: str, schema: Json) -> str:
        match schema.get("format"):
            case "uuid":
                return self.named.get(name, self.named.get(f"{name}_id", UNKNOWN))
            case "date":
                return (TODAY if name == "held_on" else TODAY + timedelta(days=3)).isoformat()
            case "date-time":
                return utc_now().isoformat()
        return TEXTS.get(name, "Texto qualquer, dito por extenso"[: schema.get("maxLength", 30)])
