"""Packages in and out: the one place that knows all apps. It has no rows of its own."""
