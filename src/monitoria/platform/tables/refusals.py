"""Why a file is not taken. One problem type; the rule says which reason."""

from __future__ import annotations

from monitoria.platform.errors import FieldError, Invalid


class FileRefused(Invalid):
    slug = "file-refused"
    title = "Arquivo recusado"
    default_detail = "Este arquivo não pode ser lido. Nada foi importado."


def refuse(rule: str, message: str) -> FileRefused:
    """The refusal of a whole file, with its reason; nothing of the file is kept."""
    return FileRefused(f"{message} Nada foi importado.", errors=[FieldError("/file", message, rule)])
