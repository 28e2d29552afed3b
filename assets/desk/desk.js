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

// The board of the plan is planned again when something on it moves. Only the newest
// wish counts; the browser's way back undoes it.
const board = document.querySelector('form.what-if');
if (board) {
  let wish = 0;
  const address = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(board)) if (value !== '' && !(name !== 'd' && value === '100')) query.append(name, value);
    return `${board.action}${query.size > 0 ? '?' : ''}${query}`;
  };
  const show = async (url, mine) => {
    board.setAttribute('aria-busy', 'true');
    let answer = await fetch(url);
    for (let again = 0; answer.status === 503 && again < 20 && mine === wish; again++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      answer = await fetch(url);
    }
    const text = await answer.text();
    if (mine !== wish || !answer.ok) return false;
    const held = document.activeElement && document.activeElement.id;
    const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
    board.replaceChildren(...fresh.querySelector('form.what-if').childNodes);
    const time = document.querySelector('main > #time'), later = fresh.querySelector('#time');
    if (time && later) time.replaceWith(later);
    board.removeAttribute('aria-busy');
    const again = held && document.getElementById(held);
    if (again) again.focus();
    return true;
  };
  const move = async () => {
    const url = address();
    wish++;
    if (await show(url, wish)) history.pushState(null, '', url);
  };
  board.addEventListener('change', move);
  board.addEventListener('submit', (event) => { event.preventDefault(); move(); });
  board.addEventListener('input', (event) => {
    if (event.target.type === 'range') event.target.nextElementSibling.textContent = `${event.target.value} %`;
  });
  window.addEventListener('popstate', () => { wish++; show(location.href, wish); });
}

// A build that runs: its bar moves; when it has ended, the page says how.
const building = document.getElementById('building');
if (building) {
  const bar = document.getElementById('building-bar');
  const look = async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (answer && answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = fresh.getElementById('building-bar');
      if (!now) { location.reload(); return; }
      if (now.hasAttribute('max')) { bar.max = now.max; bar.value = now.value; }
      for (const id of ['building-pace', 'building-piece']) document.getElementById(id).textContent = fresh.getElementById(id).textContent;
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
