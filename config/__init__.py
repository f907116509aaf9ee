"""The outermost room: settings, URLs, API root, middleware and commands; it sees every app."""
