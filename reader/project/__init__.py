"""What a reader keeps: saved comparisons, and writing that survives a crash."""
