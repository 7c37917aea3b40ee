// Stages of a chart are moved by dragging or with arrow keys. What moved becomes a change of the plan that nobody has signed yet.
(() => {
  "use strict";
  const chart = document.querySelector("[data-gantt]");
  const bar = document.querySelector("[data-gantt-moved]");
  const form = document.querySelector("#changes form");
  if (!chart || !bar || !form) return;
  const unit = Number(chart.dataset.gantt), MOST = 1000, WEEK = 7;
  const stages = [...chart.querySelectorAll("[data-stage]")];
  const moved = new Map();

  const later = (day, days) => {
    const found = new Date(`${day}T00:00:00Z`);
    found.setUTCDate(found.getUTCDate() + days);
    return found.toISOString().slice(0, 10);
  };
  const words = (days) => bar.dataset.days.replace("{}", `${days > 0 ? "+" : ""}${days}`);
  const tell = () => {
    const names = stages.filter((stage) => moved.has(stage)).map((stage) => `${stage.dataset.name} ${words(moved.get(stage))}`);
    bar.hidden = !names.length;
    bar.querySelector("[data-gantt-said]").textContent = names.join(" · ");
    form.elements.moves.value = [...moved].map(([stage, days]) => `${stage.dataset.stage}:${days}`).join(" ");
    form.elements.what.value = names.length ? `${bar.dataset.what} ${names.join(", ")}` : "";
    form.elements.on_time.value = names.length ? [...new Set([...moved.values()].map(words))].join(", ") : "";
  };
  const set = (stage, days) => {
    days = Math.max(-MOST, Math.min(MOST, days));
    if (days) moved.set(stage, days); else moved.delete(stage);
    for (const part of chart.querySelectorAll(`[data-of="${stage.dataset.stage}"]`)) part.setAttribute("transform", `translate(${days * unit} 0)`);
    stage.setAttribute("aria-valuenow", days);
    stage.setAttribute("aria-valuetext", later(stage.dataset.begins, days));
    tell();
  };
  const days = (stage) => moved.get(stage) ?? 0;

  for (const stage of stages) {
    stage.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (event.key !== "Home" && !step) return;
      event.preventDefault();
      set(stage, step ? days(stage) + step * (event.shiftKey ? WEEK : 1) : 0);
    });
    let from = null;
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture(event.pointerId);
      from = { x: event.clientX, days: days(stage), scale: chart.viewBox.baseVal.width / chart.getBoundingClientRect().width };
    });
    stage.addEventListener("pointermove", (event) => {
      if (from) set(stage, from.days + Math.round((event.clientX - from.x) * from.scale / unit));
    });
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, () => { from = null; });
  }
  bar.querySelector("[data-gantt-undo]").addEventListener("click", () => { for (const stage of [...moved.keys()]) set(stage, 0); stages[0]?.focus(); });
})();
