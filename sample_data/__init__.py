"""The two coordination meetings of the story, as their offices would have kept them."""
