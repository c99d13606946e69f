"""The ground floor from a terminal: files in, files out."""
