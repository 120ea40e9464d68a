"""What title, sheet name and file name say of every row of a table: office, day, month, place, item, body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders import dates, periods, scales
from loaders.items import ItemNames
from loaders.places import PlaceList, office_in
from loaders.words import contains, normal, one_line

_DATED = re.compile(
    r"\b(?:per|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|posisi|keadaan|kondisi|update|status|data|tanggal|tgl\.?"
    r"|as of|until)\b",
    re.IGNORECASE,
)
_VOTING_DAY = re.compile(
    r"\b(?:pemilu|pemilihan|pilkada|pemungutan suara)\b[^\n]*?\btanggal\b", re.IGNORECASE
)
_KECAMATAN = re.compile(r"\b(?:kecamatan|kec\.?)\s*:?\s+([^\n,;|()]+)", re.IGNORECASE)
_PPK = re.compile(r"\bppk\s*:?\s+([^\n,;|()]+)", re.IGNORECASE)
_KELURAHAN = re.compile(r"\b(?:kelurahan|kel\.|desa|pps)\s*:?\s+([^\n,;|()]+)", re.IGNORECASE)
_STOP = re.compile(
    r"\s+(?:per|tahun|tanggal|pemilu|pilkada|kota|kabupaten|kab|kecamatan|kec|kelurahan|kel|bulan|periode|tahap|tps|pada|untuk|se|dan)\b.*$"
    r"|\s+\d.*$",
    re.IGNORECASE,
)
# "PER KECAMATAN DAN KELURAHAN", "SE-KECAMATAN": a level, not a name.
_LEVEL_ONLY = re.compile(
    r"\b(?:per|tiap|setiap|se|antar|tingkat|masing-masing|jumlah|dan|ke|daftar)[\s-]*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Context:
    """What title, sheet name and file name say of every row."""

    data_date: date | None = None
    year: int | None = None
    kecamatan: str | None = None
    """As written."""
    kelurahan: str | None = None
    item: str | None = None
    """Item code."""
    body: str | None = None
    period: str | None = None
    """"" where the sheet tells all that was up to its date."""
    scale: int | None = None
    """What amounts of money are multiplied by; None where nothing is said."""
    system: str | None = None
    """The system that a sheet is exported from: SAKTI, OMSPAN, SITAB."""
    use: str | None = None
    """What places of a regulation on campaigning are for: kampanye, alat_peraga."""


@dataclass(frozen=True)
class Words:
    """What is known beside the sheet: names of items and of the office's places, and the day."""

    items: ItemNames
    places: PlaceList
    today: date | None = None


def office_of(title: str, sheet: str, file: str, offices: Sequence[str]) -> str | None:
    """The office that title, sheet name or file name point to, in this order; `offices` are those known by
    name."""
    told = [title, sheet, _stem(file)]
    found = next((name for text in told if (name := office_in(text, offices))), None)
    # "logistik-kota-pekalongan.xlsx" has no capitals to go by, so only names that are known count.
    return found or next(
        (name for text in told for name in offices if contains(normal(text), normal(name))), None
    )


def _stem(file: str) -> str:
    return re.sub(r"[_\-]+", " ", re.sub(r"\.\w{2,5}$", "", file))


def context(title: str, sheet: str, file: str, words: Words) -> Context:
    """What title, sheet name and file name say of every row of a table, the title first."""
    return Context(
        data_date=data_date(title)
        or _plain_date(sheet)
        or _file_date(file)
        or _month_end(title, sheet, words.today),
        year=periods.year_in(title),
        kecamatan=_kecamatan(title, sheet, words.places),
        kelurahan=_named(_KELURAHAN, title) or _named(_KELURAHAN, sheet),
        item=words.items.find(sheet) or words.items.find_in(title) or words.items.find_in(sheet),
        body=_body(title) or _body(sheet),
        period=periods.month_in(title),
        scale=scales.scale_in(title),
        system=_system(title) or _system(sheet) or _system(_stem(file)),
        use=_use(title) or _use(sheet),
    )


