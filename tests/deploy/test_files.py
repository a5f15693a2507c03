"""What is shipped for containers and for systemd is well-formed, hardened, and says the settings that there are."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitoria.platform.config import _READERS, Config

DEPLOY = Path(__file__).parents[2] / "deploy"
BIN = Path(sys.executable).parent
COMPOSE = DEPLOY / "compose.yaml"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
# Settings that are of no use in containers, where compose.yaml fixes them.
FIXED = {"ENVIRONMENT", "HOME", "HOST", "PORT", "TRUSTED_PROXIES", "SECURE_COOKIES", "FILE_REDIRECT", "DEMO"}
SECRET = {"SECRET_KEY", "DATABASE_URL", "MIGRATION_DATABASE_URL"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of compose.yaml."""
    return dict(yaml.safe_load(COMPOSE.read_text())["services"])


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=60)


def test_the_compose_file_is_one() -> None:
    checked = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.skipif(
    shutil.which("docker") is None or run("docker", "compose", "version").returncode != 0,
    reason="docker compose is not installed: its schema alone is checked",
)
def test_docker_compose_reads_it() -> None:
    checked = run("docker", "compose", "-f", COMPOSE, "--profile", "*", "config", "--quiet")
    assert checked.returncode == 0, checked.stderr


def test_the_image_is_built_by_the_rules() -> None:
    checked = run(BIN / "hadolint", DEPLOY / "Dockerfile")
    assert checked.returncode == 0, checked.stdout


def test_the_image_runs_as_nobody_without_a_compiler_and_knows_whether_it_is_well() -> None:
    last = (DEPLOY / "Dockerfile").read_text().split("\nFROM ")[-1]
    assert re.search(r"^USER 10001:10001$", last, re.M)
    assert "HEALTHCHECK" in last
    assert '"monitoria", "health", "web"' in last
    assert not re.search(r"apt-get|build-essential|gcc|nodejs|curl", last)
    assert not re.search(r"SECRET_KEY|PASSWORD|DATABASE_URL", last), "secrets are not in the image"


def test_nothing_but_what_is_built_goes_to_the_builder() -> None:
    lines = (DEPLOY.parent / ".dockerignore").read_text().splitlines()
    kept = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert kept == {"pyproject.toml", "uv.lock", "hatch_build.py", "README.md", "LICENSE", "src", "web"}


def test_every_service_is_hardened_bounded_and_rotated(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service.get("read_only") or name == "mail", name
        assert service["logging"]["options"]["max-size"], name
        assert service["deploy"]["resources"]["limits"]["memory"], name
        assert "restart" in service, name
        assert "privileged" not in service, name
        assert ":latest" not in service["image"], name
        assert not str(service.get("user", "")).startswith(("0", "root")), name


def test_each_waits_for_what_it_needs(services: dict[str, Any]) -> None:
    waits = {name: {k: v["condition"] for k, v in one.get("depends_on", {}).items()} for name, one in services.items()}
    assert waits["database"] == {"setup": "service_completed_successfully"}
    assert waits["migrate"] == {"database": "service_healthy"}
    assert waits["web"] == waits["worker"] == {"migrate": "service_completed_successfully"}
    assert waits["nginx"] == {"web": "service_healthy"}
    for name in ("database", "web", "worker", "nginx"):
        assert services[name]["healthcheck"]["test"], name


def test_only_nginx_is_reached_from_outside(services: dict[str, Any]) -> None:
    assert {name for name, one in services.items() if "ports" in one and "profiles" not in one} == {"nginx"}
    networks = yaml.safe_load(COMPOSE.read_text())["networks"]
    assert networks["inside"]["internal"]
    assert services["database"]["networks"] == ["inside"]


def test_only_who_migrates_and_copies_is_the_owner(services: dict[str, Any]) -> None:
    owners = {
        name for name, one in services.items() if "MONITORIA_MIGRATION_DATABASE_URL_FILE" in one.get("environment", {})
    }
    assert owners == {"migrate", "backup"}


def test_what_compose_sets_is_a_setting(services: dict[str, Any], tmp_path: Path) -> None:
    for name in ("setup", "migrate", "web", "worker", "backup"):
        given = {key: str(value) for key, value in services[name]["environment"].items()}
        for key in [key for key in given if key.endswith("_FILE")]:
            path = tmp_path / key
            path.write_text("postgresql://a:b@c/d" if "URL" in key else "s" * 40)
            given[key] = str(path)
        config = Config.from_environment(given)
        assert config.is_production
        assert config.secret_problem() is None
        assert config.database_url == "postgresql+psycopg://a:b@c/d"


def test_every_setting_is_in_the_example_and_none_besides() -> None:
    text = (DEPLOY / "env.example").read_text()
    named = set(re.findall(r"^#?MONITORIA_([A-Z0-9_]+)=", text, re.M))
    assert named - {"BACKUP_PASSPHRASE"} == {key.upper() for key in _READERS} - FIXED - SECRET
    given = dict(re.findall(r"^(MONITORIA_[A-Z0-9_]+)=(.*)$", text, re.M))
    plain = Config()
    read = Config.from_environment(given)
    assert {k: getattr(read, k) for k in _READERS} == {k: getattr(plain, k) for k in _READERS}, "it says the defaults"


def test_what_compose_asks_of_the_environment_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE.read_text()))
    named = set(re.findall(r"^#?([A-Z0-9_]+)=", (DEPLOY / "env.example").read_text(), re.M))
    assert asked <= named


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_units_are_units(tmp_path: Path) -> None:
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text().replace("/opt/monitoria/bin/monitoria", sys.executable)
        (tmp_path / path.name).write_text(text)
    units = [path for path in tmp_path.iterdir() if path.suffix != ".env"]
    checked = run("systemd-analyze", "verify", "--man=no", *units)
    said = [line for line in checked.stderr.splitlines() if "monitoria" in line]
    assert not said


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_units_are_hardened(unit: Path) -> None:
    text = unit.read_text()
    wanted = ("NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes", "CapabilityBoundingSet=\n")
    for line in (*wanted, "SystemCallFilter=@system-service", "RestrictNamespaces=yes", "User=monitoria"):
        assert line in text, line
    if shutil.which("systemd-analyze"):
        said = run("systemd-analyze", "security", "--offline=true", "--no-pager", unit).stdout
        found = re.search(r"exposure level for \S+: ([\d.]+)", said)
        assert found, said
        assert float(found[1]) <= 2.5


def test_the_example_for_systemd_is_read() -> None:
    lines = (DEPLOY / "systemd" / "monitoria.env").read_text().splitlines()
    given = dict(line.removeprefix("#").split("=", 1) for line in lines if re.match(r"#?MONITORIA_", line))
    assert Config.from_environment({**given, "MONITORIA_SECRET_KEY": "s" * 40}).is_production
