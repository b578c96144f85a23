"""The commands; the only code that prints and knows exit statuses."""
