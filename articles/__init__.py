"""Pages: what combines benchmarks and visa into something a visitor reads."""
