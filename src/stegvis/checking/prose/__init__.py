"""What running text says: sentences, what their numbers count, what they name, and how they are told to hang together."""
