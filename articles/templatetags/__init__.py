"""Filters for pages."""
