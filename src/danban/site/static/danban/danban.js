// Comfort only: every page works without this file.
"use strict";

// A file above data-max-bytes is refused before it is sent; the sentence stands in the page.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.dataset.maxBytes) return;
  const tooLarge = [...(input.files || [])].some((file) => file.size > Number(input.dataset.maxBytes));
  const said = input.closest("[data-too-large]");
  input.setCustomValidity(tooLarge && said ? said.dataset.tooLarge : "");
  if (tooLarge) input.reportValidity();
});

// data-confirm on a form or on its button: ask before it is sent.
document.addEventListener("submit", (event) => {
  const asked = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (asked && !window.confirm(asked)) event.preventDefault();
});

// data-copy="text" or "#id" on a button (hidden until here); data-copied says what it then shows.
for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = !navigator.clipboard;
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button || !navigator.clipboard) return;
  const { copy, copied } = button.dataset;
  const from = copy.startsWith("#") ? document.querySelector(copy) : null;
  await navigator.clipboard.writeText(from ? from.value || from.textContent.trim() : copy);
  if (!copied) return;
  const before = button.textContent;
  button.textContent = copied;
  button.classList.add("copy-done");
  setTimeout(() => {
    button.textContent = before;
    button.classList.remove("copy-done");
  }, 2500);
});

// On a phone the contents lie over the text: they close once a place is chosen.
document.addEventListener("click", (event) => {
  const contents = event.target.closest?.("details.toc");
  if (contents && event.target.closest("a") && matchMedia("(max-width: 59.99rem)").matches) contents.open = false;
});
