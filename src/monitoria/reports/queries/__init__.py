"""Every SELECT of reports; each begins from what the caller may see."""
