"""All faults in turn, under load; the table, and the JSON that `docs/benchmarks.md` is made from."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.faults.checking import Jobs, jobs_done, lost_writes
from bench.faults.kinds import FAULTS, Fault
from bench.faults.load import PEOPLE, Person, Record
from bench.faults.stack import Stack, running_stack
from bench.keeping import keep

CALM_SECONDS = 5.0
# So long without a failure, and the fault is over.
QUIET_SECONDS = 4.0
RECOVERY_SECONDS = 90.0


@dataclass
class Seen:
    """What one fault did."""

    name: str
    held_seconds: float
    requests: int
    failed: int
    share: float
    recovery_seconds: float | None
    acknowledged: int = 0
    lost: int = 0
    first: float = 0.0
    last: float = 0.0


def run(only: str | None = None) -> int:
    """Let every fault strike; 0 when service always came back and nothing acknowledged was lost."""
    with tempfile.TemporaryDirectory(prefix="monitoria-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with running_stack(folder) as stack:
            record, stop = Record(), threading.Event()
            people = [Person(stack.port, record, who, number) for number, who in enumerate(PEOPLE)]
            threads = [threading.Thread(target=person.work, args=(stop,)) for person in people]
            for thread in threads:
                thread.start()
            try:
                time.sleep(CALM_SECONDS * 2)
                wanted = [fault for fault in FAULTS if only is None or only in fault.name]
                seen = [_strike(stack, record, fault) for fault in wanted if fault.can(stack)]
                left_out = [fault.name for fault in wanted if not fault.can(stack)]
            finally:
                stop.set()
                for thread in threads:
                    thread.join()
            lost = lost_writes(stack, record)
            jobs, took = jobs_done(stack, record)
    _blame(seen, record, lost)
    return _report(seen, record, lost, jobs, took, left_out)


def _strike(stack: Stack, record: Record, fault: Fault) -> Seen:
    time.sleep(CALM_SECONDS)
    began = time.monotonic()
    fault.strike(stack)
    while (left := began + fault.held_seconds - time.monotonic()) > 0:
        time.sleep(min(left, 0.2))
    fault.lift(stack)
    lifted = time.monotonic() if fault.held_seconds else began
    recovery = _await_quiet(record, lifted)
    ended = time.monotonic()
    answers = record.between(began, ended)
    failed = sum(is_bad for _, is_bad in answers)
    share = round(failed / max(1, len(answers)), 4)
    seen = Seen(fault.name, fault.held_seconds, len(answers), failed, share, recovery, first=began, last=ended)
    shown = "never" if recovery is None else f"{recovery:.1f} s"
    print(f"  {fault.name}: {failed} of {len(answers)} failed, well again after {shown}", flush=True)
    return seen


def _await_quiet(record: Record, lifted: float) -> float | None:
    """Seconds from `lifted` to the last failure, once none came for a while and people are answered."""
    while time.monotonic() < lifted + RECOVERY_SECONDS:
        time.sleep(0.2)
        now = time.monotonic()
        recent = record.between(now - QUIET_SECONDS, now)
        if now - lifted > QUIET_SECONDS and len(recent) > len(PEOPLE) and not any(is_bad for _, is_bad in recent):
            bad = [at for at, is_bad in record.between(lifted, now) if is_bad]
            return round(max(bad, default=lifted) - lifted, 2)
    return None


def _blame(seen: list[Seen], record: Record, lost: list[tuple[float, str]]) -> None:
    for one in seen:
        first, last = one.first - CALM_SECONDS, one.last
        one.acknowledged = sum(first <= at < last for at, _ in record.writes.values())
        one.lost = sum(first <= at < last for at, _ in lost)


def _report(
    seen: list[Seen],
    record: Record,
    lost: list[tuple[float, str]],
    jobs: dict[str, Jobs],
    took: float,
    left_out: list[str],
) -> int:
    print(f"\n{'fault':<34}{'held':>6}{'requests':>10}{'failed':>8}{'share':>8}{'recovery':>10}{'kept':>7}{'lost':>6}")
    for one in seen:
        recovery = "never" if one.recovery_seconds is None else f"{one.recovery_seconds:.1f} s"
        print(
            f"{one.name:<34}{one.held_seconds:>4.0f} s{one.requests:>10}{one.failed:>8}{one.share:>8.1%}"
            f"{recovery:>10}{one.acknowledged:>7}{one.lost:>6}"
        )
    print(f"\n{'jobs':<34}{'asked':>8}{'lost':>8}{'doubled':>9}{'told':>6}{'unsure':>8}  (through after {took:.0f} s)")
    for name, found in jobs.items():
        print(f"{name:<34}{found.asked:>8}{found.lost:>8}{found.doubled:>9}{found.told:>6}{found.unsure:>8}")
    print(f"\nacknowledged: {dict(record.acknowledged)}; failed: {dict(record.refused.most_common(12))}")
    for name in left_out:
        print(f"  left out, this machine can't: {name}")
    for _, what in lost[:20]:
        print(f"  LOST: {what}")
    for fault in record.odd[:20]:
        print(f"  unexpected: {fault}")
    is_whole = not lost and not any(found.lost or found.doubled for found in jobs.values())
    is_good = is_whole and all(one.recovery_seconds is not None for one in seen) and not record.odd
    content: dict[str, Any] = {
        "faults": [{k: v for k, v in asdict(one).items() if k not in ("first", "last")} for one in seen],
        "jobs": {name: asdict(found) for name, found in jobs.items()},
        "jobs_through_after_seconds": round(took, 1),
        "acknowledged": dict(record.acknowledged),
        "lost": len(lost),
        "left_out": left_out,
        "unexpected": record.odd[:50],
        "is_good": is_good,
    }
    keep("faults", content)
    print("good" if is_good else "NOT good")
    return 0 if is_good else 1
