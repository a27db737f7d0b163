"""The parts of the window that show the session and pass on what the reader does."""
