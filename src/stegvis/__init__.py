"""Stegvis: from an association's registrations to a signed annual report in which no number contradicts another."""

__version__ = "0.1.0"
