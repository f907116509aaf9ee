// Findings and remarks link to a block of the form, `#block-7`: bring it into view.
"use strict";

function showLinkedBlock() {
  const number = /^#block-(\d+)$/.exec(location.hash)?.[1];
  if (!number) return;
  const known = document.querySelector(`input[type="hidden"][name$="-id"][value="${number}"]`);
  const block = known?.closest(".inline-related");
  block?.scrollIntoView({ block: "center" });
  block?.querySelector("input:not([type=hidden], [type=checkbox]), textarea, [contenteditable]")?.focus({ preventScroll: true });
}

addEventListener("hashchange", showLinkedBlock);
addEventListener("load", () => setTimeout(showLinkedBlock, 300)); // once the blocks are in order
