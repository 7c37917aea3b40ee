// Drawing a signature: pointer events on a canvas; the picture goes into the form when it is sent.
(() => {
  const pad = document.querySelector("[data-mark]");
  if (!pad) return;
  const form = pad.closest("form");
  const pen = pad.getContext("2d");
  const drawn = form.elements.method;
  const first = form.querySelector("[name=method][value=drawn]");
  let inked = false;
  let last = null;
  pen.lineCap = pen.lineJoin = "round";
  // What is drawn is black, whatever the theme: it goes on white paper.
  pen.strokeStyle = "#000000";
  pen.lineWidth = 5;

  const at = (event) => {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
  };
  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    last = at(event);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!last) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const next = at(one);
      pen.beginPath();
      pen.moveTo(...last);
      pen.lineTo(...next);
      pen.stroke();
      last = next;
    }
    inked = true;
  });
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, () => { last = null; });
  form.querySelector("[data-mark-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, pad.width, pad.height);
    inked = false;
  });
  form.addEventListener("submit", () => {
    form.elements.mark.value = drawn.value === "drawn" && inked ? pad.toDataURL("image/png") : "";
  });
  // Where there are scripts, drawing is the usual way.
  if ("drawFirst" in form.dataset) {
    first.checked = true;
    first.dispatchEvent(new Event("change", { bubbles: true }));
  }
})();
