"""
Group chats: a way to colleagues by the *robot* that a tenant has put into its group (WeCom, DingTalk, Feishu).

A robot is an address to which one posts; whoever knows it speaks in the group, so that it is kept sealed, as is the
secret with which DingTalk and Feishu want a post signed. A message names whom it is for, and rings for their mobile
number where the maker knows how.
"""
