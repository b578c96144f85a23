"""Text to domain values and back; the only code that opens users' files."""
