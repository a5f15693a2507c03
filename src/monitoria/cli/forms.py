"""`monitoria import scorecard`: the form of another system becomes a draft, and all that changed on the way is said."""

from __future__ import annotations

from pathlib import Path

from monitoria.app import make_bus
from monitoria.cli.errors import CommandError
from monitoria.imports import service
from monitoria.imports.rules.forms import LARGEST_FILE
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances

SHOWN_FAULTS = 20


def import_scorecard(config: Config, path: Path) -> int:
    """Make a draft of the form in the file. Raises `CommandError` with every reason when it is refused."""
    if not path.is_file():
        raise CommandError(f"O arquivo {path} não existe.")
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, utc_now(), "cli")) as session:
            actor = Actor(new_id(), Role.ADMIN)
            made = service.import_scorecard(session, actor, content, path.name, utc_now())
            name, notes = made.card.name, made.form.notes
    except Problem as problem:
        reasons = [f"{error.pointer}: {error.message}" for error in problem.errors[:SHOWN_FAULTS]]
        raise CommandError("\n".join(reasons) or problem.detail) from None
    finally:
        engine.dispose()
    print(f"A ficha “{name}” está em rascunho.")
    for note in notes:
        print(f"  {note.pointer}: {note.message}")
    return 0
