// SPDX-License-Identifier: Apache-2.0
// jobs.js URL COPKIT STORE OUT DIR -- real jobs at the desk in headless Chromium, from
// start to end and by keyboard alone: Tab, arrows, Enter, space and typing. Prints
// "ok NAME" or "not ok NAME" for each thing that must hold; pictures go to DIR.
'use strict';
const { createHmac } = require('crypto');
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const puppeteer = require(path.join(__dirname, '..', 'node_modules', 'puppeteer-core'));

const [url, copkit, store, out, dir] = process.argv.slice(2);
function say(good, name) {
  console.log(`${good ? 'ok' : 'not ok'} ${name}`);
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const text = (page, selector) => page.$eval(selector, (e) => e.textContent).catch(() => '');

// Presses Tab until what has the focus fits, as somebody without a mouse does.
async function tab(page, selector) {
  await page.bringToFront();
  for (let i = 0; i < 600; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
  }
  throw new Error(`${page.url()}: the keyboard does not reach ${selector}`);
}

// Opens what has the focus and waits for the page it leads to.
async function enter(page) {
  const [answer] = await Promise.all([page.waitForNavigation({ waitUntil: 'load', timeout: 30000 }), page.keyboard.press('Enter')]);
  return answer;
}

async function follow(page, selector) {
  await tab(page, selector);
  return enter(page);
}

async function write(page, selector, words) {
  await tab(page, selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(words);
}

// In a group of radio buttons space takes the first, the arrows the others.
async function choose(page, name, value) {
  await tab(page, `input[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let i = 0; i < 12; i++) {
    if (await page.evaluate((n, v) => document.querySelector(`input[name="${n}"][value="${v}"]`).checked, name, value)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${page.url()}: ${name} cannot be set to ${value}`);
}

// Typing the first letters chooses in a list.
async function pick(page, selector, words) {
  await tab(page, selector);
  await page.keyboard.type(words);
}

async function open(browser, address, cookies = []) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 760 });
  for (const c of cookies) await page.setCookie({ ...c, url });
  await page.goto(url + address, { waitUntil: 'load' });
  return page;
}

async function picture(page, name) {
  if (dir) await page.screenshot({ path: path.join(dir, `${name}.webp`), type: 'webp', quality: 60 });
}

