"""Measurements with their peers, printed as a table: `make bench`. Never part of the tests."""
