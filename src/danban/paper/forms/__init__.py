"""The statutory layouts: what is printed, apart from who prints it."""