// What only a form answers with is on no list of pages: axe-core looks at it here,
// in both themes and directions, and no word may stick out of a small screen.
const axe = fs.readFileSync(require.resolve(path.join(__dirname, '..', 'node_modules', 'axe-core', 'axe.min.js')), 'utf8');
async function accessible(page, name) {
  const found = [];
  await page.evaluate(axe);
  for (const [theme, dir, width] of [['light', 'ltr', 1100], ['dark', 'rtl', 1100], ['light', 'rtl', 360], ['dark', 'ltr', 360]]) {
    await page.setViewport({ width, height: 760 });
    await page.evaluate((t, d) => { document.documentElement.className = t; document.documentElement.dir = d; }, theme, dir);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    found.push(...result.violations.map((v) => `${theme} ${dir} ${width}: ${v.id}: ${v.nodes[0].html.slice(0, 120)}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${theme} ${dir} ${width}: ${over} px too wide`);
    if (width === 360) await picture(page, `${name.replace(/ /g, '-')}-small-${theme}`);
  }
  await page.setViewport({ width: 1100, height: 760 });
  await page.evaluate(() => { document.documentElement.className = ''; document.documentElement.dir = 'ltr'; });
  say(found.length === 0, `${name}: nothing for axe-core to find, both themes and directions, 360 px${found.length ? ': ' + found.join('; ') : ''}`);
}

async function planned(page) {
  for (let i = 0; i < 300; i++) {
    const life = await page.evaluate(async () => (await fetch('/healthz')).json());
    if (!life.planning) return;
    await pause(200);
  }
}
const read = (page, address) => page.evaluate(async (a) => (await fetch(a)).json(), address);

function totp(letters) {
  const bits = [...letters].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const digest = createHmac('sha1', secret).update(step).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

async function firstHour(browser) {
  const page = await open(browser, '/start');
  await picture(page, 'first-hour');
  await follow(page, 'main a[href="/edit/helpline/makabata-1383"]');
  await write(page, '#f-verified_on', '2026-11-20');
  await write(page, '#f-verified_by', 'desk officer');
  await follow(page, '.buttons button');
  say((await text(page, 'main')).includes('20 November 2026'), 'first hour: the helpline is dialled and noted');
  await page.goto(`${url}/start`);
  say(!(await page.$('.step-next a[href="/edit/helpline/makabata-1383"]')), 'first hour: the next step is another');
}

async function tenQuestions(browser) {
  const page = await open(browser, '/law');
  const questions = await page.$$eval('main table a[href^="/law/LR-"]', (all) => [...new Set(all.map((a) => a.getAttribute('href')))].slice(0, 10));
  let kept = 0;
  for (const q of questions) {
    await page.goto(url + q);
    if (kept === 0) await picture(page, 'legal-question');
    await follow(page, 'a.button[href^="/edit/answer/"]');
    await choose(page, 'f.confidence', 'low');
    await write(page, '#f-reviewer', 'counsel, Department of Justice');
    await write(page, '#f-reviewed_on', '2026-11-20');
    await follow(page, '.buttons button');
    if (page.url().includes(q) && (await text(page, 'main')).includes('counsel, Department of Justice')) kept++;
  }
  say(questions.length === 10 && kept === 10, `ten legal questions: ${kept} answered and shown with their reviewer`);
}

async function halfTheBudget(browser) {
  const page = await open(browser, '/plan');
  await planned(page);
  await page.goto(`${url}/plan`);
  const before = await read(page, '/plan.json');
  await picture(page, 'plan');
  const budgets = await read(page, '/api/v1/budget');
  for (const b of budgets) {
    await page.goto(`${url}/edit/budget/${b.id}`);
    await write(page, '#f-amount', String(Math.floor(b.amount / 200)));
    await follow(page, '.buttons button');
  }
  await planned(page);
  await page.goto(`${url}/plan`);
  const after = await read(page, '/plan.json');
  say(before.length > 0 && after.length > 0 && after.length < before.length &&
    after.reduce((sum, m) => sum + m.cost, 0) <= budgets.reduce((sum, b) => sum + b.amount, 0) / 200, `half the budget: ${before.length} measures before, ${after.length} now`);
  await picture(page, 'plan-half');
  const left = before.find((m) => !after.some((n) => n.id === m.id));
  if (left) await page.goto(`${url}/plan/${left.id}`);
  say(left && /Not in the plan|left out/i.test(await text(page, 'main')), 'half the budget: what is left out says why');
}

// Sliders by the arrows: the plan is worked out again while the page stays.
async function whatIf(browser) {
  const page = await open(browser, '/plan');
  await planned(page);
  await page.goto(`${url}/plan`);
  const before = (await read(page, '/plan.json')).length;
  await follow(page, '.page-head a[href="/plan/board"]');
  const number = () => page.$eval('#result .tile-number', (e) => Number(e.textContent));
  const settled = async (test) => {
    for (let i = 0; i < 150; i++) {
      await pause(100);
      if (await page.evaluate(() => !document.querySelector('.what-if[aria-busy]')) && await test()) return true;
    }
    return false;
  };
  say((await number()) === before, 'what if: the board begins with the plan that stands');
  await tab(page, '#all');
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
  say(await settled(async () => page.url().includes('all=40') && (await number()) < before), 'what if: with 40 per cent of the money fewer measures, while the page stays');
  say(await page.evaluate(() => document.activeElement.id) === 'all', 'what if: the focus stays on the slider');
  await picture(page, 'what-if');
  const kept = await page.$$eval('.board-column:not(:last-child) .board-card select', (all) => all[all.length - 1].id);
  await pick(page, `#${kept}`, 'must not');
  await page.keyboard.press('Enter');
  say(await settled(async () => page.url().includes('%3Aout') && (await page.$eval(`#${kept}`, (e) => e.closest('.board-column').querySelector('h2')?.textContent)) === 'Left out'), 'what if: a measure that must not is left out');
  await accessible(page, 'what if');
  await page.goBack();
  say(await settled(async () => !page.url().includes('%3Aout')), 'what if: going back undoes the step');
  await page.setJavaScriptEnabled(false);
  await page.goto(`${url}/plan/board?all=40`);
  await follow(page, '.what-if button');
  say((await number()) < before && page.url().includes('all=40'), 'what if: without scripts the button plans again');
}

// A file is chosen by the keyboard: space on the field opens the window of the system.
async function messySpreadsheet(browser) {
  const file = path.join(path.dirname(store), 'messy.xlsx');
  execFileSync('python3', [path.join(__dirname, 'messy.py'), file]);
  const page = await open(browser, '/reports');
  await follow(page, 'main a[href="/reports/upload"]');
  await tab(page, '#file');
  const [chooser] = await Promise.all([page.waitForFileChooser({ timeout: 10000 }), page.keyboard.press('Space')]);
  await chooser.accept([file]);
  await follow(page, 'main form button');
  say((await text(page, 'main')).includes('2 reports were taken') && (await page.$$('fieldset.mend')).length === 5, 'messy spreadsheet: what is sound is taken, five rows are shown with their reasons');
  await picture(page, 'spreadsheet');
  await accessible(page, 'messy spreadsheet');
  const input = (row, column) => page.evaluate((r, c) => {
    const cell = [...document.querySelectorAll('fieldset.mend')][r].querySelectorAll('.mend-cell');
    return '#' + [...cell].find((x) => x.querySelector('label').textContent === c).querySelector('input').id;
  }, row, column);
  for (const [row, column, words] of [[0, 'area', '1300000000'], [1, 'period', '2025-Q3'], [2, 'passed_female', '11'], [4, 'form', 'training']]) await write(page, await input(row, column), words);
  await tab(page, '#skip-3');
  await page.keyboard.press('Space');
  await follow(page, 'main form .buttons button');
  say((await text(page, 'main')).includes('4 reports were taken') && !(await page.$('fieldset.mend')), 'messy spreadsheet: mended, sent again, nothing is left');
}

async function contribution(browser) {
  const page = await open(browser, '/documents');
  await tab(page, 'main a[href^="/documents/file/contribution/"]');
  await picture(page, 'documents');
  const files = await page.$$eval('main a[href^="/documents/file/contribution/"]', (all) => all.map((a) => a.getAttribute('href')));
  const sizes = [];
  for (const f of files) sizes.push(await page.evaluate(async (a) => (await (await fetch(a)).arrayBuffer()).byteLength, f));
  say(files.some((f) => f.endsWith('.docx')) && files.some((f) => f.endsWith('.pdf')) && sizes.every((n) => n > 10000), `contribution: to send and to read (${files.length} files)`);
}

async function arabic(browser) {
  const page = await open(browser, '/preferences', [{ name: 'lang', value: 'ar' }]);
  say((await page.$eval('html', (e) => e.dir)) === 'rtl', 'Arabic: pages read from right to left');
  await page.goto(`${url}/`);
  await picture(page, 'arabic');
  for (const section of ['/situation', '/law', '/plan', '/materials', '/documents']) {
    await follow(page, `.nav a[href="${section}"]`);
    if (!(await page.evaluate(() => document.documentElement.dir === 'rtl' && document.documentElement.scrollWidth <= document.documentElement.clientWidth))) say(false, `Arabic: ${section}`);
  }
  await page.goto(`${url}/edit/helpline/makabata-1383`);
  await write(page, '#f-verified_by', 'موظف المكتب');
  await follow(page, '.buttons button');
  say((await text(page, 'main')).includes('موظف المكتب'), 'Arabic: what is typed from right to left is kept');
}

// Takes up an invitation and signs in; resolves to the page.
async function join(browser, invitation, account, password) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1100, height: 760 });
  await page.goto(url + invitation, { waitUntil: 'load' });
  await picture(page, 'invitation');
  await write(page, '#password', password);
  const letters = (await text(page, '#secret-letters')).replace(/ /g, '');
  await write(page, '#code', totp(letters));
  await follow(page, 'form button');
  const codes = await page.$$eval('.codes code', (all) => all.map((c) => c.textContent));
  await pause(1200);
  await follow(page, 'a.button[href="/sign-in"]');
  await write(page, '#account', account);
  await write(page, '#password', password);
  await write(page, '#code', codes[0]);
  await follow(page, 'main form button');
  return page;
}

