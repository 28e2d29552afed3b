// SPDX-License-Identifier: Apache-2.0
// The quiz as an H5P content type: one situation at a time, an answer to every
// choice. At the end one xAPI statement says "completed" and how many of the
// answers were the best ones; what was chosen is told to nobody.
var H5P = H5P || {};
H5P.CopkitQuiz = (function () {
  'use strict';

  function Quiz(params, id) {
    H5P.EventDispatcher.call(this);
    this.params = params;
    this.contentId = id;
    this.at = this.best = 0;
  }
  Quiz.prototype = Object.create(H5P.EventDispatcher.prototype);
  Quiz.prototype.constructor = Quiz;

  // Texts arrive escaped for HTML, as H5P keeps them.
  function plain(text) {
    return new DOMParser().parseFromString(text || '', 'text/html').documentElement.textContent;
  }

  function add(parent, name, text, cls) {
    var e = document.createElement(name);
    e.textContent = plain(text);
    if (cls) e.className = cls;
    parent.appendChild(e);
    return e;
  }

  Quiz.prototype.attach = function ($container) {
    var box = $container[0], p = this.params;
    box.classList.add('copkit-quiz');
    box.lang = p.lang;
    box.dir = p.dir;
    add(box, 'h2', p.title);
    if (p.draft) add(box, 'p', p.draft, 'draft');
    this.stage = add(box, 'div', '', 'stage');
    this.stage.tabIndex = -1;
    var help = add(box, 'p', p.help + ' ', 'help'), call = add(help, 'a', p.number);
    call.href = 'tel:' + plain(p.number);
    this.show();
  };

  Quiz.prototype.answer = function (item, chosen, buttons) {
    var self = this;
    buttons.forEach(function (b, i) {
      b.disabled = true;
      if (i === chosen) b.classList.add('chosen');
    });
    if (chosen === item.best) this.best++;
    add(this.stage, 'p', item.choices[chosen].answer, 'answer').setAttribute('role', 'status');
    var next = add(this.stage, 'button', this.params.next, 'next');
    next.addEventListener('click', function () { self.at++; self.show(); });
    next.focus();
    this.trigger('resize');
  };

  Quiz.prototype.show = function () {
    var self = this, items = this.params.items, stage = this.stage;
    while (stage.firstChild) stage.removeChild(stage.firstChild);
    if (this.at === items.length) {
      add(stage, 'h3', this.params.end);
      add(stage, 'button', this.params.again, 'next').addEventListener('click', function () { self.at = self.best = 0; self.show(); });
      this.triggerXAPIScored(this.best, items.length, 'completed');
    } else {
      var item = items[this.at];
      add(stage, 'h3', item.stem);
      var buttons = item.choices.map(function (c) { return add(stage, 'button', c.text); });
      buttons.forEach(function (b, i) { b.addEventListener('click', function () { self.answer(item, i, buttons); }); });
    }
    this.trigger('resize');
  };

  Quiz.prototype.getScore = function () { return this.best; };
  Quiz.prototype.getMaxScore = function () { return this.params.items.length; };
  Quiz.prototype.getAnswerGiven = function () { return this.at > 0; };
  Quiz.prototype.getTitle = function () { return plain(this.params.title); };
  Quiz.prototype.resetTask = function () { this.at = this.best = 0; this.show(); };

  return Quiz;
})();
