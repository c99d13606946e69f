"""Danban: a draft law before its people, explained, discussed, answered, proven."""