async function invite(page, name, account, role, target) {
  await page.goto(`${url}/people`);
  await write(page, '#name', name);
  await write(page, '#account', account);
  if (role) await pick(page, '#role', role);
  if (target) await pick(page, '#target', target);
  await follow(page, 'main form button');
  return page.$eval('#invitation', (e) => e.getAttribute('href'));
}

async function decide(page, unit, value, note) {
  await page.goto(`${url}/review/${unit}`);
  await choose(page, 'decision', value);
  if (note) await write(page, '#note', note);
  await follow(page, 'main form .buttons button');
}

// The sums of a data sheet are typed in; the pass marks decide.
async function tried(page, unit, sums) {
  await page.goto(`${url}/review/${unit}`);
  for (const [field, n] of Object.entries(sums)) await write(page, `#${field}`, String(n));
  await follow(page, '#pretest .buttons button');
}

// A message is changed by its translator, decided about by three others, tried with readers, and printed.
async function reviewed(browser, ana) {
  const message = 'MSG-U9-5';
  const texts = ['poster', 'act'].map((form) => `message_text/${message}/${form}/fil`);
  const team = {};
  for (const [name, account, role, part, password] of [
    ['Dina Lim', 'dina', 'Translator', 'author', 'four slow kites'],
    ['Emil Cruz', 'emil', 'Child-protection', 'child-protection', 'eight warm stones'],
    ['Fe Ramos', 'fe', 'Translator', 'language', 'two bright drums'],
    ['Gus Tan', 'gus', 'Pretester', 'pretester', 'seven tall reeds']]) {
    const invitation = await invite(ana, name, account, role);
    await ana.goto(`${url}/people/${account}`);
    await pick(ana, '#part', part);
    await follow(ana, 'form[action$="/part"] button');
    team[account] = await join(browser, invitation, account, password);
  }
  await ana.goto(`${url}/people/ana`);
  await pick(ana, '#part', 'approver');
  await follow(ana, 'form[action$="/part"] button');
  await picture(ana, 'part-in-review');
  await team.dina.goto(`${url}/materials/${message}`);
  await follow(team.dina, `main a[href^="/edit/message_text"][href*="%2Fposter%2Ffil"]`);
  await write(team.dina, '#f-text', 'Magalang na salita, pati sa laro');
  await follow(team.dina, '.buttons button');
  say(team.dina.url().includes(message) && (await text(team.dina, 'main')).includes('Magalang na salita'), 'a message: its translator changes it');
  for (const unit of texts) await decide(team.dina, unit, 'author submitted');
  await decide(team.fe, texts[0], 'language returned', 'Larong online, not any game');
  await picture(team.fe, 'review');
  await accessible(team.fe, 'review');
  say((await text(team.fe, '.standing')).includes('returned'), 'a message: a reviewer returns it and says why');
  await team.dina.goto(`${url}/edit/${texts[0]}`);
  await write(team.dina, '#f-text', 'Magalang na salita, pati sa larong online');
  await follow(team.dina, '.buttons button');
  await decide(team.dina, texts[0], 'author submitted');
  say(!(await team.dina.$('input[value="language accepted"]')), 'a message: who wrote it decides nothing about it');
  for (const unit of texts) {
    await decide(team.emil, unit, 'child-protection accepted');
    await decide(team.fe, unit, 'language accepted');
  }
  for (const unit of texts) await tried(team.gus, unit, { people: 3, act_named: 3, hurt: 0, number_found: 3 });
  say((await text(team.gus, 'main')).includes('not enough people'), 'a message: three readers are not enough');
  for (const unit of texts) await tried(team.gus, unit, { people: 3, act_named: 3, hurt: 0, number_found: 3, changes: 'a larger hand' });
  await picture(team.gus, 'pretest');
  await accessible(team.gus, 'pretest');
  say((await text(team.gus, '.standing')).includes('passed'), 'a message: accepted by two, understood by six: passed');
  const build = (...more) => execFileSync(copkit, ['build', '-q', '-s', store, '-o', out, '-l', 'fil', ...more, 'kit/poster'], { stdio: 'pipe' });
  build();
  // What else stands on the sheet: two translated fields, the number, the words of the program.
  for (const unit of ['translation/country/PH/short_name/fil', 'translation/institution/NCC/name/fil', 'translation/helpline/makabata-1383/hours/fil']) {
    await decide(team.dina, unit, 'author submitted');
    await decide(team.fe, unit, 'language accepted');
  }
  await decide(team.emil, 'helpline/makabata-1383', 'child-protection accepted');
  execFileSync(copkit, ['review', 'accept', '-q', '-s', store, '--role', 'language', 'words/fil'], { env: { ...process.env, COPKIT_ACTOR: 'fe' } });
  build();
  execFileSync(copkit, ['approve', '-q', '-s', store, '-l', 'fil', `kit/poster/fil/${message}`], { env: { ...process.env, COPKIT_ACTOR: 'ana' } });
  // Of all posters only this one is fit to be released.
  const released = path.join(path.dirname(store), 'released');
  try {
    execFileSync(copkit, ['build', '-q', '-s', store, '-o', released, '-l', 'fil', '--release', 'kit/poster'], { stdio: 'ignore' });
  } catch (e) {
    say(e.status === 1 && fs.readdirSync(path.join(released, 'kit', 'poster', 'fil')).filter((n) => n.endsWith('.pdf')).join() === `${message}.pdf`, 'a message: of all posters only this one is fit to be released');
  }
  await pause(2500);
  await ana.goto(`${url}/materials/${message}`);
  await picture(ana, 'poster');
  const poster = await ana.$$eval('main a[href*="kit/poster"][href$=".pdf"]', (all) => all.map((a) => a.getAttribute('href'))[0]);
  const bytes = poster ? await ana.evaluate(async (a) => Array.from(new Uint8Array(await (await fetch(a)).arrayBuffer())), poster) : [];
  const file = path.join(path.dirname(store), 'poster.pdf');
  fs.writeFileSync(file, Buffer.from(bytes));
  const words = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  say(words.includes('larong online'), 'a message: its poster is built with the new words, and handed out by the desk');
}

