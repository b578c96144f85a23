"""The interview: a session, and a front end that asks line by line."""
