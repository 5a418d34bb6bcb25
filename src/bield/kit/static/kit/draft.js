// What is typed is never lost. While somebody writes, the form goes to the server as a draft. When
// the server cannot be reached it is sealed (AES-GCM, with a key that only this account's pages
// carry) into the browser's storage, put back after a reload, and sent on when the line is back.

const QUIET = 1000; // milliseconds without a key before the draft is sent
const AGAIN = 10000; // and between attempts while the line is down
const LARGEST_KEPT_ALIVE = 60000; // bytes a browser still sends while a page goes away
const CHUNK = 8192; // bytes turned into text at once
const UNTYPED = new Set(["csrfmiddlewaretoken"]);

const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

class Safe {
  // One sealed text in the browser's storage, under a name that says nothing.
  constructor(name, key) {
    this.name = `bield-${name}`;
    this.key = crypto.subtle?.importKey("raw", fromBase64(key), "AES-GCM", false, [
      "encrypt",
      "decrypt",
    ]);
  }

  async put(what) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(JSON.stringify(what));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, clear);
    const bytes = new Uint8Array(sealed);
    const parts = [];
    for (let at = 0; at < bytes.length; at += CHUNK) {
      parts.push(toBase64(bytes.subarray(at, at + CHUNK)));
    }
    localStorage.setItem(this.name, JSON.stringify({ iv: toBase64(iv), parts }));
  }

  async take() {
    const kept = localStorage.getItem(this.name);
    if (!kept) return null;
    try {
      const { iv, parts } = JSON.parse(kept);
      const chunks = parts.map(fromBase64);
      const sealed = new Uint8Array(await new Blob(chunks).arrayBuffer());
      const clear = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: fromBase64(iv) },
        await this.key,
        sealed,
      );
      return JSON.parse(new TextDecoder().decode(clear));
    } catch {
      this.empty(); // another key: not ours to read, nobody's to keep
      return null;
    }
  }

  empty() {
    localStorage.removeItem(this.name);
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.safe = new Safe(form.dataset.draftName, form.dataset.draftKey);
    this.note = form.querySelector("[data-draft-note]");
    this.last = this.read();
    this.state = "";
    form.addEventListener("input", () => this.later(QUIET));
    form.addEventListener("change", () => this.later(QUIET));
    form.addEventListener("submit", (event) => this.sending(event));
    addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    addEventListener("beforeunload", () => this.leave());
    addEventListener("pagehide", () => this.save());
    document.addEventListener("bield:hide", (event) => event.detail.push(this.save()));
    this.ready = this.restore();
  }

  read() {
    const typed = [...new FormData(this.form)].filter(([name]) => !UNTYPED.has(name));
    return new URLSearchParams(typed).toString();
  }

  // Written without a line: the form carries when, so that both times are known once it arrives.
  stamp() {
    const field = this.form.elements.written_at;
    if (field && !field.value) field.value = new Date().toISOString();
  }

  say(state, words) {
    if (this.state === state) return; // said once, not at every key
    this.state = state;
    this.note.textContent = words;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    clearTimeout(this.timer);
    const typed = this.read();
    if (this.sent || typed === this.last) return;
    try {
      await this.post(typed);
      this.last = typed;
      if (!this.leaving) this.safe.empty();
      this.say("kept", "Kept as a draft. You can close this page and come back.");
    } catch {
      if (this.sent) return;
      this.stamp();
      await this.safe.put({ typed: this.read() });
      this.say(
        "here",
        "We cannot reach the server. What you typed is kept on this device, sealed, and goes on as soon as the line is back.",
      );
      this.later(AGAIN);
    }
  }

  // The next page may be asked for before the draft has arrived, and would come without it: what
  // this device keeps fills the gap, and is emptied there.
  leave() {
    this.leaving = true;
    const typed = this.read();
    if (!this.sent && typed !== this.last) this.safe.put({ typed });
  }

  async post(typed) {
    const token = new FormData(this.form).get("csrfmiddlewaretoken");
    const answer = await fetch(this.form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(typed),
      headers: { "X-CSRFToken": token },
      redirect: "error",
      keepalive: typed.length < LARGEST_KEPT_ALIVE,
    });
    if (!answer.ok) throw new Error(answer.statusText);
  }

  sending(event) {
    if (event.defaultPrevented) return;
    const typed = this.read();
    if (!navigator.onLine) {
      event.preventDefault();
      this.stamp();
      this.safe.put({ typed: this.read() });
      this.state = "";
      this.say(
        "offline",
        "You are offline, so it was not sent. What you typed is kept on this device, sealed. Press Send again when you are connected. If it cannot wait, tell the safeguarding lead in person or by telephone.",
      );
      this.note.scrollIntoView({ block: "center" });
      return;
    }
    this.sent = true; // a draft must not overtake the report
    clearTimeout(this.timer);
    this.safe.put({ typed }); // the receipt empties it
  }

  async restore() {
    if (!this.form.hasAttribute("data-draft-fresh")) return;
    const kept = await this.safe.take();
    if (!kept) return;
    if (kept.typed === this.last) {
      this.safe.empty();
      return;
    }
    const values = new URLSearchParams(kept.typed);
    for (const field of this.form.elements) {
      if (!field.name || UNTYPED.has(field.name) || !values.has(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.getAll(field.name).includes(field.value);
      } else field.value = values.get(field.name);
    }
    this.form.dispatchEvent(new Event("bield:restored"));
    this.say("restored", "We put back what you had typed on this device.");
    this.save();
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);

// A receipt: what was sent has arrived, so this device forgets it.
for (const receipt of document.querySelectorAll("[data-draft-done]")) {
  localStorage.removeItem(`bield-${receipt.dataset.draftDone}`);
}
