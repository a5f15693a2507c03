"""Recordings of an hour: measured against their bare decode, served and received against a bare server."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import numpy as np
import soundfile

from bench.report import Bar, print_bars
from bench.stage import postgres, prepare, serving, serving_nothing

RATE, SECONDS = 8_000, 3_600
ROUNDS = 7
DECODE_ALLOWED, MEMORY_ALLOWED_MB = 3.0, 200.0
RANGE_ALLOWED, UPLOAD_ALLOWED = 1.10, round(1 / 0.6, 3)
MEBIBYTE = 1 << 20
# What browsers ask for first is everything from the beginning; after a jump, everything from there.
# A piece of one mebibyte costs mostly the asking: who asks, and whether he may.
JUDGED = ("64 MiB", "8 MiB")
# As browsers make them.
BOUNDARY = b"----WebKitFormBoundary7MA4YWxkTrZu0gWb"
PIECES = {"64 MiB": 64 * MEBIBYTE, "8 MiB": 8 * MEBIBYTE, "1 MiB": MEBIBYTE}

BARE = """
import sys, time, soundfile
began = time.perf_counter()
with soundfile.SoundFile(sys.argv[1]) as file:
    for block in file.blocks(blocksize=65536, dtype="float32"):
        pass
print(time.perf_counter() - began)
"""
OURS = """
import sys, time
from pathlib import Path
from monitoria.platform.sound.decode import open_sound
from monitoria.platform.sound.kinds import recognise
from monitoria.platform.sound.measure import measure
from monitoria.recordings.rules import Heard, analyse_heard
path = Path(sys.argv[1])
with path.open("rb") as file:
    kind = recognise(file.read(65536), path.stat().st_size)
