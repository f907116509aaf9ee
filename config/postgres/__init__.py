"""A Django database engine that brings its own PostgreSQL server: `ENGINE = "config.postgres"`."""
