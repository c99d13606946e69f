"""One Django app for one domain; the floors among them stand in pyproject.toml."""
