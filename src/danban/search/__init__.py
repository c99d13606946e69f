"""Index and query over provisions."""
