"""What opens over the interview: to write, to choose, to look something up."""
