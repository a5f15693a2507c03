"""Analytics: what the evaluations say, with the uncertainty they carry."""
