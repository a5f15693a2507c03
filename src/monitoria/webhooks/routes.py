"""/api/webhooks: programs elsewhere that are told what happens here."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work
from monitoria.webhooks import queries, service
from monitoria.webhooks.schemas import (
    DeliveryOut,
    DeliveryPage,
    DeliveryQuery,
    RotateBody,
    WebhookBody,
    WebhookKindsOut,
    WebhookListQuery,
    WebhookMadeOut,
    WebhookOut,
    WebhookPage,
    WebhookUpdateBody,
    show_delivery,
    show_endpoint,
    show_kinds,
    show_made,
)

router = Router("webhooks", "/api/webhooks")
ROUTERS = (router,)


def _wish(body: WebhookBody) -> service.Wish:
    return service.Wish(body.name, body.url, tuple(body.kinds), body.with_scores, body.active)


@router.get("", Permission.WEBHOOK_READ)
def list_webhooks(work: Work, query: WebhookListQuery) -> WebhookPage:
    """Every webhook, in the order they were made."""
    page = queries.list_endpoints(work.session, work.actor, query)
    return page.as_page(WebhookPage, lambda found: show_endpoint(work.actor, found, work.now))


@router.get("/kinds", Permission.WEBHOOK_READ)
def list_webhook_kinds(work: Work) -> WebhookKindsOut:  # noqa: ARG001 - the same for everybody who may ask
    """The public events, and what each tells."""
    return show_kinds()


@router.get("/deliveries", Permission.WEBHOOK_READ)
def list_webhook_deliveries(work: Work, query: DeliveryQuery) -> DeliveryPage:
    """What was told where, the newest first, for thirty days."""
    page = queries.list_deliveries(work.session, work.actor, query.as_filter(), query)
    return page.as_page(DeliveryPage, lambda found: show_delivery(work.actor, found, work.now))


@router.post("/deliveries/<id>/resend", Permission.WEBHOOK_TEST)
def resend_webhook_delivery(work: Work, path: IdPath) -> DeliveryOut:
    """Have it sent again, now, under the same identifier."""
    found = service.resend(work.session, work.actor, path.id, work.now)
    return show_delivery(work.actor, found, work.now)


@router.get("/<id>", Permission.WEBHOOK_READ)
def get_webhook(work: Work, path: IdPath) -> WebhookOut:
    """One webhook."""
    return show_endpoint(work.actor, queries.get_endpoint(work.session, work.actor, path.id), work.now)


@router.post("", Permission.WEBHOOK_CREATE, status=201)
def create_webhook(work: Work, body: WebhookBody) -> WebhookMadeOut:
    """Tell things to an address. Its secret is in this answer and never again."""
    made, secret = service.create_endpoint(work.session, work.actor, _wish(body), work.config, work.now)
    return show_made(work.actor, made, secret, work.now)


@router.put("/<id>", Permission.WEBHOOK_UPDATE)
def update_webhook(work: Work, path: IdPath, body: WebhookUpdateBody) -> WebhookOut:
    """Change a webhook, switch it off or on again."""
    changed = service.update_endpoint(
        work.session, work.actor, path.id, body.version, _wish(body), work.config, work.now
    )
    return show_endpoint(work.actor, changed, work.now)


@router.delete("/<id>", Permission.WEBHOOK_DELETE, status=204)
def delete_webhook(work: Work, path: IdPath) -> None:
    """Tell nothing there any more."""
    service.delete_endpoint(work.session, work.actor, path.id)


@router.post("/<id>/rotate-secret", Permission.WEBHOOK_ROTATE_SECRET, creating=True)
def rotate_webhook_secret(work: Work, path: IdPath, body: RotateBody) -> WebhookMadeOut:
    """A new secret, in this answer and never again; for 24 hours the one before signs too."""
    found, secret = service.rotate_secret(work.session, work.actor, path.id, body.version, work.config, work.now)
    return show_made(work.actor, found, secret, work.now)


@router.post("/<id>/test", Permission.WEBHOOK_TEST, status=201)
def test_webhook(work: Work, path: IdPath) -> DeliveryOut:
    """Have something sent there that says nothing."""
    return show_delivery(work.actor, service.send_test(work.session, work.actor, path.id, work.now), work.now)