async function people(browser) {
  const first = await open(browser, '/people');
  const own = await invite(first, 'Ana Cruz', 'ana');
  const ana = await join(browser, own, 'ana', 'seven quiet lamps');
  say((await text(ana, '.bar')).includes('Ana Cruz'), 'people: the first joins and is signed in');
  const hers = await invite(ana, 'Ben Reyes', 'ben', 'Agency editor', 'Department of Social Welfare');
  const ben = await join(browser, hers, 'ben', 'nine green boats');
  say(ben.url().endsWith('/mine'), 'people: an agency editor lands on her own part');
  await picture(ben, 'mine');
  say((await ben.$$('main a[href^="/edit/"]')).length > 3 && !(await ben.$('.nav a[href="/law"]')), 'people: which is all she sees');
  await follow(ben, 'main a[href^="/edit/measure_profile/"]');
  await write(ben, '#f-deliverable', 'A desk in each regional office');
  await follow(ben, '.buttons button');
  say((await text(ben, 'main')).includes('A desk in each regional office'), 'people: she changes it');
  await reviewed(browser, ana).catch((e) => say(false, `reviewed: ${e.message}`));
  const next = await invite(ana, 'Carla Diaz', 'carla', 'Viewer');
  const carla = await join(browser, next, 'carla', 'twelve loud trains');
  await ana.goto(`${url}/people/ana`);
  await picture(ana, 'hand-over');
  await pick(ana, '#successor', 'Carla');
  await follow(ana, 'form[action$="/hand-over"] button');
  say(ana.url().includes('/sign-in'), 'hand over: who handed over is signed out');
  await pause(5200);
  await carla.goto(`${url}/people`);
  say((await text(carla, 'main')).includes('handed over to carla'), 'hand over: the successor keeps the desk');
  return carla;
}

