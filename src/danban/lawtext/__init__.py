"""Legal text: parse, number, cite, label, export."""
