"""The frame: base templates, components, the stylesheet, error pages, sign-in, and the command that serves it all."""
