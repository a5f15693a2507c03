"""The `monitoria` command: one door with several verbs."""

from monitoria.cli.arguments import main

__all__ = ["main"]
