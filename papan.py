"""The board without a browser: inspect, check, import, summary, digest, forecasts, template, report,
form, verify, withdraw.

Exit status: 0 good, 1 problems found, 2 cannot run.
"""

import csv
import getpass
import json
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

import click

import elections
import loaders
import metrics
import pipeline
import settings
import texts
from metrics import Place
from pipeline import Outcome
from store import Store, StoreError, UnknownUpload

GOOD, PROBLEMS, CANNOT_RUN = 0, 1, 2

_store_option = click.option(
    "--store",
    "root",
    metavar="ROOT",
    help="Folder or address of the store (default PAPAN_STORE, else ./data).",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_lang_option = click.option(
    "--lang", type=click.Choice(texts.LANGUAGES), default=texts.DEFAULT, help="Language of the messages."
)
_office_option = click.option(
    "--office",
    metavar="NAME",
    help="Take sheets of this office only ('Kota Pekalongan'); default: of any office.",
)
_existing = click.Path(exists=True, path_type=Path)
_files = click.argument("files", nargs=-1, required=True, type=_existing)


class _Day(click.ParamType):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


def _settings(root: str | None) -> settings.Settings:
    try:
        found = settings.read()
    except settings.BadSetting as bad:
        raise click.UsageError(str(bad)) from None
    return found if root is None else replace(found, store=root)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


class _Commands(click.Group):
    """The commands; what the store cannot do is told in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StoreError as broken:
            raise click.UsageError(texts.say("cli.broken", detail=str(broken))) from broken


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, help=__doc__)
def main() -> None:
    """Gather the commands."""


@main.command()
@_files
@_json_option
@click.option(
    "--csv",
    "csv_folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write table K as clean CSV to DIR/<file name>.K.csv.",
)
@click.option(
    "--grid",
    "grid_folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write sheet K as read to DIR/<file name>.K.csv.",
)
def inspect(
    files: tuple[Path, ...], as_json: bool, csv_folder: Path | None, grid_folder: Path | None
) -> None:
    """Show which tables are in files: sheet, range, title, header, data, total and footer rows, columns."""
    answers = []
    with loaders.Reader() as reader:
        for path in pipeline.sheets_in(files):
            data = path.read_bytes()
            answers.append(reader.inspect(data, path.name))
            if csv_folder:
                _write_grids(csv_folder, path.name, reader.clean_tables(data, path.name))
            if grid_folder:
                _write_grids(grid_folder, path.name, reader.grids(data, path.name))
    if as_json:
        _print_json(answers)
    else:
        for answer in answers:
            _show_inspection(answer)
    sys.exit(PROBLEMS if any(answer["problems"] for answer in answers) else GOOD)


def _write_grids(folder: Path, name: str, grids: list[list[list[str]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, grid in enumerate(grids):
        with (folder / f"{name}.{number}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(grid)


def _show_inspection(answer: dict[str, Any]) -> None:
    click.echo(answer["file"])
    for table in answer["tables"]:
        rows, columns = f"{table['first_row']}-{table['last_row']}", " | ".join(table["columns"])
        click.echo(f"  {table['sheet']}!{table['range']}  {rows}  {columns}")
    for skipped in answer["skipped"]:
        click.echo(f"  ({skipped['sheet']}: {skipped['reason']})")
    for problem in answer["problems"]:
        click.echo(f"  ! {problem['code']}: {problem.get('message', '')}")


@main.command()
@_files
@_office_option
@_json_option
@_lang_option
@_store_option
def check(
    files: tuple[Path, ...], office: str | None, as_json: bool, lang: texts.Lang, root: str | None
) -> None:
    """Recognise and validate files; the store is read for the office's own places and never touched."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen) if _exists(chosen.store) else None
    election = pipeline.election_of(store, chosen) if store else elections.load(chosen.election)
    answers = []
    known = pipeline.knowledge(store, election, office)
    with loaders.Reader() as reader, _Progress(lang) as tell:
        for name, data in pipeline.files_in(files):
            reading = pipeline.read(
                store,
                election,
                name,
                data,
                known=known,
                progress=partial(tell, name),
                reader=reader,
            )
            answers.append(loaders.as_json(reading, lang))
    if as_json:
        _print_json(answers)
    else:
        for answer in answers:
            _show_check(answer)
    sys.exit(
        PROBLEMS if any(_is_serious(problem) for answer in answers for problem in _problems(answer)) else GOOD
    )


class _Progress:
    """A line of progress on a terminal's error output; nothing where no one watches."""

    def __init__(self, lang: texts.Lang) -> None:
        self._lang: texts.Lang = lang
        self._seen = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def __call__(self, file: str, stage: loaders.Stage, done: float) -> None:
        if self._seen:
            told = texts.say(f"cli.stage-{stage}", self._lang, file=loaders.file_name(file), share=100 * done)
            click.echo(f"\r\033[K{told}", err=True, nl=False)

    def clear(self) -> None:
        if self._seen:
            click.echo("\r\033[K", err=True, nl=False)


def _exists(root: str) -> bool:
    return "://" in root or Path(root).is_dir()


def _problems(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [*answer["problems"], *(problem for table in answer["tables"] for problem in table["problems"])]


def _is_serious(problem: dict[str, Any]) -> bool:
    return problem["severity"] != "note"


def _show_check(answer: dict[str, Any]) -> None:
    click.echo(answer["file"])
    for table in answer["tables"]:
        click.echo(
            f"  {table['sheet']}!{table['range']}  {table['kind']}  {table['accepted']}/{table['rows']}"
        )
    for problem in _problems(answer):
        where = problem.get("cell") or ""
        click.echo(f"  {problem['severity']:7} {where:6} {problem['message']}")


@main.command(name="import")
@click.argument("files", nargs=-1, type=_existing)
@click.option(
    "--watch",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take every new or changed sheet of a folder, until stopped.",
)
@click.option("--every", default=2.0, metavar="SECONDS", help="How often --watch looks (default: 2).")
@click.option("--once", is_flag=True, help="With --watch: take what is there and end.")
@click.option("--by", metavar="NAME", help="Who brings the sheets (default: the user of this machine).")
@click.option("--reason", default="", metavar="TEXT", help="Why numbers may fall; kept in the ledger.")
@_office_option
@_lang_option
@_store_option
def import_(
    files: tuple[Path, ...],
    folder: Path | None,
    every: float,
    once: bool,
    by: str | None,
    reason: str,
    office: str | None,
    lang: texts.Lang,
    root: str | None,
) -> None:
    """Take files into the store, all or nothing per file; a folder or a zip means every sheet in it."""
    if bool(files) == bool(folder) or (once and not folder):
        raise click.UsageError(texts.say("cli.files-or-watch", lang))
    chosen = _settings(root)
    store = pipeline.open_store(chosen)
    by = by or getpass.getuser()

    def take(given: Sequence[tuple[str, bytes]]) -> int:
        return _take(store, given, by, chosen.election, office, reason, lang)

    if folder is None:
        sys.exit(take(list(pipeline.files_in(files))))
    sys.exit(_watch(folder, every, once, take, lang))


def _take(
    store: Store,
    given: Sequence[tuple[str, bytes]],
    by: str,
    election: str,
    office: str | None,
    reason: str,
    lang: texts.Lang,
) -> int:
    status = GOOD
    with _Progress(lang) as tell:
        for outcome in pipeline.import_files(
            store, given, by=by, election=election, office=office, reason=reason, progress=tell
        ):
            tell.clear()
            _show_outcome(outcome, lang)
            unexplained = outcome.drops and not reason
            if (
                outcome.result == "refused"
                or unexplained
                or any(_is_serious(p) for p in _problems(loaders.as_json(outcome.reading, lang)))
            ):
                status = PROBLEMS
    return status


def _watch(
    folder: Path,
    every: float,
    once: bool,
    take: Callable[[Sequence[tuple[str, bytes]]], int],
    lang: texts.Lang,
) -> int:
    """Look at a folder until told to stop; what goes wrong with one file is told and the next is taken."""
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    click.echo(texts.say("cli.watching", lang, folder=str(folder)))
    watch = pipeline.Watch(folder)
    watch.look()
    status = GOOD
    while not stop.wait(every):
        arrived = watch.look()
        for one in arrived:
            if one.data is None:
                click.echo(texts.say("cli.unreadable", lang, file=loaders.file_name(one.path.name)))
                status = PROBLEMS
        read = [(one.path.name, one.data) for one in arrived if one.data is not None]
        given = list(pipeline.unpacked(read))
        try:
            status = max(status, take(given)) if given else status
        except (StoreError, OSError) as broken:
            # Somebody else may be writing: all of it once more, what was taken already adds nothing.
            click.echo(texts.say("cli.broken", lang, detail=str(broken)))
            watch.again(one.path for one in arrived)
            status = PROBLEMS
        if once:
            return status
    return GOOD


def _show_outcome(outcome: Outcome, lang: texts.Lang) -> None:
    rows = sum(table.accepted for table in outcome.reading.tables)
    click.echo(
        texts.say(
            f"cli.{outcome.result}",
            lang,
            file=outcome.reading.file,
            rows=rows,
            upload=outcome.upload_id or "",
        )
    )
    for drop in outcome.drops:
        place = (drop.kecamatan, drop.kelurahan, drop.tps and f"TPS {drop.tps:03d}")
        where = ", ".join(part for part in place if part) or texts.say("cli.whole", lang)
        told = {"subject": drop.subject, "field": drop.field, "before": drop.before, "after": drop.after}
        click.echo(texts.say("cli.fell", lang, where=where, share=drop.share, **told))
    for problem in _problems(loaders.as_json(outcome.reading, lang)):
        click.echo(f"  {problem['severity']:7} {problem.get('cell') or '':6} {problem['message']}")


def _place(store: Store, code: str | None, lang: texts.Lang) -> tuple[Place, tuple[Place, ...]]:
    """The place of that code, else of the store's only office, and all places."""
    known = pipeline.places(store)
    offices = [place for place in known if place.level == "kota"]
    if code is None and len(offices) != 1:
        raise click.UsageError(
            texts.say(
                "cli.which-office" if offices else "cli.no-office",
                lang,
                codes=", ".join(f"{p.code} {p.name}" for p in offices),
            )
        )
    place = next((one for one in known if one.code == (code or offices[0].code)), None)
    if place is None:
        raise click.UsageError(texts.say("cli.no-such-place", lang, code=code))
    return place, known


_place_option = click.option(
    "--place",
    "code",
    metavar="CODE",
    help="33.75 (city), 33.75.01 (kecamatan) ...; default: the store's only office.",
)
_as_of_option = click.option(
    "--as-of", "as_of", type=_Day(), help="As the sheets stood on that day (default: today)."
)
_today_option = click.option(
    "--today", type=_Day(), help="The day from which days are counted (default: --as-of)."
)


@main.command()
@_place_option
@_as_of_option
@_today_option
@_json_option
@_lang_option
@_store_option
def summary(
    code: str | None,
    as_of: date | None,
    today: date | None,
    as_json: bool,
    lang: texts.Lang,
    root: str | None,
) -> None:
    """Print the Board of a place."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen)
    place, known = _place(store, code, lang)
    day = as_of or datetime.now(settings.ZONE).date()
    board = pipeline.board(store, pipeline.election_of(store, chosen), place, known, day, today or day)
    told = metrics.summary(board, lang)
    if as_json:
        _print_json(told)
    else:
        _show_summary(told, board.place.name, lang)


def _show_summary(told: dict[str, Any], name: str, lang: texts.Lang) -> None:
    readiness = told["readiness"]
    percent = texts.numbers.write(readiness["percent"], "percent", lang)
    click.echo(f"{name}  {told['as_of']}  {percent}  {readiness['verdict']}")
    for reason in readiness["reasons"]:
        click.echo(f"  {reason}")
    for alert in told["alerts"]:
        click.echo(f"  {alert['severity']:8} {alert['text']}")


@main.command()
@_place_option
@_as_of_option
@_today_option
@click.option("--send", is_flag=True, help="Send it to the addresses in PAPAN_DIGEST as well.")
@_lang_option
@_store_option
def digest(
    code: str | None, as_of: date | None, today: date | None, send: bool, lang: texts.Lang, root: str | None
) -> None:
    """Print the alerts of a place as a text of at most 1,000 signs, and send it where that is set up."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen)
    place, known = _place(store, code, lang)
    day = as_of or datetime.now(settings.ZONE).date()
    title, text = pipeline.digest(
        store, pipeline.election_of(store, chosen), place, known, day, today or day, lang
    )
    click.echo(text)
    if not send:
        return
    if not chosen.digest:
        raise click.UsageError(texts.say("sending.not-set-up", lang))
    results = pipeline.send(chosen.digest, title, text)
    for one in results:
        click.echo(pipeline.sent_text(one, lang), err=True)
    sys.exit(GOOD if all(one.result == "sent" for one in results) else PROBLEMS)


@main.command()
@_place_option
@click.option("--by", metavar="NAME", help="Who fetches (default: the user of this machine).")
@_lang_option
@_store_option
def forecasts(code: str | None, by: str | None, lang: texts.Lang, root: str | None) -> None:
    """Fetch BMKG's forecasts for the kelurahan of a place, where its office has switched that on."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen)
    place, known = _place(store, code, lang)
    office = metrics.where_of(place, known).office
    election = pipeline.election_for(store.ledger(), pipeline.election_of(store, chosen), office)
    if not election.fetches_weather:
        raise click.UsageError(texts.say("cli.forecasts-off", lang, office=office))
    codes = pipeline.due(store, place, known, date.max)
    if not codes:
        raise click.UsageError(texts.say("forecast.no-codes", lang))
    fetched = pipeline.fetch(chosen.forecasts, codes, election)
    result = "refused"
    if fetched.data is not None:
        at = datetime.now(election.clock)
        outcome = pipeline.take_forecasts(store, election, fetched.data, office, by or getpass.getuser(), at)
        result = outcome.result
        click.echo(texts.say(f"forecast.results.{result}", lang, count=fetched.areas))
    for why, count in Counter(why for _, why in fetched.failed).items():
        click.echo(texts.say(f"forecast.failed.{why}", lang, count=count))
    if fetched.left:
        click.echo(texts.say("forecast.left", lang, count=len(fetched.left)))
    sys.exit(PROBLEMS if fetched.failed or result == "refused" else GOOD)


@main.command()
@click.argument("kind", type=click.Choice(loaders.kinds()))
@click.option("--place", "code", metavar="CODE", help="Office or kecamatan whose places are offered.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@_lang_option
@_store_option
def template(kind: str, code: str | None, output: Path, lang: texts.Lang, root: str | None) -> None:
    """Write an empty workbook of a kind, with the office's own places and items to choose from."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen) if _exists(chosen.store) else None
    election = pipeline.election_of(store, chosen) if store else elections.load(chosen.election)
    output.write_bytes(pipeline.template(store, election, kind, code, lang))
    click.echo(str(output))


_FORMATS = ("pdf", "docx", "html", "xlsx", "whatsapp", "package")


@main.command()
@click.option("--format", "way", type=click.Choice(_FORMATS), default="pdf", help="What to write.")
@click.option(
    "--report",
    "name",
    type=click.Choice(pipeline.REPORTS),
    default="briefing",
    help="Which report, as PDF, DOCX or HTML (default: the briefing).",
)
@click.option("--meeting", type=int, metavar="NUMBER", help="Whose minutes (default: the newest meeting).")
@_place_option
@_as_of_option
@_today_option
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@_lang_option
@_store_option
def report(
    way: str,
    name: pipeline.ReportName,
    meeting: int | None,
    code: str | None,
    as_of: date | None,
    today: date | None,
    output: Path,
    lang: texts.Lang,
    root: str | None,
) -> None:
    """Write a report of a place."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen)
    place, known = _place(store, code, lang)
    day = as_of or datetime.now(settings.ZONE).date()
    asked = (store, pipeline.election_of(store, chosen), place, known, day, today or day, lang)
    try:
        output.write_bytes(_written(way, name, meeting, asked))
    except pipeline.NoMeeting:
        raise click.UsageError(texts.say("reports.no-meeting", lang)) from None
    click.echo(str(output))


def _written(way: str, name: pipeline.ReportName, meeting: int | None, asked: tuple[Any, ...]) -> bytes:
    if way == "whatsapp":
        return f"{pipeline.digest(*asked)[1]}\n".encode()
    if way == "xlsx":
        return pipeline.board_book(*asked)
    told = pipeline.report(name, *asked, meeting=meeting)
    if way == "package":
        return pipeline.package(told, *asked)
    write = {"pdf": pipeline.as_pdf, "docx": pipeline.as_word, "html": pipeline.as_page}[way]
    return write(told)


_FORMS = [
    f"{kind}-{stage}" if stage else kind for kind in loaders.kinds() for stage in loaders.form_stages(kind)
]


@main.command()
@click.argument("form", metavar="KIND[-STAGE]", type=click.Choice(_FORMS))
@click.option("--format", "way", type=click.Choice(("pdf", "xlsx")), default="pdf", help="What to write.")
@click.option("--place", "code", metavar="CODE", help="Office or kecamatan whose places are filled in.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@_lang_option
@_store_option
def form(
    form: str, way: pipeline.FormFormat, code: str | None, output: Path, lang: texts.Lang, root: str | None
) -> None:
    """Write an entry form to fill in by pen (pdf), or to type it back (xlsx)."""
    chosen = _settings(root)
    store = pipeline.open_store(chosen) if _exists(chosen.store) else None
    election = pipeline.election_of(store, chosen) if store else elections.load(chosen.election)
    kind, _, stage = form.partition("-")
    output.write_bytes(pipeline.entry_form(store, election, kind, stage, code, lang, way))
    click.echo(str(output))


@main.command()
@click.argument("files", nargs=-1, type=_existing)
@_lang_option
@_store_option
def verify(files: tuple[Path, ...], lang: texts.Lang, root: str | None) -> None:
    """Re-read the hash chain and every original; names the first broken row.

    With FILES (reports as PDF, packages): tell of each whether it is as it was made. Where the store is at
    hand, each is made again from its ledger and compared.
    """
    if files:
        sys.exit(_verify_reports(files, lang, root))
    findings = pipeline.open_store(_settings(root)).verify()
    for finding in findings:
        click.echo(texts.say(f"ledger.{finding.code}", lang, seq=finding.seq, detail=finding.detail))
    if not findings:
        click.echo(texts.say("ledger.whole", lang))
    sys.exit(PROBLEMS if findings else GOOD)


def _verify_reports(files: Sequence[Path], lang: texts.Lang, root: str | None) -> int:
    chosen = _settings(root)
    store = pipeline.open_store(chosen) if _exists(chosen.store) else None
    election = pipeline.election_of(store, chosen) if store else None
    status = GOOD
    for path in files:
        verdict, seal = pipeline.check_report(path.read_bytes(), store, election)
        click.echo(f"{path.name}: {texts.say(f'reports.verdicts.{verdict}', lang)}")
        if seal is not None:
            made = {"report": seal.report, "place": seal.place, "day": seal.as_of}
            click.echo(texts.say("reports.sealed-of", lang, version=seal.version, **made))
        if verdict not in ("genuine", "whole"):
            status = PROBLEMS
    return status


@main.command()
@click.argument("upload_id")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept in the ledger.")
@click.option("--by", metavar="NAME", help="Who (default: the user of this machine).")
@_lang_option
@_store_option
def withdraw(upload_id: str, reason: str, by: str | None, lang: texts.Lang, root: str | None) -> None:
    """Take an upload back; all figures return to what they were before it."""
    store: Store = pipeline.open_store(_settings(root))
    try:
        pipeline.withdraw(store, upload_id, reason, by or getpass.getuser())
    except UnknownUpload:
        raise click.UsageError(texts.say("cli.no-such-upload", lang, upload=upload_id)) from None
    click.echo(texts.say("cli.withdrawn", lang, upload=upload_id))


if __name__ == "__main__":
    main()
