"""Finished numbers and strings in, a drawing out: a plotly figure as a dict, or HTML with its words."""
