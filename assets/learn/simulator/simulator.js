// SPDX-License-Identifier: Apache-2.0
// Walks through flows of RapidPro as a telephone would: shows what is said, waits
// for an answer, follows the category it falls into. Counts the letters of a
// screen or SMS, not of what is spoken. Nothing is stored and nothing is sent.
(function () {
  'use strict';
  var flows = window.COPKIT_FLOWS, flow = null, node = null, screen = document.getElementById('screen'), answer = document.getElementById('answer');

  document.documentElement.lang = window.COPKIT_LANG;

  function add(parent, name, text, cls) {
    var e = document.createElement(name);
    e.textContent = text;
    if (cls) e.className = cls;
    parent.appendChild(e);
    return e;
  }

  function say(text) {
    add(screen, 'p', text, 'said').dir = 'auto';
    document.getElementById('count').textContent = flow.type === 'voice' ? '' : Array.from(text).length + ' / 160';
    screen.scrollTop = screen.scrollHeight;
  }

  // On from a node until one waits for an answer or the flow ends.
  function enter(uuid) {
    for (node = flow.nodes.find(function (n) { return n.uuid === uuid; }); node;) {
      node.actions.forEach(function (a) { if (a.text) say(a.text); });
      if (node.router) return;
      var next = node.exits[0].destination_uuid;
      node = next && flow.nodes.find(function (n) { return n.uuid === next; });
    }
    add(screen, 'p', '\u25a0', 'end');
  }

  function send(text) {
    if (!node || !text) return;
    add(screen, 'p', text, 'sent');
    var router = node.router, hit = router.cases.find(function (c) { return c.arguments[0] === text.trim(); });
    var category = router.categories.find(function (c) { return c.uuid === (hit ? hit.category_uuid : router.default_category_uuid); });
    var exit = node.exits.find(function (e) { return e.uuid === category.exit_uuid; });
    enter(exit.destination_uuid);
  }

  function open(i) {
    flow = flows[i].flow;
    document.title = flow.name;
    screen.textContent = '';
    document.getElementById('name').textContent = flow.name;
    Array.prototype.forEach.call(document.querySelectorAll('nav button'), function (b, k) {
      if (k === i) b.setAttribute('aria-current', 'true'); else b.removeAttribute('aria-current');
    });
    enter(flow.nodes[0].uuid);
  }

  flows.forEach(function (f, i) { 
    var tab = add(document.getElementById('flows'), 'button', f.flow.name);
    tab.title = f.name;
    tab.addEventListener('click', function () { open(i); });
  });
  ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'].forEach(function (k) {
    add(document.getElementById('keys'), 'button', k).addEventListener('click', function () { send(k); });
  });
  document.getElementById('form').addEventListener('submit', function (e) {
    e.preventDefault();
    send(answer.value);
    answer.value = '';
  });
  open(0);
})();
