"""
Files: what people attach. Stored by id, checked by content before anybody may fetch it, served from a host without cookies.

A stored file is *checking* until the worker has looked into it, then *ready* or *refused*.
"""
