"""Delimited text (CSV) to rows of text: encoding, separator, quotes and broken rows; no values, no tables."""

import codecs
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from loaders.coded import CodedRows

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

_SAMPLE_CHARS = 60_000
_SAMPLE_RECORDS = 250
_SEPARATORS = (";", ",", "\t", "|", "^", "~")
_SEP_LINE = re.compile(r"\A\s*\"?sep=(.)\"?[ ,;\t]*(?:\r\n|\n|\r|\Z)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LINE = re.compile(r"\r\n|\n|\r")
_PLAIN = re.compile(
    r"""\s*(?:
        [-+(]?\s*(?:[A-Za-z]{1,3}\.?|[$€£])?\s*[-+]?\d[\d.,\s]*(?:,-|[%)])?
            (?:[eE][-+]?\d+)?                                           # a number, money, a share
        | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s]\d{1,2}[:.]\d{2}.*)?                     # a date
        | \d{1,2}[:.]\d{2}(?:[:.]\d{2})?                                                  # a time
        | [^\W\d_][\w\s.()/&'’-]*                                                         # words
        | https?://\S+
        )?\s*\Z""",
    re.VERBOSE,
)


class NotText(Exception):
    """Bytes that are not delimited text at all."""


@dataclass(frozen=True)
class Dialect:
    """How a delimited file is written."""

    separator: str
    quote: str | None
    """The quotation mark; None where quotes are plain characters."""
    blank_after_separator: bool = False
    """Fields follow a separator and a blank (", ")."""


def decode(data: bytes) -> str:
    """The text of a file: a byte order mark decides, then UTF-16 without one, UTF-8, else Windows-1252.

    Raises NotText for bytes that no text file holds.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"))
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return _checked(data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _checked(data.decode("cp1252", errors="windows-1252"))


def _undefined(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open, as browsers and Windows itself read them: one stray byte
    must not turn every dash and quotation mark of a file into control characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("windows-1252", _undefined)


def _checked(text: str) -> str:
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) + sample.count("\ufffd") > len(sample) // 200:
        raise NotText
    return text.replace("\x00", "").removeprefix("\ufeff").removesuffix("\x1a")


def long_lines(text: str, length: int) -> list[str]:
    """The lines that are longer than `length` letters; found in strides, most of the text is never looked
    at."""
    out: list[str] = []
    at = 0
    while at + length < len(text):
        end = max(text.rfind("\n", at, at + length + 1), text.rfind("\r", at, at + length + 1))
        if end < 0:
            stop = min(
                (end for mark in "\r\n" if (end := text.find(mark, at + length)) >= 0), default=len(text)
            )
            out.append(text[at:stop])
            end = stop
        at = end + 1
    return out


def records(text: str) -> list[list[str]]:
    """The records of delimited text, each with the fields that it has; its dialect is found from the text
    itself."""
    text, separator = _without_sep_line(text)
    text = _with_doubled_quotes(text)
    found = dialect(text, separator)
    out = _records(text, found)
    while out and not any(out[-1]):
        out.pop()
    return out


_LONG = 4 * 1024 * 1024
"""Letters from which on it pays to read column by column."""
_MANY = 50_000
"""Records from which on it pays to keep columns."""
_BLOCK = 8 * 1024 * 1024
"""Bytes that are split into columns at once."""


def even_rows(text: str, least: int = _LONG) -> CodedRows | None:
    """The records of a text of `least` letters or more whose lines are records of as many fields each; blank
    fields as None. None for any other text, and where quotation marks do more than to enclose fields without
    separators.

    Like `records`, at a fraction of its time and memory: columns are kept, not rows.
    """
    if len(text) < least:
        return None
    text, separator = _without_sep_line(text)
    found = dialect(text, separator)
    width = len(next(iter(_take(_sample(text), found)), []))
    if not width or found.blank_after_separator or '\\"' in text:
        return None
    quote = found.quote if found.quote and found.quote in text else None
    parsing = pa_csv.ParseOptions(delimiter=found.separator, quote_char=False, ignore_empty_lines=False)
    names = [str(at) for at in range(width)]
    reading = pa_csv.ReadOptions(column_names=names, block_size=_BLOCK)
    converting = pa_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
    )
    try:
        table = pa_csv.read_csv(pa.BufferReader(text.encode()), reading, parsing, converting)
    except (pa.ArrowException, UnicodeEncodeError):
        return None
    columns = table.columns if quote is None else [_unquoted(one, quote) for one in table.columns]
    return None if None in columns else CodedRows.of([one for one in columns if one is not None])


def _unquoted(cells: pa.ChunkedArray, quote: str) -> pa.ChunkedArray | None:
    """Cells without the marks that enclose them; None where a mark stands otherwise than around a whole cell
    or doubled within."""
    mark = re.escape(quote)
    marked = pc.call_function("match_substring", [cells], pc.MatchSubstringOptions(quote))
    whole = pc.call_function(
        "match_substring_regex", [cells], pc.MatchSubstringOptions(f"^{mark}([^{mark}]|{mark}{mark})*{mark}$")
    )
    if not marked.equals(whole):
        return None
    inner = pc.call_function("utf8_slice_codeunits", [cells], pc.SliceOptions(1, -1))
    plain = pc.call_function("replace_substring", [inner], pc.ReplaceSubstringOptions(quote * 2, quote))
    return pc.call_function("if_else", [whole, plain, cells])


def coded_rows(found: list[list[str]], least: int = _MANY) -> CodedRows | None:
    """Many records by columns, shorter ones filled up; None for fewer than `least`."""
    if len(found) < least:
        return None
    try:
        return CodedRows.of(
            [pa.chunked_array([pa.array(one, pa.string())]) for one in zip_longest(*found, fillvalue="")]
        )
    except (pa.ArrowException, UnicodeEncodeError):
        return None


def rows(text: str) -> list[list[str]]:
    """The records of delimited text, each as long as the longest."""
    found = records(text)
    width = max(map(len, found), default=0)
    return [record + [""] * (width - len(record)) for record in found]


def dialect(text: str, separator: str | None = None) -> Dialect:
    """The separator and quotation mark that give the most even rows of the plainest cells.

    The measure is that of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and
    type patterns" (2019), with candidates limited to what offices write.
    """
    sample = _sample(text)
    quotes: list[str | None] = ['"']
    if _wraps(sample, "'") >= 2 and _wraps(sample, "'") > _wraps(sample, '"'):
        quotes = ["'"]
    best, best_score = Dialect(separator or ",", quotes[0]), 0.0
    for mark in quotes:
        for candidate in (separator,) if separator else _SEPARATORS:
            if candidate not in sample:
                continue
            spaced = _spaced(sample, candidate)
            tried = Dialect(candidate, mark, spaced)
            score = _evenness(list(_take(sample, tried)))
            if score > best_score + 1e-9:
                best, best_score = tried, score
    return best


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE_CHARS:
        return text
    cut = max(text.rfind("\n", 0, _SAMPLE_CHARS), text.rfind("\r", 0, _SAMPLE_CHARS))
    return text[: cut + 1] if cut > 0 else text[:_SAMPLE_CHARS]


def _wraps(sample: str, mark: str) -> int:
    """How many fields start and end with the mark."""
    return len(re.findall(rf"(?:^|[;,\t|]\s?){mark}[^{mark}\r\n]*{mark}(?=[;,\t|]|$)", sample, re.MULTILINE))


def _spaced(sample: str, separator: str) -> bool:
    """Whether fields follow a separator and a blank, quotes too; else the blank belongs to the text."""
    if separator == "\t":
        return False
    lines = _LINE.split(sample)[:_SAMPLE_RECORDS]
    first_fields = [line for line in lines if separator in line]
    return bool(first_fields) and all(line.split(separator, 1)[1][:1] in (" ", "") for line in first_fields)


def _take(sample: str, how: Dialect) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), **_options(how))
    out: list[list[str]] = []
    try:
        for record in reader:
            out.append(record)
            if len(out) >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return out
    return out


def _options(how: Dialect) -> dict[str, Any]:
    return {
        "delimiter": how.separator,
        "quotechar": how.quote,
        "quoting": csv.QUOTE_MINIMAL if how.quote else csv.QUOTE_NONE,
        "doublequote": True,
        "skipinitialspace": how.blank_after_separator,
        "strict": False,
    }


def _evenness(records: list[list[str]]) -> float:
    widths = Counter(len(record) for record in records if any(record))
    if not widths:
        return 0.0
    pattern = sum(count * (width - 1) / width for width, count in widths.items()) / len(widths) ** 0.5
    cells = [cell for record in records for cell in record]
    plain = sum(1 for cell in cells if len(cell) < 400 and _PLAIN.match(cell))
    return pattern * max(plain, 0.01) / len(cells)


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """Excel's own hint: a first line `sep=;` names the separator and is no record."""
    match = _SEP_LINE.match(text)
    return (text[match.end() :], match.group(1)) if match else (text, None)


def _with_doubled_quotes(text: str) -> str:
    r"""Quotes escaped by a backslash written as doubled ones, where the file uses only the former."""
    if '\\"' not in text or re.search(r'[^,;\t|\r\n\\"]""', text):
        return text
    return text.replace('\\"', '""')


def _records(text: str, how: Dialect) -> list[list[str]]:
    try:
        out, lines = _parsed(text, how, strict=True)
        clean = True
    except csv.Error:
        # A mark that is no more than text: the lenient reading says how many fields records have.
        clean = False
        try:
            out, lines = _parsed(text, how)
        except csv.Error:
            return _mended(text, how, 0)
    widths = Counter(map(len, out))
    marked = how.quote is not None and how.quote in text
    if marked and (not clean or len(widths) > 1 or lines > len(out)):
        return _mended(text, how, widths.most_common(1)[0][0])
    if how.separator in text and len({len(record) for record in out}) > 1:
        return _refitted(out)
    return out


def _parsed(text: str, how: Dialect, *, strict: bool = False) -> tuple[list[list[str]], int]:
    """The records and the number of lines that they take. Raises csv.Error; `strict` also where a mark that
    closes a field stands neither before a separator nor at the end of its line."""
    reader = csv.reader(io.StringIO(text, newline=""), **{**_options(how), "strict": strict})
    return list(reader), reader.line_num


def _mended(text: str, how: Dialect, width: int) -> list[list[str]]:
    """Records one after the other: where a stray quotation mark swallowed separators or lines, the line is
    read anew with the mark as a plain character. `width` is the usual number of fields, 0 when unknown."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", text)
    out: list[list[str]] = []
    at = 0
    mark = how.quote or ""
    last = next((number for number in range(len(lines) - 1, -1, -1) if mark and mark in lines[number]), -1)
    while at < len(lines):
        if at > last:
            # No mark is left that could swallow anything.
            try:
                out += _parsed("".join(_from(lines, at)), how)[0]
                break
            except csv.Error:
                last = len(lines)
        reader = csv.reader(iter(lines[at:]) if at == 0 else _from(lines, at), **_options(how))
        used = 0
        restart = False
        while True:
            try:
                record = next(reader)
            except StopIteration:
                at = len(lines)
                break
            except csv.Error:
                record = []
            start, used = used, max(reader.line_num, used + 1)
            quoted = any(how.quote in line for line in lines[at + start : at + used]) if how.quote else False
            if quoted and used - start == 1 and len(record) == width:
                record = _with_marks(record, lines[at + start], how)
            if quoted and (len(record) != width or used - start > 1):
                alone = _tolerant(lines[at + start], how)
                holds_text = len(record) == width and not _whole_rows(
                    lines[at + start : at + used], how, width
                )
                if not holds_text and (len(alone) == width or not record):
                    out.append(alone)
                    at, restart = at + start + 1, True
                    break
            out.append(record)
        if not restart:
            break
    return _refitted(out)


def _with_marks(record: list[str], line: str, how: Dialect) -> list[str]:
    """The record of a line in which marks are text as well: 'you won't', "5" pipe", ""quoted"."""
    try:
        _parsed(line, how, strict=True)
    except csv.Error:
        pass
    else:
        return record
    quote = how.quote or '"'
    alone = _tolerant(line, how)
    closed = not any(field.startswith(quote) and quote in field[1:] for field in alone)
    return alone if closed and len(alone) == len(record) else record


def _whole_rows(lines: list[str], how: Dialect, width: int) -> bool:
    """Whether the lines of a record could be records of their own, run together by a stray mark."""
    return len(lines) > 2 and all(len(_tolerant(line, how)) == width for line in lines[:-1])


def _from(lines: list[str], at: int) -> Iterator[str]:
    while at < len(lines):
        yield lines[at]
        at += 1


def _tolerant(line: str, how: Dialect) -> list[str]:
    """One line with only those quotation marks that both open and close a field."""
    line = line.rstrip("\r\n")
    quote = how.quote or '"'
    out: list[str] = []
    at = 0
    while True:
        if how.blank_after_separator and line[at : at + 1] == " ":
            at += 1
        if line[at : at + 1] == quote and (end := _closing(line, at, how.separator, quote)) is not None:
            out.append(line[at + 1 : end].replace(quote * 2, quote))
            at = end + 1
        else:
            stop = line.find(how.separator, at)
            stop = len(line) if stop < 0 else stop
            out.append(line[at:stop])
            at = stop
        if at >= len(line):
            return out
        at += len(how.separator)
        if at >= len(line):
            return [*out, ""]


def _closing(line: str, start: int, separator: str, quote: str) -> int | None:
    """Where the field that opens at `start` closes; None when a new quoted field opens before it does."""
    at = start + 1
    while (at := line.find(quote, at)) >= 0:
        after = line[at + 1 : at + 2]
        if after == quote:
            at += 2
            continue
        if after in ("", separator):
            return at
        if line[at - len(separator) : at] == separator:
            return None
        at += 1
    return None


def _refitted(records: list[list[str]]) -> list[list[str]]:
    """Rows without the surplus empty fields behind the usual width."""
    widths = Counter(len(record) for record in records if any(record))
    if not widths:
        return records
    usual, count = widths.most_common(1)[0]
    if count * 2 <= sum(widths.values()):
        return records
    return [
        record[:usual] if len(record) > usual and not any(record[usual:]) else record for record in records
    ]
