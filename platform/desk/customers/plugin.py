"""Stands until its rooms are built."""
