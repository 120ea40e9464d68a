"""The slide "will we make it": what the plan expects, and each stage against its line."""

from html import escape

from charts import gauge
from metrics import Course
from ui import data, fresh, ledger, markup, planning, slides
from ui.slides import Room, Slide
from ui.view import View


def course(room: Room) -> Slide:
    """Each stage that was reported: what is done, what should be, by when all."""
    view, board = room.view, room.board
    found = data.courses(view.desk, view.places, ledger.rows(view.desk), board, view.election)
    stages = {one.code: one.percent for one in board.stages}
    lines = [_stage(view, one, one.stage in stages) for one in found]
    head = planning.headline(view, board) if "logistik" in board.reported_kinds else ""
    body = slides.rows(view, lines, len(lines), "rows-course")
    if not lines:
        body = slides.calm("not-reported", view.say("wall.course.none"))
    about = f"stage:{found[-1].stage}" if found and found[-1].stage in stages else "readiness"
    return Slide("course", head + body, fresh.foot(view, stages.values()), about)


def _stage(view: View, one: Course, is_figure: bool) -> str:
    last = one.points[-1]
    name, planned = view.say(f"screens.stages.{one.stage}"), one.planned(last.day)
    percent = view.write(last.percent, "percent")
    number = markup.number(f"stage:{one.stage}", percent, name) if is_figure else escape(percent)
    ahead = 0.0 if one.ahead is None else round(one.ahead, 1)
    sign = "not-reported" if one.too_little else "short" if ahead < 0 else "complete"
    key = "too-little" if one.too_little else "on" if not ahead else "behind" if ahead < 0 else "ahead"
    alt = view.say("wall.course.alt", stage=name, percent=percent, planned=planned)
    meter = gauge.meter(last.percent, sign, planned, alt, last.not_reported)
    return slides.row(
        sign,
        f"<strong>{escape(name)}</strong>{meter}",
        number,
        f"<strong>{escape(view.say(f'wall.course.{key}', points=abs(ahead)))}</strong>, "
        f"{escape(view.say('wall.course.end', end=one.end))}",
    )
