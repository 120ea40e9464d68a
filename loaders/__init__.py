"""Bytes of tracking sheets to typed tables and problems; knows files, not screens or stores."""

from loaders.apart import Bounds, Reader
from loaders.inspecting import clean_csv as clean_tables
from loaders.inspecting import grids, inspect
from loaders.layouts import kinds, layout, schema, schemas
from loaders.opening import read
from loaders.reading import (
    Claim,
    Grain,
    Knowledge,
    KnownPlace,
    Problem,
    Reading,
    Region,
    Severity,
    Skipped,
    Table,
)
from loaders.telling import as_json, sentence, way_out
from loaders.templates import template

__all__ = [
    "Bounds",
    "Claim",
    "Grain",
    "Knowledge",
    "KnownPlace",
    "Problem",
    "Reader",
    "Reading",
    "Region",
    "Severity",
    "Skipped",
    "Table",
    "as_json",
    "clean_tables",
    "grids",
    "inspect",
    "kinds",
    "layout",
    "read",
    "schema",
    "schemas",
    "sentence",
    "template",
    "way_out",
]
