// SPDX-License-Identifier: Apache-2.0
// Keeps the page for where there is no network; a new edition replaces the old one whole.
'use strict';
importScripts('edition.js');
var files = ['./', 'index.html', 'bundle.css', 'bundle.js', 'data.js', 'app.webmanifest', 'icon.svg'].concat(self.COPKIT_PICTURES);
self.addEventListener('install', function (e) {
  e.waitUntil(caches.open(self.COPKIT_EDITION).then(function (c) { return c.addAll(files); }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener('activate', function (e) {
  e.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (n) { return n.indexOf('copkit-') === 0 && n !== self.COPKIT_EDITION; }).map(function (n) { return caches.delete(n); }));
  }).then(function () { return self.clients.claim(); }));
});
self.addEventListener('fetch', function (e) {
  e.respondWith(caches.match(e.request).then(function (kept) { return kept || fetch(e.request); }));
});
