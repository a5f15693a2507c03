"""Which evaluations a chart speaks of, and the checks of what was asked against what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.calls.rules import Channel
from monitoria.evaluations.rules import Origin
from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.errors import FieldError, Invalid
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.queries import get_definition
from monitoria.settings.models import Category


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they came. Identifiers out of reach, or of nobody, find nothing.

    Nothing was published after `today`; None: who knows.
    """

    days: DayRange
    before: DayRange
    zone: Zone
    is_raw: bool = False
    team_ids: Sequence[UUID] = ()
    operator_ids: Sequence[UUID] = ()
    scorecard_ids: Sequence[UUID] = ()
    criteria: Sequence[str] = ()
    categories: Sequence[str] = ()
    channels: Sequence[Channel] = ()
    origins: Sequence[Origin] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A scorecard version that was ever published."""

    id: UUID
    scorecard_id: UUID
    scorecard_name: str
    number: int
    published_on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked, found to make sense. `version_ids` is None for every scorecard.

    `versions` are those of the scorecards asked for, card by card and the oldest first; `labels` says what every
    criterion of them is called now, in the order of the forms.
    """

    asked: Asked
    version_ids: Sequence[UUID] | None
    versions: Sequence[Version] = ()
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def reads_rows(self) -> bool:
        """Whether something is asked that no cube knows."""
        return bool(self.asked.categories or self.asked.channels)


def find_wanted(session: Session, asked: Asked) -> Wanted:
    """Complete what was asked. Raises `Invalid` for a scorecard, criterion or category that does not exist."""
    versions = _versions(session, asked.zone)
    cards = {version.scorecard_id for version in versions}
    chosen = [v for v in versions if not asked.scorecard_ids or v.scorecard_id in asked.scorecard_ids]
    labels = _labels(session, chosen)
    faults = [
        *_unknown("/scorecard_id", "scorecard-unknown", "Esta ficha não existe.", asked.scorecard_ids, cards),
        *_unknown("/criterion", "criterion-unknown", "Nenhuma ficha escolhida tem este item.", asked.criteria, labels),
    ]
    if asked.categories:
        known = set(session.scalars(select(Category.key).where(Category.key.in_(asked.categories))))
        faults += _unknown("/category", "category-unknown", "Esta categoria não existe.", asked.categories, known)
    if faults:
        raise Invalid(errors=tuple(faults))
    ids = [version.id for version in chosen] if asked.scorecard_ids else None
    return Wanted(asked, ids, chosen, labels)


def _unknown(pointer: str, rule: str, message: str, values: Sequence[object], known: object) -> list[FieldError]:
    return [
        FieldError(f"{pointer}/{index}", message, rule)
        for index, value in enumerate(values)
        if value not in known  # type: ignore[operator]
    ]


def _versions(session: Session, zone: Zone) -> list[Version]:
    statement = (
        select(
            ScorecardVersion.id,
            ScorecardVersion.scorecard_id,
            Scorecard.name,
            ScorecardVersion.number,
            ScorecardVersion.published_at,
        )
        .join(Scorecard, Scorecard.id == ScorecardVersion.scorecard_id)
        .where(ScorecardVersion.published_at.is_not(None))
        .order_by(Scorecard.is_default.desc(), Scorecard.name_key, Scorecard.id, ScorecardVersion.number)
    )
    rows = session.execute(statement)
    return [Version(*row[:4], zone.day_of(row[4])) for row in rows if row[4] is not None]


def _labels(session: Session, versions: Sequence[Version]) -> dict[str, str]:
    """What criteria are called in the newest version that has them; those no longer asked come last."""
    labels: dict[str, str] = {}
    newest_first = sorted(versions, key=lambda version: -version.number)
    for version in newest_first:
        for _, criterion in get_definition(session, version.id).criteria():
            labels.setdefault(criterion.key, criterion.label)
    return labels
