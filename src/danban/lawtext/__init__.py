"""Legal text: parse, number, label, export."""
