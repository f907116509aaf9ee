"""What lives as long as the process is taken out of the garbage collector's rounds.

A full collection visits each object that can hold another: with the site loaded 250,000 of them,
most of which came with the modules and never go. One of them fell into a page now and then and
took 100 to 170 ms, eight times what the page itself takes.
"""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load what the first visitor would wait for; none of what is loaded now is visited again."""
    _ = get_resolver().reverse_dict  # imports every view
    gc.collect()  # garbage that is frozen would stay
    gc.freeze()
