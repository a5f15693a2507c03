"""Settings are read once, and a bad one stops the start with one sentence."""

from __future__ import annotations

import pytest

from monitoria.platform.config import Config, ConfigError


def test_nothing_set_is_a_development_installation() -> None:
    config = Config.from_environment({"PATH": "/bin"})
    assert (config.environment, config.port, config.database_url) == ("development", 8000, None)


def test_a_server_address_gets_the_driver_it_needs() -> None:
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        config = Config.from_environment({"MONITORIA_DATABASE_URL": f"{scheme}://u@h/d"})
        assert config.database_url == "postgresql+psycopg://u@h/d"


def test_several_replicas_stand_side_by_side_and_survive_being_handed_on() -> None:
    config = Config.from_environment({"MONITORIA_DATABASE_REPLICA_URL": "postgresql://a,b/x, postgres://u@c:1/y"})
    assert config.replica_urls == ("postgresql+psycopg://a,b/x", "postgresql+psycopg://u@c:1/y")
    again = Config.from_environment({"MONITORIA_DATABASE_REPLICA_URL": config.database_replica_url})
    assert again.replica_urls == config.replica_urls
    assert Config().replica_urls == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MONITORIA_PORT", "oitenta"),
        ("MONITORIA_PORT", "70000"),
        ("MONITORIA_ENVIRONMENT", "staging"),
        ("MONITORIA_TIME_ZONE", "America/Sao_Paolo"),
        ("MONITORIA_DATABASE_URL", "mysql://x"),
        ("MONITORIA_DATABASE_REPLICA_URL", "postgresql://a/x,mysql://b/x"),
        ("MONITORIA_SECURE_COOKIES", "talvez"),
        ("MONITORIA_HOEM", "/srv"),
    ],
)
def test_a_bad_setting_is_one_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name) as caught:
        Config.from_environment({name: value})
    assert "\n" not in str(caught.value)


def test_the_default_secret_is_no_secret() -> None:
    assert Config().secret_problem() is not None
    assert Config(secret_key="curta").secret_problem() is not None
    assert Config(secret_key="x" * 32).secret_problem() is None
