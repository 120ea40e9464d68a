"""Bytes of tracking sheets to typed tables and problems; knows files, not screens or stores."""

from loaders.apart import Bounds, Reader
from loaders.archives import unpacked
from loaders.assigned import place_of
from loaders.dapil_names import numbers as dapil_numbers
from loaders.exports import export, plain_book
from loaders.forms import EntryForm, entry_form, form_book
from loaders.forms import stages as form_stages
from loaders.inspecting import clean_csv as clean_tables
from loaders.inspecting import grids, inspect
from loaders.layouts import fields, kinds, layout, name_key, schema, schemas
from loaders.left_out import cell_of, refused
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
    "EntryForm",
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
    "cell_of",
    "clean_tables",
    "dapil_numbers",
    "entry_form",
    "export",
    "fields",
    "file_name",
    "form_book",
    "form_stages",
    "grids",
    "inspect",
    "kinds",
    "layout",
    "marked",
    "name_key",
    "pasted",
    "place_of",
    "plain_book",
    "read",
    "refused",
    "schema",
    "schemas",
    "sentence",
    "template",
    "unpacked",
    "way_out",
]
