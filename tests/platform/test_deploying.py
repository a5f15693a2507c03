"""The small commands of an installation in parts: secrets once, a certificate once, health by exit status."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography import x509

from monitoria.cli.certificate import make_certificate
from monitoria.cli.first_start import first_start
from monitoria.cli.health import check_part, print_version
from monitoria.platform.config import Config, ConfigError
from monitoria.platform.database import newest_revision
from tests.support.processes import free_port


def test_secrets_are_made_once_and_fit_together(tmp_path: Path) -> None:
    assert first_start(tmp_path, "monitoria.example.com") == 0
    files = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    before = {name: path.read_bytes() for name, path in files.items()}
    assert first_start(tmp_path, "outro.example.com") == 0
    assert {name: path.read_bytes() for name, path in files.items()} == before, "what is there stays"
    config = Config.from_environment(
        {
            "MONITORIA_SECRET_KEY_FILE": str(files["application/secret_key"]),
            "MONITORIA_DATABASE_URL_FILE": str(files["application/database_url"]),
            "MONITORIA_MIGRATION_DATABASE_URL_FILE": str(files["application/migration_database_url"]),
        }
    )
    assert config.secret_problem() is None
    assert files["database/owner_password"].read_text().strip() in config.owner_url
    assert files["database/application_password"].read_text().strip() in str(config.database_url)
    for name in ("secret_key", "database_url", "migration_database_url"):
        assert stat.S_IMODE(files[f"application/{name}"].stat().st_mode) == 0o400


@pytest.mark.parametrize("name", ["monitoria.example.com", "192.0.2.7"])
def test_the_first_certificate_is_for_the_server_and_never_replaces_one(tmp_path: Path, name: str) -> None:
    make_certificate(tmp_path, name)
    made = (tmp_path / "fullchain.pem").read_bytes()
    found = x509.load_pem_x509_certificate(made).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(one.value) for one in found] == [name]
    assert stat.S_IMODE((tmp_path / "privkey.pem").stat().st_mode) & 0o007 == 0
    make_certificate(tmp_path, "outro.example.com")
    assert (tmp_path / "fullchain.pem").read_bytes() == made


def test_a_secret_that_is_given_wins_over_its_file_and_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    absent = str(tmp_path / "nenhum")
    given = {"MONITORIA_SECRET_KEY": "s" * 40, "MONITORIA_SECRET_KEY_FILE": absent}
    assert Config.from_environment(given).secret_key == "s" * 40
    with pytest.raises(ConfigError, match="não pode ser lido"):
        Config.from_environment({"MONITORIA_SECRET_KEY_FILE": absent})


def test_health_and_version_are_told_by_words_and_status(
    own_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = Config(database_url=own_database_url, home=tmp_path, port=free_port())
    assert check_part(config, "web") == 1
    assert "não responde" in capsys.readouterr().err
    assert check_part(config, "worker") == 1
    assert "nenhum em execução" in capsys.readouterr().err
    assert print_version(config) == 0
    assert f"Esquema encontrado: {newest_revision()} (current)" in capsys.readouterr().out
