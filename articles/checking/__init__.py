"""What editors are told before a page goes live: where it is wrong, and what would mend it."""
