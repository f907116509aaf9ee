"""Brings the articles of articles/content into the database, as an editor's work would come."""
