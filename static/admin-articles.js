/* The form in which pages are written: figures by a button, who else has it open, pictures seen. */
(() => {
  "use strict";

  /* --- Who else has the form open: told every few seconds, and asked */

  const others = document.querySelector(".others[data-beat]");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  function tell(fields) {
    const opened = document.querySelector("[name=opened_on]");
    const body = new URLSearchParams({
      csrfmiddlewaretoken: token(),
      opened_on: opened ? opened.value : "",
      ...fields,
    });
    return fetch(others.dataset.beat, { method: "POST", body, keepalive: true });
  }

  async function beat() {
    try {
      const answer = await tell({});
      if (!answer.ok) return;
      const { sentences } = await answer.json();
      const shown = [...others.children].map((one) => one.textContent);
      if (sentences.join() === shown.join()) return;
      others.replaceChildren(...sentences.map((sentence) => element("p", "messagelist", sentence)));
    } catch {
      /* no network: the next beat tries again */
    }
  }

  if (others) {
    setInterval(beat, 1000 * Number(others.dataset.every));
    addEventListener("pagehide", () => tell({ gone: "1" }));
    addEventListener("pageshow", (event) => event.persisted && beat());
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* --- Pictures: the chosen one is seen */

  function seePicture(select) {
    const preview = select.selectedOptions[0]?.dataset.preview;
    const row = select.closest(".form-row");
    row.querySelector(".picture-preview")?.remove();
    if (!preview) return;
    const image = element("img", "picture-preview");
    image.src = preview;
    image.alt = "";
    image.width = 240;
    row.append(image);
  }

  const PICTURES = ".form-row.field-picture select";
  document.querySelectorAll(PICTURES).forEach(seePicture);
  document.addEventListener("change", (event) => {
    if (event.target.matches(PICTURES)) seePicture(event.target);
  });

  /* --- Figures */

  const picker = document.querySelector(".figure-picker");
  if (!picker) return;
  const words = picker.querySelector("input");
  const list = picker.querySelector("[role=listbox]");
  const said = picker.querySelector("[role=status]");
  const ways = picker.querySelector("fieldset"); /* of printing the chosen figure */
  const editors = new WeakMap(); /* prose editors by their textarea */
  let target = null; /* the field that the figure goes into */
  let cursor = [0, 0]; /* where in it: browsers forget with the focus */

  document.addEventListener("prose-editor:ready", (event) => {
    editors.set(event.detail.textarea, event.detail.editor);
  });

  /* Fields of listed items are made by their editor, without a mark of ours. */
  const FIELDS = '[data-figures], .django_json_schema_editor :is(textarea:not([name^="blocks"], .je-edit-json--textarea), input[type="text"])';

  function equip(root) {
    for (const field of root.querySelectorAll(FIELDS)) {
      const isHidden = field.closest(".empty-form") || field.id.includes("__prefix__") || field.type === "hidden" || field.hidden;
      if (isHidden || field.dataset.equipped || field.matches(".django_json_schema_editor > textarea")) continue;
      field.dataset.equipped = "1";
      const button = element("button", "insert-figure", picker.dataset.insert);
      button.type = "button";
      button.addEventListener("click", () => open(field));
      (field.closest(".prose-editor") || field).after(button);
    }
  }

  function open(field) {
    target = field;
    cursor = [field.selectionStart, field.selectionEnd];
    picker.showModal();
    words.select();
    search();
  }

  function insertChosen() {
    const chosen = list.querySelector("[aria-selected=true]");
    if (chosen) insert(chosen.dataset.key);
  }

  function insert(key) {
    const options = [...ways.querySelectorAll(":checked")].map((one) => one.value).join(", ");
    const text = target.dataset.figures === "key" ? key : `[[${key}${options && ` | ${options}`}]]`;
    picker.close();
    const editor = editors.get(target);
    if (editor) {
      editor.chain().focus().insertContent({ type: "text", text }).run();
      return;
    }
    target.focus();
    if (target.dataset.figures === "key") target.select();
    else target.setSelectionRange(...cursor);
    /* So that Ctrl+Z takes it back; browsers without it get the text all the same. */
    if (!document.execCommand("insertText", false, text)) target.setRangeText(text, ...cursor, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* What the page is about, as the form has it just now: figures relative to it come first. */
  function topic() {
    const fields = { article: picker.dataset.article };
    for (const name of ["occupation", "country", "hub", "language"]) {
      const field = document.querySelector(`#id_${name}`);
      if (field) fields[name] = field.value;
    }
    return fields;
  }

  const meanings = {}; /* what may stand behind the bar of a reference */
  let asked = 0;
  async function search() {
    const number = ++asked;
    try {
      const query = new URLSearchParams({ q: words.value, ...topic() });
      const answer = await fetch(`${picker.dataset.url}?${query}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const { figures, options } = await answer.json();
      for (const one of options) meanings[one.name] = one.meaning;
      if (number === asked) show(figures);
    } catch {
      if (number === asked) show([], picker.dataset.broken);
    }
  }

  function show(figures, problem) {
    list.replaceChildren(...figures.map(option));
    said.textContent = problem || (figures.length ? "" : picker.dataset.none);
    choose(list.firstElementChild);
  }

  function option(figure, place) {
    const item = element("li", "");
    item.id = `figure-${place}`;
    item.setAttribute("role", "option");
    item.dataset.key = figure.key;
    item.dataset.options = figure.options.join(" ");
    item.append(element("span", "name", figure.name), element("span", "value", figure.value), element("code", "", figure.key));
    item.addEventListener("click", () => choose(item));
    item.addEventListener("dblclick", insertChosen);
    return item;
  }

  function choose(item) {
    list.querySelector("[aria-selected=true]")?.removeAttribute("aria-selected");
    offerWays(item ? item.dataset.options.split(" ").filter(Boolean) : []);
    if (!item) return words.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    words.setAttribute("aria-activedescendant", item.id);
  }

  function offerWays(names) {
    const isKey = target.dataset.figures === "key";
    ways.hidden = isKey || !names.length;
    ways.querySelectorAll("label").forEach((one) => one.remove());
    if (!isKey) ways.append(...names.map(way));
  }

  function way(name) {
    const label = element("label", "");
    const box = element("input", "");
    box.type = "checkbox";
    box.value = name;
    label.append(box, meanings[name]);
    return label;
  }

  let waiting;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });

  words.addEventListener("keydown", (event) => {
    const chosen = list.querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown") choose(chosen?.nextElementSibling || list.firstElementChild);
    else if (event.key === "ArrowUp") choose(chosen?.previousElementSibling || list.lastElementChild);
    else if (event.key === "Enter" && chosen) insertChosen();
    else if (event.key !== "Enter") return;
    event.preventDefault();
  });

  picker.querySelector("[data-insert-it]").addEventListener("click", insertChosen);
  picker.querySelector("[data-close]").addEventListener("click", () => picker.close());
  picker.addEventListener("close", () => {
    const editor = editors.get(target);
    if (editor) editor.commands.focus();
    else target.focus();
  });

  equip(document);
  /* Blocks and items come and go. */
  let pending = false;
  new MutationObserver(() => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      equip(document);
    });
  }).observe(document.querySelector("#content"), { childList: true, subtree: true });
})();
