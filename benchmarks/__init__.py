"""Occupations, places, samples, imports, releases and estimates; it knows no other app."""