async function restore(carla) {
  await carla.goto(`${url}/admin`);
  say((await text(carla, 'main')).includes('The log is whole'), 'restore: the log is whole');
  await picture(carla, 'administration');
  const file = path.join(path.dirname(store), 'backup.cop');
  const bytes = await carla.evaluate(async () => Array.from(new Uint8Array(await (await fetch('/admin/backup')).arrayBuffer())));
  fs.writeFileSync(file, Buffer.from(bytes));
  await carla.goto(`${url}/edit/helpline/makabata-1383`);
  await write(carla, '#f-hours', 'a mistake');
  await follow(carla, '.buttons button');
  const other = path.join(path.dirname(store), 'restored.cop');
  execFileSync(copkit, ['restore', '-q', '-s', other, file]);
  const hours = execFileSync(copkit, ['log', 'list', '-s', other, '--record', 'helpline/makabata-1383', '-v'], { encoding: 'utf8' });
  say(!hours.includes('a mistake') && hours.includes('desk officer'), 'restore: the backup holds what stood before the mistake');
  execFileSync(copkit, ['log', 'verify', '-q', '-s', other]);
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'],
    protocolTimeout: 60000,
  });
  try {
    for (const job of [firstHour, tenQuestions, whatIf, halfTheBudget, messySpreadsheet, contribution, arabic]) {
      try {
        await job(browser);
      } catch (e) {
        say(false, `${job.name}: ${e.message}`);
      }
    }
    await restore(await people(browser));
  } finally {
    await browser.close();
  }
}

main().catch((e) => {
  console.error(e);
  process.exitCode = 2;
});
