"""What `manage.py measure` prints: our figure and the one it is held against, in one run."""
