"""The image that stands for a page where its link is shared, drawn from what the page says."""
