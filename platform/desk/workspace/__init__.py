"""The workspace: the frame in which members work: home, navigation, live updates. No tables."""
