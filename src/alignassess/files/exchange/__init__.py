"""Forms: a questionnaire that travels to somebody without this program, and comes back."""
