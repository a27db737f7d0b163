"""Two documents held against each other: which sentences answer which, in what words, with what evidence."""
