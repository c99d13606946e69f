"""The roof: settings, root addresses, base templates, design tokens."""
