"""The Word templates as code: what they are made of, so that a change can be reviewed."""
