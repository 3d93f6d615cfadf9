"""Values in, values out: what is counted, reported and checked. Standard library only, no clock, no locale."""
