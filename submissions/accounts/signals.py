from django.dispatch import Signal

merged = Signal()
"""Two accounts have become one: `user` is what is left."""
