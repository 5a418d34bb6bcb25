// What every page gains when script is on. Everything here also works without it.

// --- Hide: the page is gone before the server has heard of it -----------------------------------
// Whoever still has something to save may push a promise into the event's detail; it gets a moment.
const PATIENCE = 400; // milliseconds

function blank(keep) {
  document.documentElement.classList.add("bield-hidden-now");
  document.title = "…";
  document.body.replaceChildren(...keep);
}

function inTime(saving) {
  const enough = new Promise((done) => setTimeout(done, PATIENCE));
  return Promise.race([Promise.allSettled(saving), enough]);
}

async function hide(form) {
  const saving = [];
  document.dispatchEvent(new CustomEvent("bield:hide", { detail: saving }));
  blank([form]);
  await inTime(saving);
  form.submit();
}

// Away at once, and in place of this page in the history. Where the server holds something for this
// browser, it forgets it meanwhile; should that not arrive, the mark says so with whatever is asked
// next.
async function exit(link) {
  const away = link.dataset.exitTo ?? link.href;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `bield_left=1; Path=/at/; SameSite=Strict${secure}`; // whichever door it was
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("bield-door")) sessionStorage.removeItem(name);
  }
  if (link.dataset.exitTo) {
    fetch(link.href, { keepalive: true, redirect: "manual" }).catch(() => {});
  }
  const saving = [];
  document.dispatchEvent(new CustomEvent("bield:leave", { detail: saving }));
  blank([]);
  if (saving.length) await inTime(saving);
  location.replace(away);
}

// Where they were, not the beginning: the address alone would lead there.
document.querySelector("[data-back]")?.addEventListener("click", (event) => {
  if (history.length < 2) return;
  event.preventDefault();
  history.back();
});

const hider = document.querySelector("[data-hide]");
const exiter = document.querySelector("[data-exit]");

hider?.addEventListener("submit", (event) => {
  event.preventDefault();
  hide(hider);
});
exiter?.addEventListener("click", (event) => {
  event.preventDefault();
  exit(exiter);
});

// Three times Shift, within some seconds and with nothing between, leaves any public page.
const TIMES = 3;
const WITHIN = 5000; // milliseconds
let shifts = [];

addEventListener("keyup", (event) => {
  if (!exiter || event.isComposing) return;
  shifts = event.key === "Shift" ? [...shifts.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp] : [];
  if (shifts.length >= TIMES) exit(exiter);
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  const menu = document.querySelector(".bield-menu[open]");
  if (menu) {
    menu.open = false; // the first Escape closes what is open over the page
    menu.querySelector("summary").focus();
  } else if (hider) hide(hider);
  else if (exiter && exiter.dataset.exitKeys !== "shift") exit(exiter);
});

// A browser may bring a page back from its own memory: ask the server again instead.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// --- The menu closes when one goes elsewhere ----------------------------------------------------
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".bield-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// --- Errors are read first ----------------------------------------------------------------------
document.querySelector("[data-error-summary]")?.focus();

// --- Pressing twice sends once ------------------------------------------------------------------
// What saves a file leaves the page where it is: it may be saved again, just not by a double click.
const sent = new WeakMap();
const twice = (form) => ("saves" in form.dataset ? 2000 : Infinity);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (event.timeStamp - (sent.get(form) ?? -Infinity) < twice(form)) event.preventDefault();
  else sent.set(form, event.timeStamp);
});

// --- How much may still be written, said only when it begins to matter --------------------------
const SOON = 0.8;

function countDown(field) {
  const limit = Number(field.dataset.limit);
  const note = document.createElement("p");
  note.className = "bield-count";
  note.setAttribute("role", "status");
  field.after(note);
  const say = () => {
    const used = [...field.value.replaceAll("\n", "\r\n")].length;
    const left = limit - used;
    note.classList.toggle("bield-count--over", left < 0);
    if (used < limit * SOON) note.textContent = "";
    else if (left < 0) note.textContent = document.body.dataset.over.replace("{number}", -left);
    else note.textContent = document.body.dataset.left.replace("{number}", left);
  };
  field.addEventListener("input", say);
  say();
}

document.querySelectorAll("[data-limit]").forEach(countDown);
