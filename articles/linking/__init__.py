"""Where links lead: those of our own site, asked of the site itself, and those elsewhere."""
