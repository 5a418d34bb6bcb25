// Choosing people while typing. Without script the field is a text area with a name on each line;
// this keeps writing the same lines, so a draft, an error and a reload need to know nothing of it.
// A line of somebody chosen ends in the reference: "Joe Tanner #4F7-9HK".

const WAIT = 150; // milliseconds of quiet before we ask
const MARK = " #";

let made = 0;

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

class Choose {
  constructor(area) {
    this.area = area;
    this.address = area.dataset.choose;
    this.one = area.hasAttribute("data-choose-one"); // the last one chosen takes the place
    this.options = [];
    this.at = -1;
    this.build();
    this.show();
    area.form.addEventListener("bield:restored", () => this.show());
    area.form.addEventListener("submit", () => this.take(this.box.value), { capture: true });
  }

  build() {
    const list = `choose-${++made}`;
    this.box = element("input", {
      class: "govuk-input",
      type: "text",
      role: "combobox",
      id: this.area.id,
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list,
    });
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (this.area.hasAttribute(name)) this.box.setAttribute(name, this.area.getAttribute(name));
    }
    const hint = document.getElementById(`${this.area.id}_helptext`);
    if (hint && this.area.dataset.chooseHint) hint.textContent = this.area.dataset.chooseHint;
    this.list = element("ul", { class: "bield-choose__list", role: "listbox", id: list, hidden: "" });
    this.list.setAttribute("aria-label", "People found");
    this.told = element("p", { class: "govuk-visually-hidden", role: "status" });
    this.chosen = element("ul", { class: "bield-chosen" });
    const around = element("div", { class: "bield-choose" }, this.box, this.list);
    this.area.removeAttribute("id");
    this.area.hidden = true;
    this.area.after(around, this.told, this.chosen);
    this.box.addEventListener("input", () => this.later());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.pick([...this.list.children].indexOf(option));
    });
  }

  get lines() {
    return this.area.value.split("\n").map((line) => line.trim()).filter(Boolean);
  }

  set lines(lines) {
    this.area.value = lines.join("\n");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.show();
  }

  show() {
    this.chosen.replaceChildren(
      ...this.lines.map((line) => {
        const name = line.split(MARK)[0];
        const remove = element("button", { type: "button", class: "bield-chosen__remove" }, "Remove");
        remove.append(element("span", { class: "govuk-visually-hidden" }, ` ${name}`));
        remove.addEventListener("click", () => {
          this.lines = this.lines.filter((other) => other !== line);
          this.box.focus();
          this.told.textContent = `${name} was removed.`;
        });
        return element("li", {}, element("span", {}, name), remove);
      }),
    );
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const text = this.box.value.trim();
    if (text.length < 2) return this.close();
    let found = [];
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams({ text })}`, {
        redirect: "error",
      });
      if (answer.ok) found = (await answer.json()).people;
    } catch {
      found = []; // without a connection one types the name
    }
    if (text === this.box.value.trim()) this.open(found, text);
  }

  open(found, text) {
    this.options = [...found, { line: text, name: `Use “${text}” as I typed it`, part: "" }];
    this.at = -1;
    this.list.replaceChildren(
      ...this.options.map((option, number) => {
        const item = element(
          "li",
          { role: "option", id: `${this.list.id}-${number}`, "aria-selected": "false" },
          option.name,
        );
        if (option.part) item.append(element("span", {}, option.part));
        return item;
      }),
    );
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    const people = found.length === 1 ? "1 person" : `${found.length || "No"} people`;
    this.told.textContent = `${people} found. Use the arrow keys to choose.`;
  }

  close() {
    this.options = [];
    this.at = -1;
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  move(step) {
    if (!this.options.length) return;
    const items = this.list.children;
    items[this.at]?.setAttribute("aria-selected", "false");
    this.at = (this.at + step + items.length + (this.at < 0 && step < 0 ? 1 : 0)) % items.length;
    items[this.at].setAttribute("aria-selected", "true");
    items[this.at].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", items[this.at].id);
  }

  key(event) {
    const act = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: () => (this.at >= 0 ? this.pick(this.at) : this.take(this.box.value)),
    }[event.key];
    if (event.key === "Escape" && (this.box.value || !this.list.hidden)) {
      event.preventDefault(); // closes the list, which may be on its way, and not the page
      this.close();
    } else if (act && (event.key !== "Enter" || this.box.value.trim())) {
      event.preventDefault();
      act();
    }
  }

  leave() {
    if (this.at >= 0) this.pick(this.at);
    else this.take(this.box.value);
    this.close();
  }

  pick(number) {
    this.take(this.options[number].line);
  }

  take(line) {
    clearTimeout(this.timer);
    const clean = line.trim();
    this.close();
    if (!clean) return;
    this.box.value = "";
    if (!this.lines.includes(clean)) this.lines = this.one ? [clean] : [...this.lines, clean];
    this.told.textContent = `${clean.split(MARK)[0]} was added.`;
  }
}

for (const area of document.querySelectorAll("textarea[data-choose]")) new Choose(area);
