// A form that works on a bad connection: what was written is kept in this browser until the server has it, and sent once.
// Each sending has a name of its own (sent_as), which the server remembers: sent again, it stays one.
(() => {
  "use strict";
  const box = document.querySelector("[data-outbox-waiting]");
  const form = document.querySelector("[data-outbox]");
  if (!box) return;
  const list = box.querySelector("ul");
  const shape = box.querySelector("template");
  const status = document.querySelector("[data-outbox-said]");
  const LONGEST_SIDE = 1600, AGAIN = 15_000, PATIENCE = 60_000;

  const opened = new Promise((done, fail) => {
    const asked = indexedDB.open("desk-outbox", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  // Done when it is on the disk, not when it was asked for.
  const stored = async (mode, act) => {
    const work = (await opened).transaction("entries", mode, { durability: "strict" });
    return new Promise((done, fail) => {
      const asked = act(work.objectStore("entries"));
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => fail(work.error);
    });
  };
  const put = (entry) => stored("readwrite", (entries) => entries.put(entry));
  const drop = (id) => stored("readwrite", (entries) => entries.delete(id));
  // Somebody else who signs in on this device sends what is theirs.
  const mine = async () => (await stored("readonly", (entries) => entries.getAll()))
    .filter((entry) => entry.who === box.dataset.who && entry.to === box.dataset.to).sort((a, b) => a.at - b.at);

  const name = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  // A photo as large as a page needs it; what can't be read goes along as it is.
  const smaller = async (photo) => {
    try {
      const picture = await createImageBitmap(photo);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const body = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
      return body && body.size < photo.size ? { name: photo.name.replace(/\.\w+$/, ".jpg"), body } : { name: photo.name, body: photo };
    } catch {
      return { name: photo.name, body: photo };
    }
  };

  const titled = () => [form.elements.day.value, form.elements.stage.selectedOptions[0]?.textContent].filter(Boolean).join(" · ");
  const written = async () => ({
    id: form.elements.sent_as.value,
    who: box.dataset.who,
    to: box.dataset.to,
    at: Date.now(),
    title: titled(),
    fields: [...new FormData(form)].filter(([, value]) => typeof value === "string"),
    photos: await Promise.all([...form.elements.photos.files].map(smaller)),
  });
  const anew = () => {
    form.reset();
    form.querySelector("[data-mark-clear]").click();
    form.elements.mark.value = "";
    form.elements.sent_as.value = name();
    form.ariaBusy = null;
  };

  const state = (entry) => {
    if (entry.refused !== undefined) return `${box.dataset.refused}: ${entry.refused}`;
    return box.dataset[entry.signIn ? "signIn" : entry.id === sending ? "sends" : "waits"];
  };
  const show = async () => {
    const waiting = await mine();
    box.hidden = !waiting.length;
    list.replaceChildren(...waiting.map((entry) => {
      const item = shape.content.cloneNode(true);
      item.querySelector("[data-outbox-title]").textContent = entry.title;
      item.querySelector("[data-outbox-state]").textContent = state(entry);
      const again = item.querySelector("[data-outbox-change]");
      again.hidden = !form;
      again.addEventListener("click", () => change(entry));
      item.querySelector("[data-outbox-drop]").addEventListener("click", async () => {
        if (!confirm(box.dataset.sure)) return;
        await drop(entry.id);
        show();
      });
      return item;
    }));
  };
  // Back into the form, to be said anew and signed anew.
  const change = async (entry) => {
    if (entry.id === sending) return;
    anew();
    for (const [field, value] of entry.fields) if (!["mark", "sent_as"].includes(field)) form.elements[field].value = value;
    const photos = new DataTransfer();
    for (const photo of entry.photos) photos.items.add(new File([photo.body], photo.name, { type: photo.body.type }));
    form.elements.photos.files = photos.files;
    await drop(entry.id);
    await show();
    form.elements.work.focus();
  };

  let sending = "";
  const send = async (entry) => {
    const body = new FormData();
    for (const [field, value] of entry.fields) body.append(field, value);
    for (const photo of entry.photos) body.append("photos", photo.body, photo.name);
    let answer;
    try {
      answer = await fetch(entry.to, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      return;
    }
    if (answer.ok) {
      await drop(entry.id);
      status.textContent = box.dataset.sent.replace("{}", entry.title);
    } else if (answer.status === 401) await put({ ...entry, signIn: true });
    else if (answer.status < 500 && answer.status !== 429) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      await put({ ...entry, refused: (page.querySelector("[data-not-taken]") ?? page.body).textContent.trim() });
    }
  };
  const sendAll = async () => {
    if (sending || !navigator.onLine) return;
    sending = "-";
    try {
      for (const entry of (await mine()).filter((one) => one.refused === undefined)) {
        sending = entry.id;
        await show();
        await send(entry);
      }
    } finally {
      sending = "";
      await show();
    }
  };

  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.elements.signer.required = Boolean(form.elements.mark.value);
    if (!form.reportValidity()) { form.ariaBusy = null; return; }
    try {
      await put(await written());
    } catch {
      form.submit(); // This browser keeps nothing: it goes as any form goes.
      return;
    }
    anew();
    await show();
    sendAll();
  });
  box.querySelector("[data-outbox-send]").addEventListener("click", sendAll);
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });
  setInterval(sendAll, AGAIN);
  show().then(sendAll, () => {});
})();
