"""The web door: puts the floors together and holds no rule. Everything that is wired is in these visible lists."""

from __future__ import annotations

from monitoria.analytics import listeners as counting
from monitoria.analytics import routes as analytics
from monitoria.analytics.queries import views_of
from monitoria.audit import listeners as audit
from monitoria.audit import routes as trail
from monitoria.audit import tasks as audit_jobs
from monitoria.audit.queries import find_last_writes, have_arrived
from monitoria.calls import routes as calls
from monitoria.calls.queries import calls_of
from monitoria.coaching import routes as coaching
from monitoria.coaching import tasks as coaching_jobs
from monitoria.coaching.queries import plans_of
from monitoria.evaluations import routes as evaluations
from monitoria.evaluations import tasks as evaluation_jobs
from monitoria.evaluations.queries import evaluations_of, list_briefs
from monitoria.imports import listeners as importing
from monitoria.imports import routes as imports
from monitoria.imports import tasks as import_jobs
from monitoria.notifications import listeners as telling
from monitoria.notifications import routes as notifications
from monitoria.notifications import tasks as notification_jobs
from monitoria.people import routes as people
from monitoria.people import tasks as account_jobs
from monitoria.people.queries import find_living_sessions, profile_of, sessions_of
from monitoria.people.queries.keys import keys_of
from monitoria.people.routes.auth import find_actor
from monitoria.people.service.keys import admit_key
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, make_replicas
from monitoria.platform.events import Bus
from monitoria.platform.http import HttpSettings, Pulses, build_application
from monitoria.platform.http.application import Application
from monitoria.platform.jobs import make_queue
from monitoria.platform.logs import configure_logs
from monitoria.platform.metrics.meters import begin_counting
from monitoria.platform.replicas import OwnWrites
from monitoria.platform.statements import watch_statements
from monitoria.platform.storage import make_storage
from monitoria.platform.tracing import begin_tracing
from monitoria.privacy import listeners as protecting
from monitoria.privacy import routes as privacy
from monitoria.privacy import tasks as privacy_jobs
from monitoria.privacy.queries import Contributor, list_pending_terms, requests_of, terms_of
from monitoria.recordings import listeners as listening
from monitoria.recordings import routes as recordings
from monitoria.recordings import tasks as recording_jobs
from monitoria.recordings.queries import listens_of
from monitoria.reports import listeners as leaving
from monitoria.reports import routes as reports
from monitoria.reports.tasks import exports as export_jobs
from monitoria.reports.tasks import schedules as schedule_jobs
from monitoria.scorecards import routes as scorecards
from monitoria.settings import routes as settings
from monitoria.system import routes as system
from monitoria.system.queries import FIGURES
from monitoria.webhooks import listeners as telling_programs
from monitoria.webhooks import routes as webhooks
from monitoria.webhooks import tasks as webhook_jobs

# What is kept about a person, each domain's own part: what he may take along is this list.
CONTRIBUTORS = (
    Contributor("profile", "Cadastro", profile_of),
    Contributor("calls", "Atendimentos", calls_of),
    Contributor("evaluations", "Monitorias", evaluations_of),
    Contributor("plans", "Planos de ação", plans_of),
    Contributor("listens", "Quem ouviu as suas gravações", listens_of),
    Contributor("terms", "Termos de que deu ciência", terms_of),
    Contributor("requests", "Pedidos sobre os seus dados", requests_of),
    Contributor("views", "Visões salvas", views_of),
    Contributor("sessions", "Acessos ao sistema", sessions_of),
    Contributor("keys", "Chaves de API", keys_of),
)

ROUTERS = (
    *people.make_routers(list_pending_terms),
    *settings.ROUTERS,
    *scorecards.ROUTERS,
    *calls.make_routers(list_briefs),
    *recordings.ROUTERS,
    *evaluations.ROUTERS,
    *imports.ROUTERS,
    *coaching.ROUTERS,
    *analytics.ROUTERS,
    *trail.ROUTERS,
    *privacy.make_routers(CONTRIBUTORS),
    *reports.ROUTERS,
    *webhooks.ROUTERS,
    *notifications.ROUTERS,
    *system.ROUTERS,
)

# Every list of jobs. Whoever has the application can defer them; the worker takes them off the queue.
QUEUE = make_queue(
    {
        "people": account_jobs.tasks,
        "recordings": recording_jobs.tasks,
        "evaluations": evaluation_jobs.tasks,
        "imports": import_jobs.tasks,
        "coaching": coaching_jobs.tasks,
        "audit": audit_jobs.tasks,
        "privacy": privacy_jobs.tasks,
        "exports": export_jobs.tasks,
        "reports": schedule_jobs.tasks,
        "webhooks": webhook_jobs.tasks,
        "notifications": notification_jobs.tasks,
    }
)

SUBSCRIPTIONS = (
    *audit.SUBSCRIPTIONS,
    *importing.SUBSCRIPTIONS,
    *counting.SUBSCRIPTIONS,
    *listening.SUBSCRIPTIONS,
    *protecting.SUBSCRIPTIONS,
    *leaving.SUBSCRIPTIONS,
    *telling_programs.SUBSCRIPTIONS,
    *telling.SUBSCRIPTIONS,
)

# What open pages ask every few seconds.
PULSES = Pulses(notifications.PULSES, find_living_sessions)


def create_app(config: Config) -> Application:
    """The application for `config`, whose `database_url` must be set. Nothing is connected yet."""
    if config.database_url is None:
        raise ValueError("create_app needs a database URL: start the embedded PostgreSQL first")
    configure_logs(config.log_level, config.log_form)
    begin_counting("web")
    begin_tracing(config.otlp_endpoint, "web")
    return assemble(config, open_database(config, pool_size=config.web_threads, application="monitoria-web"))


def open_database(config: Config, *, pool_size: int, application: str) -> Database:
    """The database and its replicas, for a process that serves or works; nothing is connected yet."""
    replicas = make_replicas(
        config.replica_urls,
        OwnWrites(find_last_writes, have_arrived),
        most_behind_seconds=config.replica_lag_seconds,
        pool_size=pool_size,
        application=application,
        strict=not config.is_production,
    )
    engine = make_engine(str(config.database_url), pool_size=pool_size, application=application)
    for watched in (engine, *(replicas.engines if replicas else ())):
        watch_statements(watched, config.slow_query_seconds)
    return Database(engine, make_bus(), replicas)


def make_bus() -> Bus:
    """The event bus with every domain's listeners: the same one for requests, jobs and commands."""
    return Bus(SUBSCRIPTIONS)


def assemble(config: Config, database: Database) -> Application:
    """The application on a database that is already open."""
    return build_application(
        HttpSettings(config, database, ROUTERS, find_actor, admit_key, make_storage(config), PULSES, FIGURES)
    )
