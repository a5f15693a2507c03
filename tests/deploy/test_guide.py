"""Every command of the administrator's guide is run; what needs Docker, systemd or root is read with care instead."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from monitoria.cli.arguments import build_parser
from tests.conftest import _admin, _clone
from tests.support.processes import clean_environment, wait_until
from tests.support.zygote import CLIENT

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "how-to" / "administrar"
PAGES = sorted(GUIDE.glob("*.md"))
# What is run as it stands; what is run and may end in 1, its status being what it says; what has a test of its own;
# and what is only read.
RUN, ASKS, BY_POSTGRES = "", "diagnóstico", "postgres"
READ = frozenset({"docker", "root", "banco"})
# Where the guide's folders lie for the time of a test.
PLACES = ("/var/backups/monitoria", "/etc/monitoria.passphrase", "/etc/nginx/conf.d", "/etc/monitoria/")


@dataclass(frozen=True, slots=True)
class Block:
    """Commands of a page, with the word that says how they are tried."""

    page: str
    number: int
    how: str
    commands: str

    def __str__(self) -> str:
        return f"{self.page}-{self.number}"


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for number, (info, commands) in enumerate(re.findall(r"^```(.*?)\n(.*?)^```$", page.read_text(), re.M | re.S)):
        language, _, how = info.partition(" ")
        assert language == "sh", f"{page.name}: a block without its language, or of one that nobody runs: {info!r}"
        yield Block(page.stem, number, how, commands)


BLOCKS = [block for page in PAGES for block in blocks(page)]


def words_of(block: Block) -> list[list[str]]:
    """Its commands, each as words; what begins lines of a script (assignments, pipes) included."""
    lines = re.sub(r"\\\n", " ", block.commands).splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.strip()]


def test_every_block_says_how_it_is_tried() -> None:
    assert {block.how for block in BLOCKS} <= {RUN, ASKS, BY_POSTGRES} | READ
    assert sum(block.how == RUN for block in BLOCKS) >= 10


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_is_shell(block: Block) -> None:
    checked = subprocess.run(["sh", "-n"], input=block.commands, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("block", [block for block in BLOCKS if "docker" in block.how], ids=str)
def test_what_docker_is_asked_is_in_the_compose_file(block: Block) -> None:
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    known = {"up", "ps", "build", "run", "cp", "exec", "logs"}
    for words in words_of(block):
        if words[:2] == ["docker", "compose"]:
            assert words[2] in known, words
            named = [word.partition(":")[0] for word in words[3:] if word.partition(":")[0] in services]
            named += [word.partition("=")[0] for word in words[3:] if re.fullmatch(r"[a-z]+=\d", word)]
            assert all(name in services for name in named)
            assert named or words[2] in ("up", "ps", "build"), words
        else:
            assert words[0] in ("cd", "cp", "chmod", "docker"), words


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.how == "root"], ids=str)
def test_the_units_and_files_that_are_named_are_shipped(block: Block) -> None:
    units = {path.name for path in (ROOT / "deploy" / "systemd").iterdir()}
    for name in re.findall(r"\bmonitoria(?:-[a-z]+)?\.(?:service|socket|timer)\b", block.commands):
        assert name in units
    for pattern in re.findall(r"\bdeploy/\S+", block.commands):
        assert list(ROOT.glob(pattern)), pattern


def test_every_verb_of_the_guide_is_one_of_the_command() -> None:
    parser = build_parser()
    said = [words for block in BLOCKS for words in words_of(block) if words[0] == "monitoria"]
    for words in said:
        parser.parse_args([word.replace("$copia", "copia") for word in words[1:]])
    assert len(said) > 10


@pytest.fixture(scope="module")
def guide_environment(
    server_url: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[str, str]]:
    """A machine on which Monitoria is installed: the command, its settings, a database, the folders of the guide."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"monitoria_guide_{worker}"
    folder = tmp_path_factory.mktemp("guide")
    for place in PLACES:
        (folder / place.strip("/")).parent.mkdir(parents=True, exist_ok=True)
    for place in ("var/backups/monitoria", "etc/nginx/conf.d", "bin"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    command = folder / "bin" / "monitoria"
    path = str(folder / "socket")
    command.write_text(CLIENT.format(python=sys.executable, path=path))
    command.chmod(0o755)
    serving = subprocess.Popen([sys.executable, "-m", "tests.support.zygote", path], cwd=ROOT)
    settings = {"database_url": _clone(server_url, name), "home": str(folder / "home")}
    yield {**clean_environment(**settings), "PATH": f"{command.parent}:{os.environ['PATH']}", "FOLDER": str(folder)}
    serving.terminate()
    serving.wait()
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run_block(block: Block, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The block's commands, from the root of the repository, with the guide's folders where the test keeps them."""
    commands = block.commands
    for place in PLACES:
        commands = commands.replace(place, f"{environment['FOLDER']}{place}")
    around = {"cwd": ROOT, "env": environment, "timeout": 120}
    return subprocess.run(["sh", "-eu"], input=commands, capture_output=True, text=True, check=False, **around)


# As one reads: the passphrase and the copy come before what uses them.
FIRST = ("instalar", "copiar", "atualizar")


def in_order() -> list[Block]:
    """What is run, the pages that prepare first."""
    wanted = [block for block in BLOCKS if block.how in (RUN, ASKS)]
    return sorted(
        wanted, key=lambda block: (FIRST.index(block.page) if block.page in FIRST else len(FIRST), str(block))
    )


def test_every_command_works(guide_environment: dict[str, str]) -> None:
    wait_until(Path(guide_environment["FOLDER"], "socket").exists, "the command is not ready")
    for block in in_order():
        done = run_block(block, guide_environment)
        allowed = (0,) if block.how == RUN else (0, 1)
        assert done.returncode in allowed, f"{block}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, f"{block}: {done.stderr}"
    folder = Path(guide_environment["FOLDER"])
    assert len(list((folder / "var/backups/monitoria").glob("*.tar.age"))) >= 1
    assert (folder / "etc/monitoria.passphrase").stat().st_mode & 0o077 == 0
    rendered = (folder / "etc/nginx/conf.d/monitoria.conf").read_text()
    assert "${NGINX_" not in rendered.partition("upstream")[2]
