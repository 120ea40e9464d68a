"""Bytes of tracking sheets to typed tables and problems; knows files, not screens or stores."""

from loaders.apart import Bounds, Reader
from loaders.archives import unpacked
from loaders.assigned import place_of
from loaders.exports import export
from loaders.inspecting import clean_csv as clean_tables
from loaders.inspecting import grids, inspect
from loaders.layouts import fields, kinds, layout, name_key, schema, schemas
from loaders.marked import marked
from loaders.names import file_name
from loaders.opening import read
from loaders.pasting import pasted
from loaders.progress import Progress, Stage
from loaders.reading import (
    Assignment,
    Claim,
    Grain,
    Knowledge,
    KnownPlace,
    Problem,
    Reading,
    Region,
    SetAside,
    Severity,
    Skipped,
    Table,
    Unplaced,
)
from loaders.telling import as_json, sentence, way_out
from loaders.templates import template

__all__ = [
    "Assignment",
    "Bounds",
    "Claim",
    "Grain",
    "Knowledge",
    "KnownPlace",
    "Problem",
    "Progress",
    "Reader",
    "Reading",
    "Region",
    "SetAside",
    "Severity",
    "Skipped",
    "Stage",
    "Table",
    "Unplaced",
    "as_json",
    "clean_tables",
    "export",
    "fields",
    "file_name",
    "grids",
    "inspect",
    "kinds",
    "layout",
    "marked",
    "name_key",
    "pasted",
    "place_of",
    "read",
    "schema",
    "schemas",
    "sentence",
    "template",
    "unpacked",
    "way_out",
]
