// SPDX-License-Identifier: Apache-2.0
// Messages and stories of one language in a page that needs no network: from a
// stick it is opened as it is, from a server it can be installed (sw.js). What
// is searched for stays in the page.
(function () {
  'use strict';
  var data = window.COPKIT_BUNDLE, list = document.getElementById('list'), query = document.getElementById('query');

  function add(parent, name, text, cls) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    if (cls) e.className = cls;
    parent.appendChild(e);
    return e;
  }

  // Read when the page comes to them: there are many, and phones are slow.
  function picture(parent, name) {
    var of = data.pictures[name];
    if (!of) return;
    var img = add(add(parent, 'div', '', 'picture'), 'img');
    img.loading = 'lazy';
    img.width = 320;
    img.height = 240;
    img.alt = of.alt;
    img.lang = of.alt_lang;
    img.src = of.file;
  }

  // Without case and marks, so that "nanay" finds "Nánay".
  function fold(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(data.lang);
  }

  function words(item) {
    return fold([item.id, item.title, item.act, item.say].concat((item.panels || []).map(function (p) { return p.text; })).join(' '));
  }

  data.items.forEach(function (item) { item.folded = words(item); });

  function show() {
    var asked = fold(query.value).split(/\s+/).filter(Boolean);
    while (list.firstChild) list.removeChild(list.firstChild);
    data.items.filter(function (item) { return asked.every(function (w) { return item.folded.indexOf(w) >= 0; }); }).forEach(function (item) {
      var box = add(list, 'article');
      box.id = item.id;
      picture(box, item.picture);
      add(box, 'h2', item.title);
      if (item.act) add(box, 'p', item.act, 'act');
      if (item.say) add(box, 'p', item.say);
      if (item.panels) {
        var open = add(box, 'details'), panels;
        add(open, 'summary', '1\u2013' + item.panels.length);
        open.addEventListener('toggle', function () {
          if (!open.open || panels) return;
          panels = add(open, 'div', '', 'panels');
          item.panels.forEach(function (p) {
            var panel = add(panels, 'div');
            picture(panel, p.picture);
            add(panel, 'p', p.text);
          });
        });
      }
      add(box, 'p', item.id, 'code');
    });
  }

  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;
  document.title = data.title;
  document.getElementById('title').textContent = data.title;
  document.getElementById('draft').textContent = data.draft;
  document.getElementById('label').textContent = data.search;
  document.getElementById('help').textContent = data.help;
  var number = document.getElementById('number');
  number.textContent = data.number;
  number.href = 'tel:' + data.number;
  query.addEventListener('input', show);
  document.getElementById('form').addEventListener('submit', function (e) { e.preventDefault(); list.focus(); });
  show();
  if (location.protocol.indexOf('http') !== 0) return; // from a stick: nothing to install, and browsers refuse both
  var manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = 'app.webmanifest';
  document.head.appendChild(manifest);
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('sw.js');
})();
