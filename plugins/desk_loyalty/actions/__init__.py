"""Every write to points: earning, taking back, expiring, by hand, gifts, redemptions, draws."""
