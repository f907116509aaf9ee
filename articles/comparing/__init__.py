"""Two versions side by side: what was written, what was struck out, what moved; pure."""
