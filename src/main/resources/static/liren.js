/* Keys, drafts, picking, leaving rows. Every page works without it. */
(() => {
  "use strict";
  const body = document.body;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (node) => node.matches("input, textarea, select, [contenteditable]");

  /* htmx: the token against forged requests; the search word of a picker travels as q. */
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers[body.dataset.csrfHeader] = body.dataset.csrfToken;
    const seeker = event.detail.elt;
    if (seeker.matches("[data-q]")) {
      event.detail.parameters = { q: seeker.value };
    }
  });
  document.addEventListener("htmx:sendError", () => say(body.dataset.offline));
  document.addEventListener("htmx:afterSwap", (event) => {
    const why = event.detail.target.querySelector && event.detail.target.querySelector(".why");
    if (why) why.closest(".clause").scrollIntoView({ block: "nearest" });
  });
  /* A signed-out or refused fragment request becomes a page of its own. */
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401 || status === 403) location.reload();
    else say(body.dataset.failed);
  });

  function say(text, button) {
    const place = document.getElementById("flash");
    if (!place || !text) return;
    const line = document.createElement("div");
    line.className = "flash";
    const words = document.createElement("span");
    words.textContent = text;
    line.append(words);
    if (button) line.append(button);
    place.replaceChildren(line);
  }

  /* Keys: / finds, n enters a new one, j and k move, Enter opens. */
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return escape(event);
    if (typing(event.target)) return pickByKey(event);
    if (event.key === "/" || event.key === "n") {
      const node = document.querySelector(`[data-key="${event.key}"]`);
      if (!node) return;
      event.preventDefault();
      if (node.matches("input")) node.select(), node.focus();
      else node.click();
    } else if (event.key === " " && at >= 0 && event.target.closest("[data-glance]")) {
      event.preventDefault();
      const row = event.target.closest("[data-glance]");
      if (row.classList.contains("seen")) unglance();
      else glance(row);
    } else if (event.key === "j" || event.key === "k") {
      const rows = all("[data-rows] tbody tr, ul[data-rows] > li");
      if (!rows.length) return;
      rows.forEach((row) => row.classList.remove("sel"));
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
      rows[at].classList.add("sel");
      const link = rows[at].querySelector("a");
      if (link) link.focus({ preventScroll: true });
      rows[at].scrollIntoView({ block: "nearest" });
      if (document.querySelector("#glance .glance")) glance(rows[at]);
    }
  });

  /* A row looked at beside its list: the address says so, and going back is going back. */
  const desk = matchMedia("(min-width: 1001px)");
  function glance(row) {
    if (!row.dataset.glance || !desk.matches || !window.htmx) return false;
    all("[data-rows] tr.sel, [data-rows] tr.seen").forEach((other) => other.classList.remove("sel", "seen"));
    row.classList.add("sel", "seen");
    at = all("[data-rows] tbody tr").indexOf(row);
    history.replaceState(history.state, "", row.dataset.glance);
    htmx.ajax("GET", row.dataset.glance, { target: "#glance", swap: "innerHTML", select: "#glance > *" });
    return true;
  }
  function unglance() {
    const close = document.querySelector("[data-unglance]");
    if (!close) return false;
    history.replaceState(history.state, "", close.getAttribute("href"));
    close.closest("#glance").replaceChildren();
    all("[data-rows] tr.seen").forEach((row) => row.classList.remove("seen"));
    return true;
  }
  function escape(event) {
    const open = event.target.closest("details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (unglance()) return;
    else if (typing(event.target)) event.target.blur();
  }

  /* What floats closes when one looks elsewhere. */
  document.addEventListener("click", (event) => {
    all("details[open]").forEach((open) => {
      if (open.querySelector(":scope > .float") && !open.contains(event.target)) open.open = false;
    });
    const target = event.target.closest("[data-print], [data-all], [data-unglance], tr, .close");
    if (!target) return;
    if (target.matches("[data-unglance]")) {
      event.preventDefault();
      unglance();
      return;
    }
    if (target.matches("[data-print]")) print();
    else if (target.matches("[data-all]")) {
      const boxes = all("[data-chosen] input", target.closest("[data-ref]"));
      const on = boxes.some((box) => !box.checked);
      boxes.forEach((box) => (box.checked = on));
      if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    } else if (target.matches("[data-rows] tbody tr") && !event.target.closest("a, button, input") && !String(getSelection())) {
      const link = target.querySelector("a");
      if (!glance(target) && link) link.click();
    }
  });

  /* Picking a record: what is picked moves up, the search is emptied. */
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.matches("[data-submit]")) return input.form.requestSubmit();
    if (input.matches("[data-pick-day]")) {
      const text = document.getElementById(input.dataset.pickDay);
      if (input.value) text.value = input.value;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    const found = input.closest("[data-found]");
    if (!found || !input.checked) return;
    const ref = input.closest("[data-ref]");
    const chosen = ref.querySelector("[data-chosen]");
    const same = all("input", chosen).find((other) => other.value === input.value);
    if (same) same.checked = true;
    else if (input.type === "radio") chosen.replaceChildren(input.closest("label"));
    else chosen.append(input.closest("label"));
    found.replaceChildren();
    const seek = ref.querySelector("[data-q]");
    seek.value = "";
    if (input.type === "checkbox") seek.focus();
  });
  function pickByKey(event) {
    if (!event.target.matches("[data-q]")) return;
    const first = event.target.closest("[data-ref]").querySelector("[data-found] input");
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (first) first.click();
    }
  }

  /*
   * Drafts: what was typed survives a lost connection, a timeout, a wrong click. Kept per user and form for a day;
   * nothing sensitive is kept. A sent draft is dropped once a page comes back that is neither an error nor that form.
   */
  const user = body.dataset.user;
  const form = document.querySelector("form[data-draft]");
  const prefix = "draft:";
  const keyOf = (node) => `${prefix}${user}:${node.dataset.draft}`;
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      /* A full or forbidden store costs the draft only. */
    }
  };
  const keptInputs = () =>
    [...form.elements].filter(
      (node) =>
        node.name && !["hidden", "file", "password", "submit", "button"].includes(node.type) && !node.closest('[data-private="true"]'),
    );
  if (user) {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .forEach((key) => {
        const draft = read(key);
        const done = draft && draft.sent && !document.querySelector("[data-error]") && !(form && keyOf(form) === key);
        if (!draft || done || Date.now() - draft.at > 86400000) localStorage.removeItem(key);
      });
  }
  if (form && user) {
    const key = keyOf(form);
    const draft = read(key);
    if (draft && form.dataset.fresh === "true") {
      keptInputs().forEach((node) => {
        const values = draft.values[node.name];
        if (!values) return;
        if (node.type === "radio" || node.type === "checkbox") node.checked = values.includes(node.value);
        else node.value = values[0];
      });
      all("[data-ref]", form).forEach((ref, index) => restorePicked(ref, (draft.picked || [])[index] || []));
      const drop = document.createElement("button");
      drop.className = "bare";
      drop.textContent = body.dataset.draftDrop;
      drop.addEventListener("click", () => {
        localStorage.removeItem(key);
        location.reload();
      });
      say(body.dataset.draftFound, drop);
    }
    let waiting;
    const keep = (sent) => {
      clearTimeout(waiting);
      const values = {};
      keptInputs().forEach((node) => {
        const list = (values[node.name] ||= []);
        if (!["radio", "checkbox"].includes(node.type) || node.checked) list.push(node.value);
      });
      const picked = all("[data-ref]", form).map((ref) =>
        ref.closest('[data-private="true"]')
          ? []
          : all("[data-chosen] label", ref).map((label) => {
              const input = label.querySelector("input");
              return { type: input.type, name: input.name, value: input.value, on: input.checked, text: label.textContent.trim() };
            }),
      );
      write(key, { at: Date.now(), sent, values, picked });
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => keep(false), 300);
    });
    form.addEventListener("submit", () => keep(true));
  }
  function restorePicked(ref, picked) {
    const chosen = ref.querySelector("[data-chosen]");
    picked.forEach((one) => {
      const there = all("input", chosen).find((input) => input.value === one.value);
      if (there) return void (there.checked = one.on);
      const label = document.createElement("label");
      label.className = "cand";
      const input = Object.assign(document.createElement("input"), { type: one.type, name: one.name, value: one.value, checked: one.on });
      const words = document.createElement("span");
      words.textContent = one.text;
      label.append(input, words);
      if (one.type === "radio") chosen.replaceChildren(label);
      else chosen.append(label);
    });
  }

  /* Rows copied from a spreadsheet and pasted on a list travel to where they are checked; nothing is sent before. */
  const pasted = document.querySelector("[data-pasted]");
  const way = document.querySelector('.bar a[href$="/import#in-rows"]');
  try {
    if (pasted && !pasted.value) {
      pasted.value = sessionStorage.getItem("pasted") || "";
      sessionStorage.removeItem("pasted");
    }
  } catch {
    /* Without a store they are pasted once more. */
  }
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!way || typing(event.target) || !text.includes("\t")) return;
    try {
      sessionStorage.setItem("pasted", text);
    } catch {
      /* The same. */
    }
    way.click();
  });

  /* Signing out forgets the drafts of this user. */
  all('form[action="/sign-out"]').forEach((out) =>
    out.addEventListener("submit", () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(`${prefix}${user}:`))
        .forEach((key) => localStorage.removeItem(key)),
    ),
  );

  /* The summary of errors, or a filter's field, is where one goes on. */
  const start = document.querySelector("[data-focus]");
  if (start) start.focus();
})();
