"""The web: hosts and faces, the request's flow, pages, forms, refusals and headers."""
