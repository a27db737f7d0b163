"""What is found in one document: who speaks, who is named, on what, when."""
