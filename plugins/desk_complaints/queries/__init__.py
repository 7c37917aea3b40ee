"""Every SELECT of complaints."""
