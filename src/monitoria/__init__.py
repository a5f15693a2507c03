"""Monitoria: quality monitoring and operator feedback for contact centres."""
