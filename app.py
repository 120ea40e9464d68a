"""Papan Rakor in the browser: `streamlit run app.py`."""

from ui import frame

frame.run_app()
