"""Associations, who may do what in them, and what everything with rows stands on: scope, log, sealed fields, jobs."""
