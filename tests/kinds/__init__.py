"""Kinds of jobs that only the tests know."""
