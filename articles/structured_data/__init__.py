"""Pages as schema.org describes them, from the same figures and dates that readers see."""
