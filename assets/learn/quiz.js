// SPDX-License-Identifier: Apache-2.0
// One question at a time, an answer to every choice, no clock, no failing. A
// learning system (SCORM 1.2, cmi5) hears that the round was played and the
// share of best answers; without one nothing leaves the page.
(function () {
  'use strict';
  var quiz = window.COPKIT_QUIZ, at = 0, best = 0, main = document.getElementById('quiz');

  function findApi(w) {
    for (var i = 0; w && i < 10; i++) {
      if (w.API) return w.API;
      if (w.parent === w) break;
      w = w.parent;
    }
    return window.opener ? findApi(window.opener) : null;
  }

  var none = { start: function () {}, done: function () {} };
  var reports = {
    none: none,
    scorm12: (function () {
      var api = findApi(window);
      if (!api) return none;
      return {
        start: function () {
          api.LMSInitialize('');
          api.LMSSetValue('cmi.core.lesson_status', 'incomplete');
          api.LMSCommit('');
        },
        done: function (share) {
          api.LMSSetValue('cmi.core.score.min', '0');
          api.LMSSetValue('cmi.core.score.max', '100');
          api.LMSSetValue('cmi.core.score.raw', String(Math.round(100 * share)));
          api.LMSSetValue('cmi.core.lesson_status', 'completed');
          api.LMSCommit('');
          api.LMSFinish('');
        }
      };
    })(),
    cmi5: (function () {
      var q = new URLSearchParams(location.search), auth = null, began = Date.now(), context = null;
      if (!q.get('endpoint') || !q.get('fetch')) return none;
      var endpoint = q.get('endpoint').replace(/\/?$/, '/');
      function call(path, options) {
        options.headers = Object.assign({ 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json', 'Authorization': auth }, options.headers);
        return fetch(endpoint + path, options);
      }
      function send(verb, name, more) {
        var c = JSON.parse(JSON.stringify(context || {}));
        c.registration = q.get('registration');
        c.contextActivities = c.contextActivities || {};
        c.contextActivities.category = [{ id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' }];
        var display = {};
        display.en = name;
        var s = Object.assign({ id: crypto.randomUUID(), timestamp: new Date().toISOString(), actor: JSON.parse(q.get('actor')),
          verb: { id: verb, display: display }, object: { objectType: 'Activity', id: q.get('activityId') }, context: c }, more || {});
        return call('statements', { method: 'POST', body: JSON.stringify(s) });
      }
      var ready = fetch(q.get('fetch'), { method: 'POST' }).then(function (r) { return r.json(); }).then(function (t) {
        auth = 'Basic ' + t['auth-token'];
        return call('activities/state?stateId=LMS.LaunchData&activityId=' + encodeURIComponent(q.get('activityId')) + '&agent=' +
          encodeURIComponent(q.get('actor')) + '&registration=' + q.get('registration'), { method: 'GET' });
      }).then(function (r) { return r.ok ? r.json() : {}; }).then(function (d) { context = d.contextTemplate || {}; });
      function passed() { return 'PT' + Math.round((Date.now() - began) / 1000) + 'S'; }
      return {
        start: function () { ready = ready.then(function () { return send('http://adlnet.gov/expapi/verbs/initialized', 'initialized'); }); },
        done: function (share) {
          ready.then(function () {
            return send('http://adlnet.gov/expapi/verbs/completed', 'completed', { result: { completion: true, duration: passed(), score: { scaled: share } } });
          }).then(function () { return send('http://adlnet.gov/expapi/verbs/terminated', 'terminated', { result: { duration: passed() } }); });
        }
      };
    })()
  };
  var report = reports[quiz.report] || none;

  function add(parent, name, text, cls) {
    var e = document.createElement(name);
    e.textContent = text;
    if (cls) e.className = cls;
    parent.appendChild(e);
    return e;
  }

  function clear() {
    while (main.firstChild) main.removeChild(main.firstChild);
    main.focus();
  }

  function answer(item, chosen, buttons) {
    buttons.forEach(function (b, i) {
      b.disabled = true;
      if (i === chosen) b.classList.add('chosen');
    });
    if (chosen === item.best) best++;
    var box = add(main, 'p', item.choices[chosen].answer, 'answer');
    box.setAttribute('role', 'status');
    var next = add(main, 'button', quiz.next, 'next');
    next.addEventListener('click', function () { at++; show(); });
    next.focus();
  }

  function show() {
    clear();
    if (at === quiz.items.length) {
      add(main, 'h2', quiz.end);
      add(main, 'button', quiz.again, 'next').addEventListener('click', function () { at = best = 0; show(); });
      report.done(quiz.items.length ? best / quiz.items.length : 0);
      report = none;
      return;
    }
    var item = quiz.items[at];
    add(main, 'h2', item.stem);
    var buttons = item.choices.map(function (c) { return add(main, 'button', c.text); });
    buttons.forEach(function (b, i) { b.addEventListener('click', function () { answer(item, i, buttons); }); });
  }

  document.documentElement.lang = quiz.lang;
  document.documentElement.dir = quiz.dir;
  document.title = quiz.title;
  document.getElementById('title').textContent = quiz.title;
  document.getElementById('draft').textContent = quiz.draft;
  document.getElementById('help').textContent = quiz.help;
  var number = document.getElementById('number');
  number.textContent = quiz.number;
  number.href = 'tel:' + quiz.number;
  report.start();
  show();
})();
