"""Every write of complaints."""
