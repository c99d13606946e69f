"""An app for the test with a real worker: its one kind of job leaves a trace in a file."""
