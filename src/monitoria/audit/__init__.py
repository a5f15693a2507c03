"""Who did what, when: hears every event and keeps one entry of each."""
