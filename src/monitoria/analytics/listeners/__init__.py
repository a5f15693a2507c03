"""What happens to calls and evaluations, counted; and what follows publication."""

from monitoria.analytics.listeners import counting, feedback

SUBSCRIPTIONS = (*counting.SUBSCRIPTIONS, *feedback.SUBSCRIPTIONS)
