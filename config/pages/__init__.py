"""Finished pages for visitors, kept until anything that a page can show has changed."""
