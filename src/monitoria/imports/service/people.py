"""People out of a file: operators in their teams, supervisors with theirs, evaluators.

Whoever is there already is changed where the file says something else. New people get a password that nobody knows:
an admin sets each one's first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.rules.lifecycle import TraceKind
from monitoria.imports.rules.near import value_key
from monitoria.imports.rules.people import MOST_PEOPLE, ReadPerson, read_person
from monitoria.imports.rules.problems import RowProblem
from monitoria.imports.service.creating import unknown_password, usernames
from monitoria.imports.service.findings import write_problems
from monitoria.imports.service.runs import Batch, Run
from monitoria.imports.service.traces import trace
from monitoria.people.models import Team, User
from monitoria.people.queries import find_user_by_key
from monitoria.people.rules import check_email, check_username
from monitoria.people.service import (
    NewUser,
    TeamFields,
    UserChanges,
    create_team,
    register_user,
    update_team,
    update_user,
)
from monitoria.platform.access import Role
from monitoria.platform.errors import Problem
from monitoria.platform.search import sort_key
from monitoria.platform.tables import refuse

# Supervisors first: teams are made with them.
_ORDER = {"supervisor": 0, "evaluator": 1, "operator": 2}


@dataclass(slots=True)
class LookedPeople:
    """What the rows say."""

    people: list[ReadPerson] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


class PeopleRows:
    """Reads the rows of one run."""

    def __init__(self, run: Run) -> None:
        self._run, self._seen = run, dict[str, int]()

    def look(self, batch: Batch) -> LookedPeople:
        """The people of a batch and what is wrong with the rest. Raises `FileRefused` when they are too many."""
        looked = LookedPeople()
        for number, cells in batch:
            person, problems = read_person(number, cells, self._run.mapping, len(self._run.columns))
            problems += [] if person is None else self._faults(person)
            looked.problems += problems
            if person is not None and not problems:
                looked.people.append(person)
                self._seen.setdefault(_identity(person), number)
        if len(self._seen) > MOST_PEOPLE:
            raise refuse("too-many-people", f"O arquivo tem mais de {MOST_PEOPLE} pessoas.")
        return looked

    def _faults(self, person: ReadPerson) -> list[RowProblem]:
        place = self._run.mapping
        faults = check_username(person.username) if person.username else []
        found = [RowProblem(person.row, place["username"], f.rule, f.message, person.username or "") for f in faults]
        faults = check_email(person.email)
        found += [RowProblem(person.row, place["email"], f.rule, f.message, person.email or "") for f in faults]
        first = self._seen.get(_identity(person))
        if first is not None:
            found.append(RowProblem(person.row, None, "repeated-id", f"Esta pessoa já está na linha {first}."))
        return found


def _identity(person: ReadPerson) -> str:
    return sort_key(person.username or person.email or person.full_name)


class PeopleChecker:
    """Looks at every row and writes nothing but what it finds."""

    def __init__(self, run: Run) -> None:
        self._run, self._rows = run, PeopleRows(run)
        self.counts: Counter[str] = Counter()

    def look(self, batch: Batch) -> LookedPeople:
        """Read a batch."""
        self.counts["rows"] += len(batch)
        return self._rows.look(batch)

    def write(self, session: Session, looked: Any) -> None:
        """Write down what was found."""
        write_problems(session, self._run.import_id, looked.problems)
        self.counts["known"] += sum(_find(session, person) is not None for person in looked.people)

    def finish(self, session: Session) -> None:
        """Count."""
        refused, warned = queries.count_refused(session, self._run.import_id)
        self.counts.update(rejected=refused, warned=warned, skipped=0)
        self.counts["good"] = self.counts["rows"] - refused


class PeopleWriter:
    """Registers and changes people."""

    def __init__(self, run: Run, counts: Mapping[str, int]) -> None:
        self._run, self._rows = run, PeopleRows(run)
        self.counts: Counter[str] = Counter({"created": 0, "updated": 0, "unchanged": 0, **counts})

    def look(self, batch: Batch) -> LookedPeople:
        """Read a batch."""
        return self._rows.look(batch)

    def write(self, session: Session, looked: Any, now: datetime) -> None:
        """Bring every person in; one whom the rules of people refuse keeps only his own row out."""
        problems: list[RowProblem] = []
        for person in sorted(looked.people, key=lambda person: (_ORDER[person.role], person.row)):
            try:
                with session.begin_nested():
                    self.counts[self._bring(session, person, now)] += 1
            except Problem as problem:
                reasons = " ".join(error.message for error in problem.errors) or problem.detail
                problems.append(RowProblem(person.row, None, "refused", f"{problem.title}. {reasons}"))
        write_problems(session, self._run.import_id, problems)
        self.counts.update(rejected=len(problems), good=-len(problems))

    def _bring(self, session: Session, person: ReadPerson, now: datetime) -> str:
        found = _find(session, person)
        leads = person.role == Role.SUPERVISOR.value
        team = self._team(session, person, now) if person.team and not leads else None
        outcome = "created"
        if found is None:
            found = self._register(session, person, team, now)
        else:
            outcome = self._change(session, found, person, team, now)
        if leads and person.team:
            _lead(session, self._run, person.team, found, now)
        return outcome

    def _register(self, session: Session, person: ReadPerson, team: Team | None, now: datetime) -> User:
        names = [person.username] if person.username else usernames(person.full_name)
        username = next(n for n in names if person.username or find_user_by_key(session, sort_key(n)) is None)
        is_operator = person.role == Role.OPERATOR.value
        new = NewUser(
            username=username,
            password=unknown_password(),
            full_name=person.full_name,
            email=person.email,
            role=Role(person.role),
            team_id=team.id if team is not None and is_operator else None,
        )
        user = register_user(session, self._run.actor, new, now)
        trace(session, self._run.import_id, TraceKind.USER, user.id)
        return user

    def _change(self, session: Session, found: User, person: ReadPerson, team: Team | None, now: datetime) -> str:
        wanted: dict[str, Any] = {"full_name": person.full_name}
        if person.email is not None:
            wanted["email"] = person.email
        if team is not None and found.role == Role.OPERATOR.value:
            wanted["team_id"] = team.id
        differing = {name: value for name, value in wanted.items() if getattr(found, name) != value}
        if not differing:
            return "unchanged"
        before = {name: _plain(getattr(found, name)) for name in differing}
        update_user(session, self._run.actor, found.id, UserChanges(found.version, differing), now)
        trace(session, self._run.import_id, TraceKind.USER, found.id, before)
        return "updated"

    def _team(self, session: Session, person: ReadPerson, now: datetime) -> Team:
        assert person.team is not None  # noqa: S101 - asked before
        leader = _find_leader(session, person.supervisor) if person.supervisor else None
        team = _find_team(session, person.team)
        if team is None:
            fields = TeamFields(person.team, None if leader is None else leader.id)
            return _make_team(session, self._run, fields, now)
        if leader is not None:
            _lead(session, self._run, person.team, leader, now)
        return team


def _lead(session: Session, run: Run, name: str, leader: User, now: datetime) -> None:
    team = _find_team(session, name)
    if team is None:
        _make_team(session, run, TeamFields(name, leader.id), now)
    elif team.supervisor_id != leader.id:
        trace(session, run.import_id, TraceKind.TEAM, team.id, {"supervisor_id": _plain(team.supervisor_id)})
        update_team(session, run.actor, team.id, team.version, TeamFields(team.name, leader.id), now)


def _make_team(session: Session, run: Run, fields: TeamFields, now: datetime) -> Team:
    team = create_team(session, run.actor, fields, now)
    trace(session, run.import_id, TraceKind.TEAM, team.id)
    return team


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _find_team(session: Session, name: str) -> Team | None:
    return session.scalars(select(Team).where(Team.name_key == sort_key(name))).one_or_none()


def _find(session: Session, person: ReadPerson) -> User | None:
    """Who it is: by user name, else by e-mail, else by a name that nobody shares."""
    if person.username:
        return find_user_by_key(session, sort_key(person.username))
    if person.email:
        found = session.scalars(select(User).where(User.email_key == person.email.casefold())).one_or_none()
        if found is not None:
            return found
    named = session.scalars(select(User).where(User.name_key == sort_key(person.full_name)).limit(2)).all()
    return named[0] if len(named) == 1 else None


def _find_leader(session: Session, value: str) -> User | None:
    key = value_key(value)
    statement = select(User).where(User.role == Role.SUPERVISOR.value, User.is_active)
    named = session.scalars(statement.where((User.name_key == key) | (User.username_key == key)).limit(2)).all()
    return named[0] if len(named) == 1 else None
