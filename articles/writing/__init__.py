"""What editors write: blocks, their content at one instant, and how it is kept."""
