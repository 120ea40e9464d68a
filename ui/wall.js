// Moves between the slides in the browser alone: nothing is asked of the server, so a cut network changes nothing.
// Where it stands is kept in the browser, by meeting; a slide is seen because the root names it (wall.py, look).
export default function ({ data, setTriggerValue }) {
  if (window.papanWall) window.papanWall();
  const root = document.documentElement;
  const { codes, kept } = data;
  const DIM = "papan-wall:dim";
  const FOREIGN = '[data-testid="stDialog"]:not(:has([data-testid="stVerticalBlock"]))';
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } };
  const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };

  const known = remembered(kept) ?? root.dataset.slide;
  let at = Math.max(0, codes.indexOf(known));

  // Type as large as all rows allow; where even the smallest is too large, the last rows of the longest list
  // are left out and counted.
  const SIZES = ["1.5em", "1.35em", "1.2em", "1.1em", "1em"];
  const fit = () => {
    const body = document.querySelector(`.slide-${codes[at]} .slide-body`);
    if (!body) return;
    const lists = [...body.querySelectorAll("[data-fit]")];
    const count = (list) => {
      const note = list.closest(".fit").querySelector(".rest");
      const rest = Number(note.dataset.rest) + [...list.children].filter((one) => one.hidden).length;
      note.hidden = rest === 0;
      note.textContent = note.dataset.words.replace("#", rest);
    };
    for (const list of lists) {
      for (const one of list.children) one.hidden = false;
      count(list);
    }
    // A phone beside the wall scrolls.
    if (matchMedia("(max-width: 760px)").matches) return;
    const full = () => body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
    for (const size of SIZES) {
      body.style.fontSize = size;
      if (!full()) return;
    }
    while (full()) {
      const seen = lists.map((list) => [...list.children].filter((one) => !one.hidden));
      const longest = seen.reduce((one, other) => (other.length > one.length ? other : one), []);
      if (longest.length < 2) break;
      const last = longest[longest.length - 1];
      last.hidden = true;
      count(last.parentElement);
    }
  };
  const show = (wanted) => {
    at = Math.min(Math.max(wanted, 0), codes.length - 1);
    root.dataset.slide = codes[at];
    remember(kept, codes[at]);
    fit();
  };
  const toggle = (name) => root.toggleAttribute(name, !root.hasAttribute(name));
  const dim = () => { toggle("data-dim"); remember(DIM, root.hasAttribute("data-dim") ? "1" : ""); fit(); };
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {});
  const leave = () => {
    if (root.hasAttribute("data-keys")) return root.removeAttribute("data-keys");
    // Without network the next page could not be drawn, and the wall would be lost.
    if (!root.hasAttribute("data-offline")) document.querySelector(".st-key-wall_leave a")?.click();
  };
  const acts = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1),
    Home: () => show(0), End: () => show(codes.length - 1),
    r: dim, f: full, "?": () => toggle("data-keys"), Escape: leave,
    i: () => setTriggerValue("input", codes[at]),
  };
  const typing = (one) => one.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"]');
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if ([...document.querySelectorAll('[role="dialog"]')].some((one) => one.getClientRects().length)) return;
    const onButton = event.target.closest("button, a");
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = key === " " && !onButton ? () => show(at + (event.shiftKey ? -1 : 1))
      : /^[1-9]$/.test(key) ? () => show(key - 1)
      : acts[key];
    if (!act) return;
    // Streamlit has keys of its own, "r" among them.
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  };
  const clicked = (event) => {
    const dot = event.target.closest("[data-slide]");
    if (dot && dot !== root) show(codes.indexOf(dot.dataset.slide));
  };
  const app = document.querySelector(".stApp");
  const linked = () => {
    const state = app?.dataset.testConnectionState;
    root.toggleAttribute("data-offline", !navigator.onLine || (state !== undefined && state !== "CONNECTED"));
    fit();
  };
  // Streamlit lays its own word over the page while the network is gone: it is closed as a person would.
  const quiet = () => {
    for (const one of document.querySelectorAll(FOREIGN)) one.querySelector("button")?.click();
  };
  const overlays = new MutationObserver(quiet);
  overlays.observe(document.body, { childList: true });
  const link = new MutationObserver(linked);
  if (app) link.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  const seats = new ResizeObserver(() => fit());
  for (const one of document.querySelectorAll(".slide-body")) seats.observe(one);

  window.addEventListener("keydown", pressed, true);
  document.addEventListener("click", clicked);
  for (const name of ["online", "offline"]) window.addEventListener(name, linked);
  window.papanWall = () => {
    window.removeEventListener("keydown", pressed, true);
    document.removeEventListener("click", clicked);
    for (const name of ["online", "offline"]) window.removeEventListener(name, linked);
    link.disconnect();
    overlays.disconnect();
    seats.disconnect();
  };
  root.toggleAttribute("data-dim", remembered(DIM) === "1");
  show(at);
  linked();
  quiet();
  document.fonts?.ready.then(fit);
  const stop = window.papanWall;
  return () => {
    stop();
    // Another run of the wall may have taken over already.
    if (window.papanWall !== stop) return;
    delete window.papanWall;
    for (const name of ["data-slide", "data-dim", "data-keys", "data-offline"]) root.removeAttribute(name);
  };
}