def _month_end(title: str, sheet: str, today: date | None) -> date | None:
    """The end of the month up to which a sheet reports; today while that month lasts."""
    found = periods.until(title) or periods.until(sheet)
    return min(found, today) if found and today else found


def data_date(title: str) -> date | None:
    """The day as of which a sheet speaks: that of "PER TANGGAL 22 DESEMBER 2023", never the voting day of
    the title."""
    lines = [one_line(line) for line in title.splitlines()]
    for line in lines:
        hit = _DATED.search(line)
        if hit and not _VOTING_DAY.search(line):
            found = dates.date_in(line[hit.start() :])
            if found:
                return found
    return next((found for line in lines if (found := _plain_date(line))), None)


def _plain_date(text: str) -> date | None:
    """The date of a text that is little else than a date: "22 Des 2023", "Pekalongan, 22 Desember 2023"."""
    if _VOTING_DAY.search(text) or len(text) > 45:
        return None
    return dates.date_in(text) if re.search(r"\d", text) else None


_DAYS_IN_NAME = (
    re.compile(r"(?<!\d)(?P<y>20\d{2})[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_. ](?P<m>\d{1,2})[-_. ](?P<y>20\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{2})(?P<m>\d{2})(?P<y>20\d{2})(?!\d)"),
)
"""Year first, else the day: "batas 22-12-2023.geojson"."""


def _file_date(file: str) -> date | None:
    for pattern in _DAYS_IN_NAME:
        for hit in pattern.finditer(file):
            try:
                return date(int(hit["y"]), int(hit["m"]), int(hit["d"]))
            except ValueError:
                continue
    stem = re.sub(r"\.\w{2,5}$", "", file)
    words = re.search(r"\d{1,2}[ _-]+[a-zA-Z]{3,9}[ _-]+20\d{2}", stem)
    return dates.date_in(re.sub(r"[_-]+", " ", words[0])) if words else None


def _named(pattern: re.Pattern[str], text: str) -> str | None:
    for hit in pattern.finditer(text):
        if _LEVEL_ONLY.search(text[: hit.start()].splitlines()[-1] if text[: hit.start()] else ""):
            continue
        name = _STOP.sub("", one_line(hit[1])).strip(" .:-")
        if len(name) > 2 and not re.match(
            r"(?:per|dan|tahun|kelurahan|kecamatan|se|pps|kpps|ppk|kota|kabupaten|kpu|pemilu|bulan|tps|ke)\b",
            name,
            re.IGNORECASE,
        ):
            return name
    return None


def _kecamatan(title: str, sheet: str, places: PlaceList) -> str | None:
    found = _named(_KECAMATAN, title)
    if found:
        return found
    if places:
        # A PPK may be anything ("PPK KPU"), a sheet's name too; a name of the list is a kecamatan.
        for named in (_named(_PPK, title), sheet):
            if named and places.kecamatan(named).known:
                return named
    return _named(_KECAMATAN, sheet)


_SYSTEM = re.compile(r"\b(sakti|om[ -]?span|sitab)\b", re.IGNORECASE)


def _system(text: str) -> str | None:
    """The one system that a text names."""
    named = {re.sub(r"[ -]", "", hit).upper() for hit in _SYSTEM.findall(text)}
    return named.pop() if len(named) == 1 else None


_USES = {
    "alat_peraga": re.compile(r"\b(?:alat peraga|apk|baliho)\b", re.IGNORECASE),
    "kampanye": re.compile(r"\b(?:rapat umum|kampanye terbuka|pertemuan terbatas)\b", re.IGNORECASE),
}


def _use(text: str) -> str | None:
    """The one use of places that a text names."""
    named = [use for use, words in _USES.items() if words.search(text)]
    return named[0] if len(named) == 1 else None


_BODIES = ("PPK", "PPS", "KPPS")


def _body(text: str) -> str | None:
    words = set(normal(text).upper().split())
    named = [body for body in _BODIES if body in words]
    return named[0] if len(named) == 1 else None
