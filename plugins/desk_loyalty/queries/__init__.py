"""Every SELECT of loyalty points."""
