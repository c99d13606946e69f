"""Every write of this app: submissions, rounds, bodies asked, files of opinions, review."""
