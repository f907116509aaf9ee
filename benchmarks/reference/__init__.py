"""Reference tables as files, and what computes those of them that are computed."""
