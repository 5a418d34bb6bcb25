// The page that opens without a network. What is typed is kept on this device, locked, and sent
// when somebody says so; it is taken off the device only when a reference has come back.

const AGAIN = 10000; // milliseconds between looks for a network that is not there
const QUIET = 700; // without a key before an open draft is kept
const OUT_OF_SIGHT = 300000; // then an open draft locks itself
const SHORTEST = 12; // letters of a pass phrase

const place = document.querySelector("[data-later]");
const part = (name, within = place) => within.querySelector(`[data-${name}]`);
const form = part("write");
const safe = await import(place.dataset.safe);
const { element, wrong, clear, refuse } = await import(place.dataset.refusing);
const fields = [...form.elements].filter((field) => field.name);

let open = null; // the draft that is open, in the memory of this page alone
let untouched = ""; // what the form says before anybody has typed
let net = ""; // "down", "out" (nobody is signed in) or "in"
let sending = false;
let leaving = false;
let kept = Promise.resolve(); // one after the other

const when = (moment) =>
  new Date(moment).toLocaleString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  });

function say(name, words) {
  const where = part(name);
  if (where.textContent !== words) where.textContent = words; // said once
}

// --- What is typed ------------------------------------------------------------------------------
function typed() {
  return [...new FormData(form)].map(([name, text]) => [name, String(text)]);
}

function fill(values) {
  const said = new URLSearchParams(values);
  for (const field of fields) {
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = said.getAll(field.name).includes(field.value);
    } else if (said.has(field.name)) {
      field.dataset.wanted = said.get(field.name); // a site that is not offered yet
      field.value = said.get(field.name);
    }
  }
  // What a newer page asks no more is told all the same.
  const lost = values.filter(([name, text]) => text && !fields.some((field) => field.name === name));
  for (const [, text] of lost) form.elements.account.value += `\n\n${text}`;
  for (const field of fields) {
    const folded = field.closest("details");
    const answered = field.type === "radio" || field.type === "checkbox" ? field.checked : field.value;
    if (folded && answered) folded.open = true;
  }
}

function keep() {
  clearTimeout(keep.timer);
  const draft = open;
  if (!draft) return kept;
  const words = typed().filter(([name]) => name !== "whom"); // asked anew, of whoever sends it
  kept = kept
    .then(() => draft.keep(words))
    .then(
      () => say("state", `Kept on this device at ${new Date().toTimeString().slice(0, 5)}, locked. It has not been sent.`),
      () =>
        say(
          "state",
          draft.gone
            ? "It is no longer on this device: it was sent or deleted in another window."
            : "It could not be kept: this device has no room. What you see here is all there is. Write it on paper.",
        ),
    );
  return kept;
}

form.addEventListener("input", () => {
  clearTimeout(keep.timer);
  keep.timer = setTimeout(keep, QUIET);
});

// --- The network --------------------------------------------------------------------------------
const SAYS = {
  down: "There is no network now, or we cannot be reached. What you write stays on this device until you send it.",
  out: "There is a network, and nobody is signed in.",
};

