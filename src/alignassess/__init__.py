"""Alignment risk assessment for operators of AI systems."""

__version__ = "0.1.0"
