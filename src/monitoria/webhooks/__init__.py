"""Webhooks: what happens here is told to programs elsewhere, signed, and told again until they answer."""
