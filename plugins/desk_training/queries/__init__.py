"""Every SELECT of training."""