began = time.perf_counter()
found = measure(open_sound(path, kind))
analyse_heard(Heard(found.seconds, found.said_seconds, False, found.speech, found.is_dead, found.is_same))
print(time.perf_counter() - began)
print(int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) / 1024)
"""


def run(seconds: float) -> int:
    """Measure everything; 0 when every bar is met."""
    with tempfile.TemporaryDirectory(prefix="monitoria-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        sounds = make_sounds(folder)
        bars = [bar for path in sounds for bar in measure_decoding(path)]
        bars += measure_serving(stack, folder, sounds[0], seconds)
    print_bars(bars)
    return 0 if all(bar.is_met for bar in bars) else 1


def make_sounds(folder: Path) -> list[Path]:
    """An hour of two voices taking turns over a faint noise, as PCM, µ-law and FLAC."""
    chance = np.random.default_rng(7)
    turns = chance.random((2, SECONDS)) < np.array([[0.45], [0.35]])
    noise = chance.standard_normal((SECONDS * RATE, 2)).astype(np.float32) * 0.0005
    voice = np.sin(np.arange(SECONDS * RATE, dtype=np.float32)[:, None] * np.array([0.31, 0.47], np.float32)) * 0.2
    sound = noise + voice * np.repeat(turns.T, RATE, axis=0)
    paths = []
    for suffix, coding in (("wav", "PCM_16"), ("ulaw.wav", "ULAW"), ("flac", "PCM_16")):
        paths.append(folder / f"hour.{suffix}")
        soundfile.write(paths[-1], sound, RATE, subtype=coding)
    return paths


def measure_decoding(path: Path) -> list[Bar]:
    """Peaks and analysis over the bare decode, in turns, each in a process of its own."""
    ours, bare, memory = [], [], 0.0
    for _ in range(ROUNDS):
        bare.append(float(_python(BARE, path)[0]))
        took, used = map(float, _python(OURS, path))
        ours.append(took)
        memory = max(memory, used)
    print(f"{path.name}: {min(ours):.3f} s, bare decode {min(bare):.3f} s, {memory:.0f} MB")
    return [
        Bar(f"{path.name}: peaks and analysis / bare decode", round(min(ours) / min(bare), 2), DECODE_ALLOWED),
        Bar(f"{path.name}: memory, MB", round(memory, 1), MEMORY_ALLOWED_MB),
    ]


def _python(program: str, path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.split()


def measure_serving(stack: ExitStack, folder: Path, path: Path, seconds: float) -> list[Bar]:
    """Ranges and uploads over loopback, the product and the bare server in turns.

    What is answered for is on the disk: the copy an upload is held against promises that too.
    """
    database = stack.enter_context(postgres(folder))
    (folder / "home").mkdir()
    server = stack.enter_context(serving(folder / "home", prepare(database, 1_000, 100), "--no-worker"))
    bare = stack.enter_context(serving_nothing(folder, "bench.bare:app", {"BENCH_FILE": str(path)}))
    client = server.client()
    calls = [call["id"] for call in client.get("/api/calls?limit=100")["items"]]
    headers = {"Authorization": client.authorization}
    content = path.read_bytes()
    upload = _Upload(server.port, headers, content, calls[1:])
    url = upload.first(calls[0])
    bars = []
    for name, size in PIECES.items():
        ours, plain = _in_turns(seconds, _range(server.port, url, headers, size), _range(bare.port, "/file", {}, size))
        print(f"range of {name}: {ours * 1000:.1f} ms, bare server {plain * 1000:.1f} ms")
        if name in JUDGED:
            bars.append(Bar(f"range of {name} / bare server", round(ours / plain, 3), RANGE_ALLOWED))
    quick = _copy(bare.port, "/copy", content)
    ours, plain, unsafe = _in_turns(seconds, upload, _copy(bare.port, "/copy?durable=1", content), quick)
    speed = len(content) / MEBIBYTE
    print(f"upload: {speed / ours:.0f} MiB/s, plain copy {speed / plain:.0f} MiB/s", end="")
    print(f", plain copy that a power cut may lose {speed / unsafe:.0f} MiB/s")
    bars.append(Bar("upload / plain copy, time", round(ours / plain, 2), UPLOAD_ALLOWED))
    return bars


def _in_turns(seconds: float, *acts: Callable[[], float]) -> list[float]:
    """The median of each, one after the other and round again."""
    taken: list[list[float]] = [[] for _ in acts]
    for act in acts:
        act()
    end = time.monotonic() + len(acts) * seconds
    while len(taken[0]) < ROUNDS or time.monotonic() < end:
        for act, times in zip(acts, taken, strict=True):
            times.append(act())
    return [statistics.median(times) for times in taken]


def _range(port: int, url: str, headers: dict[str, str], size: int) -> Callable[[], float]:
    connection, buffer = HTTPConnection("127.0.0.1", port), bytearray(MEBIBYTE)

    def ask() -> float:
        began = time.perf_counter()
        connection.request("GET", url, headers={**headers, "Range": f"bytes=1000000-{1_000_000 + size - 1}"})
        answer = connection.getresponse()
        received = 0
        while count := answer.readinto(buffer):
            received += count
        assert (answer.status, received) == (206, size), (answer.status, received)
        return time.perf_counter() - began

    return ask


class _Upload:
    """Sends the file to one call after the other: the same bytes on one call would be no upload."""

    def __init__(self, port: int, headers: dict[str, str], content: bytes, calls: list[str]) -> None:
        head = b'--%s\r\nContent-Disposition: form-data; name="file"; filename="hour.wav"\r\n\r\n' % BOUNDARY
        self._body = head + content + b"\r\n--%s--\r\n" % BOUNDARY
        self._headers = {**headers, "Content-Type": f"multipart/form-data; boundary={BOUNDARY.decode()}"}
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._calls = iter(calls)

    def first(self, call: str) -> str:
        """Upload to this call; the address of its sound."""
        return str(json.loads(self._send(call)[1])["audio_url"])

    def __call__(self) -> float:
        return self._send(next(self._calls))[0]

    def _send(self, call: str) -> tuple[float, bytes]:
        self._connection.close()  # one that idled may be closed by the server
        began = time.perf_counter()
        self._connection.request("POST", f"/api/calls/{call}/recordings", self._body, self._headers)
        answer = self._connection.getresponse()
        said = answer.read()
        assert answer.status == 201, (answer.status, said[:300])
        return time.perf_counter() - began, said


def _copy(port: int, url: str, content: bytes) -> Callable[[], float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def send() -> float:
        connection.close()
        began = time.perf_counter()
        connection.request("POST", url, content, {"Content-Type": "application/octet-stream"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        return time.perf_counter() - began

    return send
