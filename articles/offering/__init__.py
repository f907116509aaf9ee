"""Partner offers: which a page shows, and how clicks on them are counted."""
