"""Bytes of tracking sheets to typed tables and problems; knows files, not screens or stores."""

from loaders.inspecting import clean_csv as clean_tables
from loaders.inspecting import grids, inspect
from loaders.layouts import kinds, layout, schema, schemas
from loaders.reading import Claim, Grain, Knowledge, KnownPlace, Problem, Reading, Region, Severity, Skipped, Table

__all__ = [
    "Claim",
    "Grain",
    "Knowledge",
    "KnownPlace",
    "Problem",
    "Reading",
    "Region",
    "Severity",
    "Skipped",
    "Table",
    "clean_tables",
    "grids",
    "inspect",
    "kinds",
    "layout",
    "schema",
    "schemas",
]
