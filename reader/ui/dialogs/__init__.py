"""Small windows that are asked for."""
