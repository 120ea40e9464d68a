"""The steps put together for pages and command line: file -> reading -> store -> Board -> cells."""

from loaders import pasted
from pipeline.alerting import act, act_of, acted
from pipeline.ballots import ballot_figures, ballots
from pipeline.boards import board, cells, last_day, spans, turns
from pipeline.bodies import bodies, figures_of_bodies
from pipeline.briefing import briefing
from pipeline.changing import TableChanges, changes
from pipeline.choices import (
    Corrections,
    Remembered,
    assignments,
    corrections_in,
    exported,
    imported,
    remember,
    remembered,
)
from pipeline.collection import without_collection
from pipeline.course import days_told, stages_on, told_until
from pipeline.distribution import distribution, distribution_figures
from pipeline.entry_forms import FormFormat, entry_form
from pipeline.exporting import export
from pipeline.forecasts import MOST_AREAS, Fetched, SwitchedOff, areas, due, fetch, take_forecasts
from pipeline.importing import (
    SAMPLE_OFFICES,
    SAMPLES,
    Outcome,
    accept,
    import_files,
    is_acceptable,
    load_sample,
    read,
    sheets_in,
    withdraw,
)
from pipeline.inputs import act_on_input, input_act_of, inputs, inputs_book
from pipeline.known import knowledge, places
from pipeline.mapping import area_map
from pipeline.meetings import meet, meeting_act_of, meeting_board, meeting_inputs, meetings, news
from pipeline.money_findings import money_finding_figures, money_findings
from pipeline.money_matrix import money_matrix, money_matrix_figures
from pipeline.office_settings import Decided, decide, decided, election_for
from pipeline.opening import begin_empty, election_of, is_begun, open_sample, open_store
from pipeline.reconciling import reconciled, reconciled_figures
from pipeline.reporting_book import board_book, board_sheets
from pipeline.reports import (
    REPORTS,
    NoMeeting,
    as_page,
    as_pdf,
    as_word,
    check_report,
    package,
    report,
)
from pipeline.reserve import reserve_figures, reserves
from pipeline.risks import RiskTables, risk_tables, risks
from pipeline.sending import Sent, channel_text, channels, digest, send, sent_text
from pipeline.since import ChangedCell, Seen, changed_cells, seen_board, since
from pipeline.sorting import sorting, sorting_figures
from pipeline.sorting_limit import within_received
from pipeline.states import states_book, states_csv
from pipeline.storage import storage, storage_figures
from pipeline.support import support, support_figures
from pipeline.templates import template
from pipeline.watching import Arrival, Watch, files_in, unpacked
from reports.document import Name as ReportName

__all__ = [
    "MOST_AREAS",
    "REPORTS",
    "SAMPLES",
    "SAMPLE_OFFICES",
    "Arrival",
    "ChangedCell",
    "Corrections",
    "Decided",
    "Fetched",
    "FormFormat",
    "NoMeeting",
    "Outcome",
    "Remembered",
    "ReportName",
    "RiskTables",
    "Seen",
    "Sent",
    "SwitchedOff",
    "TableChanges",
    "Watch",
    "accept",
    "act",
    "act_of",
    "act_on_input",
    "acted",
    "area_map",
    "areas",
    "as_page",
    "as_pdf",
    "as_word",
    "assignments",
    "ballot_figures",
    "ballots",
    "begin_empty",
    "board",
    "board_book",
    "board_sheets",
    "bodies",
    "briefing",
    "cells",
    "changed_cells",
    "changes",
    "channel_text",
    "channels",
    "check_report",
    "corrections_in",
    "days_told",
    "decide",
    "decided",
    "digest",
    "distribution",
    "distribution_figures",
    "due",
    "election_for",
    "election_of",
    "entry_form",
    "export",
    "exported",
    "fetch",
    "figures_of_bodies",
    "files_in",
    "import_files",
    "imported",
    "input_act_of",
    "inputs",
    "inputs_book",
    "is_acceptable",
    "is_begun",
    "knowledge",
    "last_day",
    "load_sample",
    "meet",
    "meeting_act_of",
    "meeting_board",
    "meeting_inputs",
    "meetings",
    "money_finding_figures",
    "money_findings",
    "money_matrix",
    "money_matrix_figures",
    "news",
    "open_sample",
    "open_store",
    "package",
    "pasted",
    "places",
    "read",
    "reconciled",
    "reconciled_figures",
    "remember",
    "remembered",
    "report",
    "reserve_figures",
    "reserves",
    "risk_tables",
    "risks",
    "seen_board",
    "send",
    "sent_text",
    "sheets_in",
    "since",
    "sorting",
    "sorting_figures",
    "spans",
    "stages_on",
    "states_book",
    "states_csv",
    "storage",
    "storage_figures",
    "support",
    "support_figures",
    "take_forecasts",
    "template",
    "told_until",
    "turns",
    "unpacked",
    "withdraw",
    "within_received",
    "without_collection",
]
