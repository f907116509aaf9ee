/* Hints under a text while it is written: a typed figure is offered as a reference. */
(() => {
  "use strict";

  const settings = document.querySelector(".check-hints");
  if (!settings) return;
  const WAIT = 700; /* ms without a key */
  const FIELDS = '[data-figures], .django_json_schema_editor :is(textarea:not([name^="blocks"]), input[type="text"])';
  const timers = new WeakMap();
  const asked = new WeakMap(); /* the text that a field's hints are about */

  /* A prose editor writes into its textarea, and tells so like somebody who types. */
  const editorOf = (field) => field.closest(".prose-editor")?.querySelector(".tiptap")?.editor;

  document.addEventListener("input", (event) => {
    if (event.target.matches(FIELDS)) wait(event.target);
  });

  /* Somebody quick has typed before this script was there to listen. */
  for (const field of document.querySelectorAll(FIELDS)) {
    if (field.value !== field.defaultValue) wait(field);
  }

  function wait(field) {
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => ask(field), WAIT));
  }

  async function ask(field) {
    const text = field.value;
    if (asked.get(field) === text) return;
    asked.set(field, text);
    /* Without a digit, an asterisk or a bracket there is nothing that could be told while typing. */
    const findings = /[\d*[\]<_&]/.test(text) ? await fetchHints(field, text) : [];
    if (asked.get(field) !== text) return;
    if (findings) show(field, findings);
    else asked.delete(field); /* no answer: the next look asks again */
  }

  async function fetchHints(field, text) {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value,
      article: settings.dataset.article,
      language: document.querySelector("[name=language]")?.value ?? "",
      is_html: editorOf(field) ? "1" : "",
      text,
    });
    try {
      const answer = await fetch(settings.dataset.url, { method: "POST", body });
      return answer.ok ? (await answer.json()).findings : null;
    } catch {
      return null; /* no network: the checks after saving say the same */
    }
  }

  function show(field, findings) {
    const place = field.closest(".prose-editor") || field;
    let list = place.parentElement.querySelector(":scope > .text-hints");
    if (!list) {
      list = document.createElement("ul");
      list.className = "text-hints";
      list.setAttribute("role", "status");
      place.parentElement.append(list);
    }
    list.replaceChildren(...findings.map((one) => hint(field, one)));
  }

  function hint(field, finding) {
    const item = document.createElement("li");
    item.dataset.level = finding.level;
    item.append(finding.sentence, " ");
    if (finding.replacement !== null) {
      const button = document.createElement("button");
      button.type = "button";
      const label = finding.replacement.startsWith("<") ? "" : finding.replacement;
      button.textContent = label ? `${settings.dataset.use} ${label}` : settings.dataset.remove;
      if (finding.replacement === "" || label) {
        button.addEventListener("click", () => replace(field, finding));
        item.append(button);
      }
    }
    return item;
  }

  function replace(field, { quote, replacement }) {
    const editor = editorOf(field);
    if (editor) {
      replaceInProse(editor, quote, replacement);
      return;
    }
    const start = field.value.indexOf(quote);
    if (start < 0) return;
    field.setRangeText(replacement, start, start + quote.length, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  }

  /* Positions of a prose editor count letters within a text of one style. */
  function replaceInProse(editor, quote, replacement) {
    let found = null;
    editor.state.doc.descendants((node, position) => {
      const start = node.isText && !found ? node.text.indexOf(quote) : -1;
      if (start >= 0) found = { from: position + start, to: position + start + quote.length };
    });
    if (found) editor.chain().focus().insertContentAt(found, replacement).run();
  }
})();
