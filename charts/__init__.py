"""Finished numbers and strings in, a drawing out: a plotly figure as a plain dict, or HTML that carries its own text equivalent."""
