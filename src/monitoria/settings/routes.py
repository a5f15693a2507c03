"""/api/categories, /api/settings and /api/holidays."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work
from monitoria.platform.schema import found_revision
from monitoria.settings import queries, service
from monitoria.settings.models import Installation
from monitoria.settings.schemas import (
    CategoryBody,
    CategoryOut,
    CategoryPage,
    CategoryPath,
    CategoryQuery,
    CategoryUpdateBody,
    HolidayBody,
    HolidayOut,
    HolidayPage,
    HolidayPath,
    HolidayQuery,
    HolidayYearBody,
    ProductReleaseOut,
    SettingsBody,
    SettingsOut,
    show_category,
    show_holidays,
    show_product_version,
    show_settings,
)

categories_router = Router("categories", "/api/categories")
settings_router = Router("settings", "/api/settings")
holidays_router = Router("holidays", "/api/holidays")
version_router = Router("version", "/api/version")
ROUTERS = (categories_router, settings_router, holidays_router, version_router)


@version_router.get("", Permission.OWN_ACCOUNT, before_terms=True)
def get_version(work: Work) -> ProductReleaseOut:
    """Which version answers, and at which schema the database stands."""
    return show_product_version(found_revision(work.session.connection()))


@categories_router.get("", Permission.SETTINGS_READ)
def list_categories(work: Work, query: CategoryQuery) -> CategoryPage:
    """Every category, by label."""
    found = queries.list_categories(work.session, is_active=query.active)
    return CategoryPage(items=[show_category(work.actor, c) for c in found], next_cursor=None, total=len(found))


@categories_router.post("", Permission.SETTINGS_UPDATE, status=201)
def create_category(work: Work, body: CategoryBody) -> CategoryOut:
    """Add a category."""
    return show_category(work.actor, service.create_category(work.session, work.actor, body.label, work.now))


@categories_router.put("/<key>", Permission.SETTINGS_UPDATE)
def update_category(work: Work, path: CategoryPath, body: CategoryUpdateBody) -> CategoryOut:
    """Rename, close or reopen a category; calls keep its key."""
    changed = service.update_category(
        work.session, work.actor, path.key, body.version, body.label, body.active, work.now
    )
    return show_category(work.actor, changed)


@settings_router.get("", Permission.SETTINGS_READ, before_terms=True, before_second_factor=True)
def get_settings(work: Work) -> SettingsOut:
    """The installation's settings."""
    return _show(work, queries.get_installation(work.session))


@settings_router.put("", Permission.SETTINGS_UPDATE)
def update_settings(work: Work, body: SettingsBody) -> SettingsOut:
    """Change the pass mark and the deadlines of evaluations to come."""
    changed = service.update_installation(work.session, work.actor, body.version, body.as_changes(), work.now)
    return _show(work, changed)


def _show(work: Work, installation: Installation) -> SettingsOut:
    return show_settings(work.actor, installation, time_zone=work.zone.name, is_demo=work.config.demo)


@holidays_router.get("", Permission.SETTINGS_READ)
def list_holidays(work: Work, query: HolidayQuery) -> HolidayPage:
    """The days on which no deadline runs, in order."""
    return show_holidays(work.actor, queries.list_holidays(work.session, query.year))


@holidays_router.post("", Permission.SETTINGS_UPDATE, status=201)
def add_holiday(work: Work, body: HolidayBody) -> HolidayOut:
    """Add a holiday; deadlines that were already promised stay."""
    added = service.add_holiday(work.session, work.actor, body.on, body.name, work.now)
    return show_holidays(work.actor, [added]).items[0]


@holidays_router.post("/national", Permission.SETTINGS_UPDATE, status=201)
def install_holidays(work: Work, body: HolidayYearBody) -> HolidayPage:
    """Add the national holidays of a year that are missing; answers the whole year."""
    return show_holidays(work.actor, service.install_holidays(work.session, work.actor, body.year, work.now))


@holidays_router.delete("/<on>", Permission.SETTINGS_UPDATE, status=204)
def remove_holiday(work: Work, path: HolidayPath) -> None:
    """Remove a holiday; deadlines that were already promised stay."""
    service.remove_holiday(work.session, work.actor, path.on)
