"""/api/teams: who works together, and who leads."""

from __future__ import annotations

from monitoria.people import queries, service
from monitoria.people.schemas import TeamBody, TeamOut, TeamPage, TeamQuery, TeamUpdateBody, show_team
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("teams", "/api/teams")


@router.get("", Permission.TEAM_READ)
def list_teams(work: Work, query: TeamQuery) -> TeamPage:
    """The teams in reach, by name."""
    page = queries.list_teams(work.session, work.actor, query, query.active)
    return page.as_page(TeamPage, lambda team: show_team(work.actor, team))


@router.get("/<id>", Permission.TEAM_READ)
def get_team(work: Work, path: IdPath) -> TeamOut:
    """One team."""
    return show_team(work.actor, queries.get_team(work.session, work.actor, path.id))


@router.post("", Permission.TEAM_CREATE, status=201)
def create_team(work: Work, body: TeamBody) -> TeamOut:
    """Create a team."""
    fields = service.TeamFields(body.name, body.supervisor_id)
    return show_team(work.actor, service.create_team(work.session, work.actor, fields, work.now))


@router.put("/<id>", Permission.TEAM_UPDATE)
def update_team(work: Work, path: IdPath, body: TeamUpdateBody) -> TeamOut:
    """Rename a team or change who leads it."""
    fields = service.TeamFields(body.name, body.supervisor_id)
    team = service.update_team(work.session, work.actor, path.id, body.version, fields, work.now)
    return show_team(work.actor, team)


@router.delete("/<id>", Permission.TEAM_DEACTIVATE, status=204)
def deactivate_team(work: Work, path: IdPath) -> None:
    """Close a team; its calls and people keep it."""
    service.deactivate_team(work.session, work.actor, path.id, work.now)


@router.post("/<id>/reactivate", Permission.TEAM_REACTIVATE)
def reactivate_team(work: Work, path: IdPath) -> TeamOut:
    """Open a team again."""
    return show_team(work.actor, service.reactivate_team(work.session, work.actor, path.id, work.now))
