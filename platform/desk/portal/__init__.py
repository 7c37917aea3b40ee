"""The portal: the frame in which customers help themselves. No tables."""
