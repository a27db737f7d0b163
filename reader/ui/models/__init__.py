"""What the lists of the sidebar hold."""
