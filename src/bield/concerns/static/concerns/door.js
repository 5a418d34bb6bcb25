// The public door, where there is script. Without it every page works as well: what was sent is
// kept, what was typed on the last page alone is lost with the tab.
//
// What somebody types and has not sent yet is sealed (AES-GCM) into the storage of this tab. The key
// is made of two halves: one lives in this tab, the other comes with the page and is gone with the
// cookie. Leaving, forgetting or closing the tab ends it.

const NAME = "bield-door";
const HALF = 32; // bytes
const QUIET = 500; // milliseconds without a key before it is sealed
const UNTYPED = new Set(["csrfmiddlewaretoken"]);

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const textOf = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

function own() {
  const kept = sessionStorage.getItem(`${NAME}-half`);
  if (kept) return bytesOf(kept);
  const half = crypto.getRandomValues(new Uint8Array(HALF));
  sessionStorage.setItem(`${NAME}-half`, textOf(half));
  return half;
}

async function keyOf(theirs) {
  const both = new Uint8Array([...own(), ...bytesOf(theirs)]);
  const hash = await crypto.subtle.digest("SHA-256", both);
  return crypto.subtle.importKey("raw", hash, "AES-GCM", false, ["encrypt", "decrypt"]);
}

let gone = false; // whoever leaves or forgets keeps nothing any more, however late it comes

function forgetAll() {
  gone = true;
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(NAME)) sessionStorage.removeItem(name);
  }
}

class Page {
  constructor(form) {
    this.form = form;
    this.name = `${NAME}-${location.pathname}`;
    this.note = form.querySelector("[data-draft-note]");
    this.key = keyOf(form.dataset.device);
    this.last = this.read();
    form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), QUIET);
    });
    form.addEventListener("submit", () => {
      clearTimeout(this.timer);
      this.sent = true; // the server keeps it from here on
      sessionStorage.removeItem(this.name);
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    this.restore();
  }

  read() {
    const typed = [...new FormData(this.form)].filter(([name]) => !UNTYPED.has(name));
    return new URLSearchParams(typed).toString();
  }

  async keep() {
    const typed = this.read();
    if (gone || this.sent || typed === this.last) return;
    this.last = typed;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(typed);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, clear);
    if (gone || this.sent) return;
    sessionStorage.setItem(this.name, `${textOf(iv)} ${textOf(new Uint8Array(sealed))}`);
    this.say(this.form.dataset.kept);
  }

  async restore() {
    const kept = sessionStorage.getItem(this.name);
    if (!kept) return;
    const [iv, sealed] = kept.split(" ").map(bytesOf);
    try {
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.key, sealed);
      this.fill(new URLSearchParams(new TextDecoder().decode(clear)));
    } catch {
      sessionStorage.removeItem(this.name); // somebody else's, or of another time
    }
  }

  fill(values) {
    if (values.toString() === this.read()) return;
    for (const field of this.form.elements) {
      if (!field.name || UNTYPED.has(field.name) || field.type === "submit") continue;
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.getAll(field.name).includes(field.value);
      } else if (values.has(field.name)) field.value = values.get(field.name);
    }
    this.say(this.form.dataset.restored);
  }

  say(words) {
    if (this.note && !this.note.textContent) this.note.textContent = words; // once
  }
}

if (crypto.subtle) {
  for (const form of document.querySelectorAll("form[data-door-draft][data-device]")) {
    new Page(form);
  }
}

document.addEventListener("bield:leave", forgetAll);
for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", forgetAll);
}
if (document.querySelector("[data-door-sent]")) forgetAll();

// What waits its turn goes on by itself; the button does the same.
for (const form of document.querySelectorAll("form[data-turn]")) {
  setTimeout(() => form.requestSubmit(), Number(form.dataset.turn) * 1000 + 500);
}

// Printing needs script.
for (const part of document.querySelectorAll("[data-print]")) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    print();
  });
}
