"""Every SELECT of implementation projects."""
