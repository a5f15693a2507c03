"""How a command gives up."""


class CommandError(Exception):
    """The command can't go on; the message is one Portuguese sentence that says why and what to do."""
