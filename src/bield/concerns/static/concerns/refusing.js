// What a form that was sent by script says when it was refused: beside the field and above, as a page
// from the server does.

export function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export function wrong(text) {
  const unseen = element("span", { class: "govuk-visually-hidden" }, "Error: ");
  return element("p", { class: "bield-error" }, unseen, text);
}

export function clear(form) {
  form.querySelector("[data-summary]").replaceChildren();
  for (const said of form.querySelectorAll(".govuk-error-message")) said.replaceChildren();
  for (const group of form.querySelectorAll(".govuk-form-group--error")) {
    group.classList.remove("govuk-form-group--error");
  }
}

function beside(field, said) {
  const group = field.closest(".govuk-form-group");
  const id = `${group.querySelector("[id]").id}_said`;
  const message = document.getElementById(id) ?? element("div", { class: "govuk-error-message", id });
  message.replaceChildren(...said.map(wrong));
  const answers = group.querySelector(".govuk-radios, .govuk-checkboxes");
  (answers ?? field).before(message);
  const asked = field.closest("fieldset.govuk-fieldset") ?? field;
  const described = asked.getAttribute("aria-describedby") ?? "";
  if (!described.split(" ").includes(id)) asked.setAttribute("aria-describedby", `${described} ${id}`.trim());
  group.classList.add("govuk-form-group--error");
  field.closest("details")?.setAttribute("open", "");
}

export function refuse(form, errors, leads) {
  clear(form);
  const lines = [];
  for (const [name, said] of Object.entries(errors)) {
    const field = [...form.elements].find((one) => one.name === name && one.type !== "hidden");
    if (field) beside(field, said);
    for (const text of said) {
      const link = field ? `#${field.id}` : leads[text];
      lines.push(element("li", {}, link ? element("a", { href: link }, text) : text));
    }
  }
  const title = element("h2", { class: "govuk-error-summary__title" }, "It was not sent. There is a problem");
  const list = element("ul", { class: "govuk-list govuk-error-summary__list" }, ...lines);
  const body = element("div", { class: "govuk-error-summary__body" }, list);
  const alert = element("div", { role: "alert" }, title, body);
  const summary = element("div", { class: "govuk-error-summary", tabindex: "-1" }, alert);
  form.querySelector("[data-summary]").replaceChildren(summary);
  summary.focus();
}