async function look() {
  clearTimeout(look.timer);
  let found = null;
  try {
    const answer = await fetch(place.dataset.card, { redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") net = "out";
    else if (answer.ok) {
      found = await answer.json();
      net = "in";
    } else net = "down";
  } catch {
    net = "down";
  }
  if (found) await safe.keepCard(found.card).then(() => show(found.card), () => {});
  const you = found && `There is a network. You are signed in as ${found.name}. What you send goes to the safeguarding team of ${found.card.organisation}.`;
  say("line", you || SAYS[net]);
  part("sign-in").hidden = net !== "out";
  part("at-once").hidden = net === "down" || Boolean(open);
  if (net === "down" && !leaving) look.timer = setTimeout(look, AGAIN);
  return found;
}

function show(card) {
  const sites = form.elements.site_id;
  const wanted = sites.value || sites.dataset.wanted || (card.sites.length === 1 ? card.sites[0][0] : "");
  const options = card.sites.map(([value, name]) => element("option", { value }, name));
  sites.replaceChildren(sites.options[0], ...options);
  sites.value = card.sites.some(([value]) => value === wanted) ? wanted : "";
  part("sites").hidden = card.sites.length < 2;
  part("no-sites").hidden = true;
  part("own", document).hidden = !card.numbers.length;
  part("own-day", document).textContent = `Of ${card.organisation}, as of ${card.day}:`;
  part("own-list", document).replaceChildren(
    ...card.numbers.map(({ name, number, about }) => {
      const link = element("a", { href: `tel:${number.replace(/[^+\d]/g, "")}` }, element("span", { class: "govuk-visually-hidden" }, `Call ${name} on `), number);
      return element("li", {}, element("p", { class: "bield-numbers__name" }, name), element("p", { class: "bield-numbers__number" }, link), element("p", {}, about));
    }),
  );
}

// --- One draft: begun, opened, sent, deleted ----------------------------------------------------
function shown(draft) {
  open = draft;
  part("lock").hidden = true;
  part("open").hidden = false;
  part("shows").hidden = false;
  part("waits").hidden = true;
  part("new").hidden = true;
  part("at-once").hidden = true;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (open) return; // Enter in a field: nothing is sent by that
  const phrase = document.getElementById("phrase");
  clear(form);
  if (phrase.value.trim().length < SHORTEST) {
    phrase.closest(".govuk-form-group").classList.add("govuk-form-group--error");
    document.getElementById("phrase-error").replaceChildren(wrong(`Choose a pass phrase of ${SHORTEST} letters or more.`));
    phrase.focus();
    return;
  }
  say("state", "Locking it…");
  form.elements.send_key.value = crypto.randomUUID();
  form.elements.written_at.value = new Date().toISOString();
  const draft = await safe.begin(phrase.value);
  if (open) return; // pressed twice
  phrase.value = "";
  shown(draft);
  navigator.storage?.persist?.();
  await keep();
  form.querySelector("[data-do=send]").focus();
});

async function send() {
  if (sending) return;
  sending = true;
  clear(form);
  say("state", "Sending. Stay on this page until a reference shows.");
  try {
    await keep();
    say("state", "Sending. Stay on this page until a reference shows.");
    const found = await look();
    if (!found) {
      say("state", net === "out" ? "It was not sent: sign in first. It is kept here, locked." : "It was not sent: we cannot be reached. It is kept on this device, locked. Try again later.");
      return;
    }
    const answer = await fetch(place.dataset.send, {
      method: "POST",
      body: new URLSearchParams(typed()),
      headers: { "X-CSRFToken": found.token },
      redirect: "manual",
    });
    if (answer.status === 422) {
      const { errors, leads, asks } = await answer.json();
      if (asks) part("whom").innerHTML = asks; // a field of ours, as a page of the server has it
      say("state", "It was not sent. It is kept here, locked.");
      return refuse(form, errors, leads);
    }
    if (answer.status !== 200) throw new Error(answer.statusText);
    await sent(await answer.json());
  } catch {
    say("state", "No answer came, so we do not know whether it arrived. It is kept here, locked. Send it again as it is: it becomes one report, however often you send it.");
  } finally {
    sending = false;
  }
}

async function sent({ reference, receipt }) {
  const draft = open;
  open = null;
  await draft.drop();
  form.hidden = true;
  form.reset();
  part("reference").textContent = reference;
  part("receipt").href = receipt;
  part("sent").hidden = false;
  part("sent").focus();
  await list();
}

async function remove(id, draft) {
  if (!confirm("Delete this draft? What it says is gone for good, and it was not sent.")) return;
  await (draft ? draft.drop() : safe.drop(id));
  if (draft) {
    open = null;
    location.reload();
  } else await list();
  say("done", "It was deleted from this device.");
}

async function list() {
  const found = await safe.waiting();
  part("waits").hidden = !found.length;
  part("new").hidden = !found.length;
  part("list").replaceChildren(
    ...found.map(({ id, since, until }, number) => {
      const name = `waits-${number + 1}`;
      const said = element("div", { class: "govuk-error-message", id: `${name}-error` });
      const box = element("input", { class: "govuk-input", id: name, type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": said.id });
      const about = element("span", { class: "govuk-visually-hidden" }, ` of ${when(since)}`);
      const label = element("label", { class: "govuk-label govuk-label--s", for: name }, "Its pass phrase", about);
      const go = element("button", { class: "govuk-button", type: "submit" }, "Open it", about.cloneNode(true));
      const away = element("button", { class: "govuk-button govuk-button--warning", type: "button" }, "Delete it", about.cloneNode(true));
      const asks = element("form", { method: "post" }, element("div", { class: "govuk-form-group" }, label, said, box), element("div", { class: "bield-actions" }, go, away));
      away.addEventListener("click", () => remove(id));
      asks.addEventListener("submit", async (event) => {
        event.preventDefault();
        said.textContent = "";
        say("done", "Opening it…");
        const found = await safe.unlock(id, box.value);
        say("done", "");
        if (!found) {
          said.replaceChildren(wrong("This is not its pass phrase. Nothing is lost: try again."));
          return box.focus();
        }
        fill(found.typed);
        shown(found.open);
        say("state", `It is open. Kept since ${when(since)}. It has not been sent.`);
        part("shows").setAttribute("tabindex", "-1");
        part("shows").focus();
      });
      return element("li", {}, element("p", {}, `A draft is kept since ${when(since)}. Unless you send it, this device deletes it on ${when(until)}.`), asks);
    }),
  );
}

async function lock() {
  clearTimeout(keep.timer);
  await keep();
  leaving = true;
  location.reload();
}

async function off() {
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  for (const name of await caches.keys()) if (name.startsWith("bield-")) await caches.delete(name);
  part("off", document).hidden = true;
  say("done", "The page was taken off this device. It comes back when somebody opens it again with a network. A draft that is kept stays, until it is deleted.");
}

const DOES = { send, lock, off, delete: () => remove(open.id, open) };
for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => DOES[button.dataset.do]());
}

// --- Out of sight, and away ---------------------------------------------------------------------
document.addEventListener("visibilitychange", () => {
  clearTimeout(lock.timer);
  if (!document.hidden || !open) return;
  keep();
  lock.timer = setTimeout(lock, OUT_OF_SIGHT);
});

document.addEventListener("bield:leave", (event) => {
  leaving = true;
  if (open) event.detail.push(part("leave").checked ? open.drop() : keep());
});

part("sign-in").addEventListener("click", async (event) => {
  if (!event.target.href) return;
  event.preventDefault();
  await keep();
  leaving = true;
  location.assign(event.target.href);
});

addEventListener("beforeunload", (event) => {
  if (!leaving && !open && !form.hidden && String(typed()) !== untouched) event.preventDefault();
});

// --- To begin with ------------------------------------------------------------------------------
if (await safe.works()) {
  untouched = String(typed());
  part("cannot").hidden = true;
  form.hidden = false;
  const known = await safe.card();
  if (known) show(known);
  await list();
  look();
  addEventListener("online", look);
  addEventListener("offline", look);
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(place.dataset.worker, { scope: "/" }).catch(() => {});
    navigator.serviceWorker.ready.then(() => (part("off", document).hidden = false));
  }
}
