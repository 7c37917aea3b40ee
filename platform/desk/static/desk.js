// What a page does by itself: theme, palette, keys, composer, drafts, picking, countdown, toasts, live updates.
// Nothing here decides anything: every rule is the server's, and pages work without this file.
(() => {
  "use strict";
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const on = (names, hear, capture = false) => names.split(" ").forEach((name) => document.addEventListener(name, hear, capture));
  const secure = location.protocol === "https:" ? "; secure" : "";
  const keep = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`; };
  const kept = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const say = (words, value) => words.replace("{}", value);

  // Theme and language: the server renders both from their cookies.
  const turnTheme = () => {
    const dark = root.dataset.bsTheme ? root.dataset.bsTheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.bsTheme = dark ? "light" : "dark";
    keep("theme", root.dataset.bsTheme);
  };

  // Dialogs and menus. A dialog gives the focus back to its opener by itself.
  const open = (id) => {
    const dialog = document.getElementById(id);
    if (!dialog?.showModal || dialog.open) return;
    dialog.showModal();
    all("[data-fills]").forEach((said) => { const field = document.getElementById(said.dataset.fills); if (dialog.contains(field)) field.value ||= said.textContent; });
    if (one("form", dialog)) one("[autofocus], [aria-invalid=true], input:not([type=hidden]), select, textarea", dialog)?.focus();
    if (id === "palette") one("input", dialog).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const closeMenus = (but) => all("details.pd-menu[open]").forEach((menu) => { if (!menu.contains(but)) menu.open = false; });

  on("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const opener = hit("[data-open]"), language = hit("[data-lang]"), option = hit("#palette [role=option]");
    if (hit("[data-theme-toggle]")) turnTheme();
    if (opener && plain) { event.preventDefault(); closeMenus(); open(opener.dataset.open); }
    if (language && plain) { event.preventDefault(); keep("lang", language.dataset.lang); location.reload(); }
    if (hit("[data-close]")) { event.preventDefault(); hit("dialog")?.close(); }
    if (hit("[data-print]")) print();
    if (hit("[data-dismiss]")) hit(".pd-toast").remove();
    if (hit("[data-unpick]")) unpick();
    const person = hit("[data-fill-login]");
    if (person) {
      person.form.elements.login.value = person.dataset.fillLogin;
      person.form.elements.password.value = person.dataset.fillPassword;
      person.form.requestSubmit();
    }
    if (option) location.assign(option.dataset.url);
    // On a phone the composer is its tabs until one is tapped; arrow keys on the tabs click with detail 0 and keep the focus.
    const composer = hit(".pd-composer");
    all(".pd-composer").forEach((found) => found.classList.toggle("pd-open", found === composer));
    if (composer && hit("[name=composer-audience]") && event.detail) write(event.target.value);
    if (event.target.matches?.("dialog:not(:has(form))")) event.target.close();
    closeMenus(event.target);
  });

  // Open as long as one works in it: if it shrank when the text loses the focus, its buttons would slip away under the pointer.
  on("focusin", ({ target }) => target.closest?.(".pd-composer")?.classList.add("pd-open"));

  // Single letters: each stands on its button as data-key. Dead while typing or composing; can be switched off (WCAG 2.1.4).
  let before = "";
  const typing = (target) => target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
  const write = (audience) => one(`.pd-compose[data-for="${audience}"] textarea`)?.focus();
  const press = (element) => {
    element.focus();
    element.click();
    if (element.name === "composer-audience") write(element.value);
    else if (element.matches("summary")) one("a, button", element.parentElement.lastElementChild)?.focus();
  };
  const move = (step) => {
    const rows = all("[data-row]");
    if (!rows.length) return false;
    const now = rows.findIndex((row) => row.classList.contains("pd-here"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now + step))];
    rows[now]?.classList.remove("pd-here");
    next.classList.add("pd-here");
    one("a", next)?.focus();
    return true;
  };
  const letter = (key) => {
    if (key === "/" || key === "?") { open(key === "/" ? "palette" : "keys"); return true; }
    const element = all(`[data-key="${before ? `${before} ${key}` : key}"]`).find((found) => !found.disabled && !found.closest("dialog"));
    if (element) { press(element); return true; }
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
    if (key === "x") { one(".pd-here [data-pick]")?.click(); return true; }
    return false;
  };

  on("keydown", (event) => {
    const key = event.key?.toLowerCase() ?? "";
    const command = event.ctrlKey || event.metaKey;
    if (event.isComposing || event.keyCode === 229) return;
    if (command && key === "k" && one("#palette")) { event.preventDefault(); open("palette"); return; }
    if (command && key === "enter" && event.target.form) { event.preventDefault(); event.target.form.requestSubmit(); return; }
    if (event.altKey && event.code === "KeyZ") { all("[data-undo]").at(-1)?.click(); return; }
    if (event.target.closest?.("#palette")) { choose(event); return; }
    if (key === "escape") {
      const menu = event.target.closest?.("details.pd-menu[open]");
      if (menu) one("summary", menu).focus();
      closeMenus();
      if (!one("dialog[open]")) unpick();
      return;
    }
    if (typing(event.target) || command || event.altKey || one("dialog[open]") || kept("keys") === "off") return;
    if (letter(key)) event.preventDefault();
    before = key === "g" && !before ? "g" : "";
    if (before) setTimeout(() => { before = ""; }, 1000);
  });

  // The palette: a combobox over two groups, what the server found and the commands of this page.
  const options = () => all("#palette [role=option]:not([hidden])");
  const select = (index) => {
    const list = options();
    const chosen = list[index];
    all("#palette [role=option]").forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    const input = one("#palette input");
    if (chosen?.id) input.setAttribute("aria-activedescendant", chosen.id); else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };
  const choose = (event) => {
    const list = options();
    const now = list.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.length) { event.preventDefault(); select((now + step + list.length) % list.length); }
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const search = event.target.getAttribute("hx-get");
    const url = list[now]?.dataset.url ?? (search && `${search}?q=${encodeURIComponent(event.target.value)}`);
    if (url) location.assign(url);
  };
  const narrow = (input) => {
    const words = input.value.trim().toLowerCase();
    all("#palette [data-command]").forEach((option) => { option.hidden = !option.textContent.toLowerCase().includes(words); });
    select(0);
  };

  // Lists: picking rows, with Shift a range.
  let picked = null, shift = false;
  const bulk = () => {
    const count = all("[data-pick]:checked").length;
    const bar = one("[data-bulk]");
    if (!bar) return;
    bar.hidden = !count;
    one("[data-bulk-count]", bar).textContent = count;
  };
  const pick = (box, state = box.checked) => { box.checked = state; box.closest("tr")?.setAttribute("aria-selected", String(state)); };
  const unpick = () => { all("[data-pick], [data-pick-all]").forEach((box) => pick(box, false)); bulk(); };
  on("click keydown", (event) => { if (event.isTrusted) shift = event.shiftKey; }, true);

  // Forms: parts that belong to a choice, names of files, one send at a time, drafts, and nothing copied from a note to a customer.
  const reveal = (group) => {
    const name = group.dataset.reveals;
    const value = one(`[name="${name}"]:checked`, group)?.value;
    all(`[data-when^="${name}="]`, group.form ?? document).forEach((part) => { part.hidden = part.dataset.when !== `${name}=${value}`; });
  };
  on("change", ({ target }) => {
    if (target.matches("[data-pick]")) {
      const boxes = all("[data-pick]");
      const [from, to] = [boxes.indexOf(picked), boxes.indexOf(target)].sort((a, b) => a - b);
      if (shift && picked && from >= 0) boxes.slice(from, to + 1).forEach((box) => pick(box, target.checked));
      pick(target);
      picked = target;
      bulk();
    }
    if (target.matches("[data-pick-all]")) { all("[data-pick]").forEach((box) => pick(box, target.checked)); bulk(); }
    if (target.matches("[data-keys-switch]")) keep("keys", target.checked ? "on" : "off");
    if (target.type === "file") { const names = one("[data-files]", target.parentElement); if (names) names.textContent = [...target.files].map((file) => file.name).join(", "); }
    const group = target.closest("[data-reveals]");
    if (group) reveal(group);
  });

  const store = { get: (key) => JSON.parse(sessionStorage.getItem(`draft:${key}`) ?? "null"), set: (key, value) => sessionStorage.setItem(`draft:${key}`, JSON.stringify(value)), drop: (key) => sessionStorage.removeItem(`draft:${key}`) };
  // The server keeps them, too, for another window or another day; without it they stay in this one.
  const drafts = one("[data-drafts]")?.dataset.drafts;
  const remote = async (path, method, said) => {
    try {
      const answer = drafts && await fetch(drafts + path, { method, keepalive: true, headers: { "Content-Type": "application/json" }, body: said && JSON.stringify(said) });
      return answer?.ok ? await answer.json() : null;
    } catch { return null; }
  };
  const typed = (form) => all("textarea[name], input[type=text][name], input[type=tel][name], input[type=email][name]", form);
  const timers = new WeakMap();
  const saveSoon = (form) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => {
      const words = Object.fromEntries(typed(form).map((field) => [field.name, field.value]));
      store.set(form.dataset.draft, words);
      remote(`/${encodeURIComponent(form.dataset.draft)}`, "PUT", words);
      form.dispatchEvent(new CustomEvent("draft", { bubbles: true }));
      const said = one("[data-draft-said]", form);
      if (said) said.textContent = say(said.dataset.words, new Date().toTimeString().slice(0, 8));
    }, 1000));
  };
  const drop = (key) => { store.drop(key); remote(`/${encodeURIComponent(key)}`, "DELETE"); };
  const forget = (form) => { clearTimeout(timers.get(form)); if (form.dataset.draft) drop(form.dataset.draft); };
  const asked = new WeakSet();
  const fill = (form, draft) => typed(form).forEach((field) => { if (!field.value) field.value = draft[field.name] ?? ""; });
  const restore = async (forms) => {
    const unknown = forms.filter((form) => {
      const draft = store.get(form.dataset.draft), first = !asked.has(form);
      asked.add(form);
      if (draft?.[" sent"]) drop(form.dataset.draft);
      else if (draft) fill(form, draft);
      return first && !draft;
    });
    const found = unknown.length ? await remote(`?places=${encodeURIComponent(unknown.map((form) => form.dataset.draft).join(","))}`, "GET") : null;
    unknown.forEach((form) => fill(form, found?.[form.dataset.draft] ?? {}));
  };
  on("input", ({ target }) => {
    if (target.closest("#palette")) narrow(target);
    const form = target.form?.closest("[data-draft]");
    if (form) saveSoon(form);
  });

  let copied = "";
  on("copy cut", ({ target }) => {
    const note = target.closest?.(".pd-compose[data-for=team]") ?? getSelection().anchorNode?.parentElement?.closest(".pd-say-in");
    const text = target.selectionEnd ? target.value.slice(target.selectionStart, target.selectionEnd) : String(getSelection());
    copied = note ? text.trim() : "";
  });
  on("paste", ({ target, clipboardData }) => {
    const form = target.closest?.("[data-refuse-note]");
    if (form && copied && clipboardData.getData("text").includes(copied)) form.dataset.note = copied;
  });
  const slips = (form) => form.dataset.note && typed(form).some((field) => field.value.includes(form.dataset.note));

  on("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || (form.method === "get" && !form.hasAttribute("hx-post"))) return;
    if (slips(form)) {
      const word = one("[data-slip]", form) ?? form.insertBefore(Object.assign(document.createElement("p"), { className: "invalid-feedback pd-compose-error" }), one("footer", form));
      Object.assign(word, { textContent: form.dataset.refuseNote, role: "alert" }).dataset.slip = "";
    }
    if (form.ariaBusy === "true" || slips(form)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.ariaBusy = "true";
    const draft = form.dataset.draft && !form.hasAttribute("hx-post") && store.get(form.dataset.draft);
    if (draft) store.set(form.dataset.draft, { ...draft, " sent": "yes" });
  }, true);
  addEventListener("pageshow", () => all("form[aria-busy]").forEach((form) => { form.ariaBusy = null; }));

  // htmx: what every request carries, and what follows a good or a missing answer.
  on("htmx:config:request", ({ target, detail }) => {
    const { request } = detail.ctx;
    if (request.method === "GET") return;
    target.dataset.once ??= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    request.headers["Idempotency-Key"] = target.dataset.once;
  });
  on("htmx:before:request", ({ target, detail }) => { if (detail.ctx.request.method !== "GET") target.ariaBusy = "true"; });
  on("htmx:finally:request", ({ target }) => { target.ariaBusy = null; });
  on("htmx:after:request", ({ target, detail }) => {
    const { request, response } = detail.ctx;
    delete target.dataset?.once;
    const form = target.closest?.("form");
    if (request.method === "GET" || response.status >= 400) return;
    target.closest?.("dialog")?.close();
    closeMenus();
    if (!form) return;
    forget(form);
    if (!form.hasAttribute("data-reset")) return;
    form.reset();
    delete form.dataset.note;
    all("[data-slip]", form).forEach((word) => word.remove());
    all("[data-draft-said], [data-files]", form).forEach((word) => { word.textContent = ""; });
    const note = one(".pd-aud-tabs [value=team]", form.parentElement);
    note?.click();
    if (form.contains(document.activeElement) || document.activeElement === document.body) note?.focus();
  });
  on("htmx:error", ({ detail }) => {
    const words = one("#unsent");
    if (!detail.ctx || detail.ctx.response || detail.ctx.request.method === "GET" || !words) return;
    (one("dialog[open] .pd-flashes") ?? one("#flash")).replaceChildren(words.content.cloneNode(true));
  });
  on("htmx:after:swap", ({ target }) => {
    if (target.closest?.("#palette")) select(0);
    if (target.matches?.(".pd-compose")) all(".pd-line-list > li").at(-1)?.scrollIntoView({ block: "nearest" });
    begin();
  });

  // Live: the server says "refresh" when a connection begins; without one every region asks each half minute.
  let live = false;
  const again = () => { if (one("#signals")) document.body.dispatchEvent(new CustomEvent("refresh")); };
  on("htmx:sse:after:connection", () => { live = true; });
  on("htmx:sse:error htmx:sse:close", () => { live = false; });
  setInterval(() => { if (!live && !document.hidden) again(); }, 30000);

  all("[data-shows-on]").forEach((word) => document.body.addEventListener(word.dataset.showsOn, () => { word.hidden = false; }));

  // Time: words that count down (each minute, the last five each quarter), toasts that wait while looked at.
  // The clock is the server's, as it was when the first of them was made: who knows what this device believes.
  let ahead;
  const look = () => { const first = one("[data-now]"); if (first) ahead ??= Date.parse(first.dataset.now) - Date.now(); };
  look();
  setInterval(() => all("[data-until]").forEach((words) => {
    look();
    const minutes = Math.ceil((Date.parse(words.dataset.until) - Date.now() - (ahead ?? 0)) / 60000);
    if (minutes > 60) return;
    const text = minutes > 0 ? say(words.dataset.left, minutes) : say(words.dataset.late, 1 - minutes);
    if (words.textContent === text) return;
    if (minutes === 0 && one("#said")) one("#said").textContent = `${document.title}: ${text}`;
    words.textContent = text;
  }), 15000);
  setInterval(() => all("[data-toast]").forEach((toast) => {
    if (toast.matches(":hover, :focus-within")) return;
    const left = toast.dataset.toast -= 1;
    const words = one("[data-seconds]", toast);
    if (words) words.textContent = say(words.dataset.words, left);
    if (left <= 0) toast.remove();
  }), 1000);

  const begin = () => {
    restore(all("form[data-draft]"));
    all("[data-reveals]").forEach(reveal);
  };
  begin();
  all("[data-keys-switch]").forEach((box) => { box.checked = kept("keys") !== "off"; });
  // A row of tabs that scrolls sideways starts at the open one.
  all(".pd-views [aria-current], .pd-set > nav [aria-current]").forEach((tab) => { tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 48; });
})();
