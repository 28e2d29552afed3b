// SPDX-License-Identifier: Apache-2.0
// worker.js -- keeps the page of reporting forms for use without a network. With a
// network the page always comes from the desk; what the desk answers replaces
// what was kept. Nothing else of the desk is kept or touched.
'use strict';
const NAME = 'copkit-forms', PAGE = '/reports/offline';

// The page and what it is made of, or nothing: a page without its script would
// look as if it worked.
async function keep(answer) {
  if (!answer.ok || answer.redirected) return;
  const cache = await caches.open(NAME), text = await answer.clone().text();
  const parts = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((m) => m[1]);
  const missing = [];
  for (const part of parts) if (!await cache.match(part)) missing.push(part);
  await cache.addAll(missing);
  await cache.put(PAGE, answer.clone());
  for (const old of await cache.keys()) {
    const path = new URL(old.url).pathname;
    if (path !== PAGE && !parts.includes(path)) await cache.delete(old);
  }
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(answer.clone()));
    if (answer.status < 500) return answer;
  } catch { /* no network */ }
  return await (await caches.open(NAME)).match(PAGE) || Response.error();
}

self.addEventListener('install', (event) => {
  event.waitUntil(fetch(PAGE, { cache: 'no-store' }).then(keep).then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || event.request.method !== 'GET') return;
  if (event.request.mode === 'navigate' && url.pathname === PAGE) event.respondWith(page(event));
  else if (url.pathname.startsWith('/assets/'))
    event.respondWith(caches.open(NAME).then((c) => c.match(event.request)).then((held) => held || fetch(event.request)));
});
