"""How writing reaches visitors: review, publication, what becomes of old addresses."""
