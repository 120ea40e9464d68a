"""A chart on the page."""

import pickle
from typing import Any

import streamlit as st
from plotly.graph_objects import Figure

_CONFIG = {"displayModeBar": False}


def show(drawing: dict[str, Any], key: str, alt: str, config: dict[str, Any] = _CONFIG) -> None:
    """Put a drawing of `charts` on the page; `alt` says it in words."""
    checked = _checked(pickle.dumps(drawing), drawing)
    st.plotly_chart(checked, theme=None, config=config, key=key, alt=alt)


# Plotly looks at each part of a drawing, which takes longer than to make it; a rerun shows the same again.
@st.cache_resource(show_spinner=False, max_entries=64)
def _checked(content: bytes, _drawing: dict[str, Any]) -> Figure:
    return Figure(_drawing)
