// A quiet hint while somebody writes: initials mean nothing to whoever reads this in ten years.

const INITIALS = /(^|[\s(“"])([A-Z]\.\s?[A-Z]\.?|[A-Z]{2})(?=[\s,.;:)”"]|$)/gu;
const KNOWN = new Set(["OK", "TV", "PE", "IT", "UK", "AM", "PM", "RE", "ID", "GP", "EU", "US", "HR", "CP"]);
const QUIET = 800; // milliseconds

for (const area of document.querySelectorAll("textarea[data-full-names]")) {
  const hint = document.createElement("p");
  hint.className = "bield-count";
  hint.setAttribute("role", "status");
  area.after(hint);
  let timer;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const found = [...area.value.matchAll(INITIALS)].map((match) => match[2]);
      const unclear = found.filter((text) => !KNOWN.has(text));
      hint.textContent = unclear.length
        ? `“${unclear[0]}” looks like initials. Write the name in full if you can.`
        : "";
    }, QUIET);
  });
}
