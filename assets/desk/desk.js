// SPDX-License-Identifier: Apache-2.0
// desk.js -- what is a little better with a script; everything works without it.
'use strict';

// A button beside each clause to paste.
for (const box of document.querySelectorAll('.copy')) {
  if (!navigator.clipboard) break;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet copy-button';
  button.textContent = '⧉';
  button.setAttribute('aria-label', box.dataset.value);
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(box.querySelector('p').textContent.trim());
    button.textContent = '✓';
    setTimeout(() => { button.textContent = '⧉'; }, 1500);
  });
  box.append(button);
}

// "/" goes to the search field, unless somebody is typing.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  const field = document.querySelector('.search input');
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Filters show their result at once.
for (const form of document.querySelectorAll('form.filter')) {
  for (const select of form.querySelectorAll('select')) select.addEventListener('change', () => form.requestSubmit());
}

// The current entry of a long navigation is in sight.
const current = document.querySelector('.nav [aria-current]');
if (current && current.offsetParent) current.scrollIntoView({ block: 'nearest' });
