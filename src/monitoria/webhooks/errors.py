"""Problems of webhooks."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class TooManyWebhooks(Conflict):
    slug = "too-many-webhooks"
    title = "Webhooks demais"
    default_detail = "Já há 20 webhooks: exclua um antes de criar outro."


class WebhookOff(Conflict):
    slug = "webhook-off"
    title = "Webhook desligado"
    default_detail = "Este webhook está desligado: ligue-o antes de enviar."


class DeliveryUnderWay(Conflict):
    slug = "delivery-under-way"
    title = "Entrega em andamento"
    default_detail = "Esta entrega já está na fila. Espere o resultado."
