"""Every write of implementation projects."""
