// Pointing at the figure fills the questions below it; so do the arrow keys. Without this script
// the questions are answered by hand, and nothing is lost.

const STEP = 5;
const WIDTH = 200;
const HEIGHT = 440;
const SVG = "http://www.w3.org/2000/svg";

const pointing = document.querySelector("[data-pointing]");
if (pointing) {
  const drawing = pointing.querySelector("[data-figure]");
  const apart = Number(drawing.dataset.figure);
  const parts = [...drawing.querySelectorAll("[data-part]")];
  const button = pointing.querySelector("[data-mark]");
  const said = pointing.querySelector("[data-where]");
  const form = pointing.parentElement.querySelector("form[method=post]");
  const part = form.elements.part;
  const mark = document.createElementNS(SVG, "circle");
  mark.setAttribute("class", "bield-figure__mark bield-figure__mark--here");
  mark.setAttribute("r", "7");
  let here = { x: WIDTH / 2, y: HEIGHT / 2 };

  const holds = (box, { x, y }) => {
    const left = Number(box.getAttribute("x"));
    const top = Number(box.getAttribute("y"));
    return (
      x >= left && x <= left + Number(box.getAttribute("width")) && y >= top && y <= top + Number(box.getAttribute("height"))
    );
  };

  const draw = (point) => {
    here = point;
    mark.setAttribute("cx", point.x);
    mark.setAttribute("cy", point.y);
    drawing.append(mark);
  };

  const put = (point) => {
    draw(point);
    const box = parts.find((one) => holds(one, point));
    if (!box) {
      said.textContent = "Beside the body. Move it onto the body.";
      return;
    }
    const { view } = box.dataset;
    form.elements.x.value = Math.round(point.x - (view === "back" ? apart : 0));
    form.elements.y.value = Math.round(point.y);
    part.value = box.dataset.part;
    for (const choice of form.elements.view) choice.checked = choice.value === view;
    said.textContent = `${box.dataset.label}, ${view === "back" ? "from behind" : "from the front"}`;
  };

  // Whoever answers below by hand sees the mark move there.
  const follow = () => {
    const view = [...form.elements.view].find((choice) => choice.checked)?.value;
    const box = parts.find((one) => one.dataset.part === part.value && one.dataset.view === view);
    form.elements.x.value = "";
    form.elements.y.value = "";
    if (!box) return;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    draw({ x: x + width / 2, y: y + height / 2 });
  };

  drawing.addEventListener("click", (event) => {
    const box = drawing.getBoundingClientRect();
    const scale = drawing.viewBox.baseVal.width / box.width;
    put({ x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale });
  });
  const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
  button.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    put({
      x: Math.min(Math.max(here.x + move[0], 0), apart + WIDTH),
      y: Math.min(Math.max(here.y + move[1], 0), HEIGHT),
    });
  });
  button.addEventListener("click", () => put(here));
  part.addEventListener("change", follow);
  for (const choice of form.elements.view) choice.addEventListener("change", follow);
  pointing.hidden = false;
  if (form.elements.x.value === "") follow();
}
