"""Upload: drop sheets, see what was recognised and what is wrong, accept, take back."""

from ui import frame, markup, pieces, upload_ask, upload_file, upload_memory
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    into = "upload.into-sample" if view.desk.is_sample else "upload.into-office"
    markup.draw(pieces.look(), pieces.lead(view.say("upload.title"), view.say("upload.lead"), view.say(into)))
    upload_file.tell(view)
    files = upload_ask.ask(view)
    if not files:
        upload_ask.guide(view)
        upload_memory.draw(view)
        return
    checked = upload_ask.read(view, files)
    upload_file.draw_all_at_once(view, checked)
    for one in checked:
        upload_file.draw(view, one)
    upload_memory.draw(view)


if __name__ == "__main__":
    frame.run_page(render)
