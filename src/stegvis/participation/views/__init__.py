"""The pages of the person zone. `side` is what they may ask of the association zone; it comes with their addresses."""
