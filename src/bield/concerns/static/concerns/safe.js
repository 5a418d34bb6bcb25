// What this device keeps while there is no network. A draft is sealed (AES-GCM) with a key that is
// made of the pass phrase of whoever wrote it (PBKDF2, SHA-256); neither is ever kept. In clear
// stands that a draft is kept, since when, and until when. Beside it lies the card of the house:
// its sites, and whom to call outside.

const NAME = "bield-kept";
const ROUNDS = 600000; // OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA256
const DAYS = 14; // then it goes by itself
const DAY = 86400000; // milliseconds
const STEP = 1024; // characters: the length says little about the words

const answered = (request) =>
  new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

async function tables({ make }) {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    if (!make) return asked.transaction.abort(); // to look leaves no trace
    asked.result.createObjectStore("drafts", { keyPath: "id" });
    asked.result.createObjectStore("card");
  };
  return answered(asked);
}

async function within(store, mode, act, { make = true } = {}) {
  const open = await tables({ make });
  try {
    const change = open.transaction(store, mode);
    const over = new Promise((yes, no) => {
      change.oncomplete = yes;
      change.onabort = () => no(change.error);
    });
    const found = await answered(act(change.objectStore(store)));
    await over;
    return found;
  } finally {
    open.close();
  }
}

export async function works() {
  try {
    await within("card", "readonly", (card) => card.get("card"));
    return Boolean(crypto.subtle && crypto.randomUUID);
  } catch {
    return false; // a private window, an old browser, an address without https
  }
}

// Those whose time is over go when somebody looks.
export async function waiting() {
  let found;
  try {
    found = await within("drafts", "readonly", (drafts) => drafts.getAll(), { make: false });
  } catch {
    return [];
  }
  const now = Date.now();
  for (const draft of found) if (draft.until <= now) await drop(draft.id);
  return found
    .filter((draft) => draft.until > now)
    .sort((one, other) => one.since - other.since)
    .map(({ id, since, until }) => ({ id, since, until }));
}

export const drop = (id) => within("drafts", "readwrite", (drafts) => drafts.delete(id));
export const keepCard = (card) => within("card", "readwrite", (cards) => cards.put(card, "card"));
export const card = () => within("card", "readonly", (cards) => cards.get("card"));

async function keyOf(phrase, salt) {
  const said = phrase.normalize("NFKC").trim().replace(/\s+/gu, " ");
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(said), "PBKDF2", false, [
    "deriveKey",
  ]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

// A draft that is open: its words and its key are in the memory of this page alone.
class Open {
  constructor(id, since, until, salt, key) {
    Object.assign(this, { id, since, until, salt, key });
  }

  async keep(typed) {
    const clear = JSON.stringify(typed);
    const padded = clear.padEnd(Math.ceil(clear.length / STEP) * STEP);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(this.id) };
    const sealed = await crypto.subtle.encrypt(how, this.key, new TextEncoder().encode(padded));
    const stands = !this.kept || (await within("drafts", "readonly", (drafts) => drafts.get(this.id)));
    if (!stands) this.gone = true; // another window has sent or deleted it
    if (this.gone) throw new Error("gone");
    const { id, since, until, salt } = this;
    await within("drafts", "readwrite", (drafts) => drafts.put({ id, since, until, salt, iv, sealed }));
    this.kept = true;
  }

  async drop() {
    this.gone = true; // what is on its way is kept no more
    await drop(this.id);
  }
}

export async function begin(phrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  return new Open(crypto.randomUUID(), now, now + DAYS * DAY, salt, await keyOf(phrase, salt));
}

// null: another pass phrase.
export async function unlock(id, phrase) {
  const draft = await within("drafts", "readonly", (drafts) => drafts.get(id));
  if (!draft) return null;
  const key = await keyOf(phrase, draft.salt);
  const how = { name: "AES-GCM", iv: draft.iv, additionalData: new TextEncoder().encode(id) };
  try {
    const clear = await crypto.subtle.decrypt(how, key, draft.sealed);
    const typed = JSON.parse(new TextDecoder().decode(clear));
    const open = new Open(id, draft.since, draft.until, draft.salt, key);
    open.kept = true;
    return { typed, open };
  } catch {
    return null;
  }
}
