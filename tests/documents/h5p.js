// SPDX-License-Identifier: Apache-2.0
// h5p.js schema FOLDER   h5p.json and library.json against the schemas of h5p-server
// h5p.js play FOLDER     plays the package in Chromium with h5p-standalone, choosing
//                        the first choice each time; prints what xAPI was told
'use strict';
const fs = require('fs'), http = require('http'), path = require('path');
const modules = process.env.NODE_MODULES, [mode, folder] = process.argv.slice(2);
const read = f => JSON.parse(fs.readFileSync(f, 'utf8'));

function schema() {
  const Ajv = require(path.join(modules, 'ajv')), dir = path.join(modules, '@lumieducation/h5p-server/build/src/schemas');
  const ajv = new (Ajv.default || Ajv)({ strict: false, allErrors: true });
  ajv.addKeyword('regexp');
  for (const name of ['h5p-schema.json', 'library-name-schema.json', 'library-schema.json']) ajv.addSchema(read(path.join(dir, name)), name);
  const package_ = read(path.join(folder, 'h5p.json')), main = package_.preloadedDependencies.find(d => d.machineName === package_.mainLibrary);
  const library = path.join(folder, `${main.machineName}-${main.majorVersion}.${main.minorVersion}`);
  const faults = [];
  for (const [name, value] of [['h5p-schema.json', package_], ['library-schema.json', read(path.join(library, 'library.json'))]])
    if (!ajv.validate(name, value)) faults.push(name + ': ' + ajv.errorsText());
  // the content against the library's own semantics, as the editor reads them
  const kinds = { text: 'string', select: 'string', number: 'number', boolean: 'boolean' };
  function look(field, value, at) {
    if (value === undefined) return field.optional || faults.push(at + ' is missing');
    if (field.type === 'list') {
      if (!Array.isArray(value) || value.length < (field.min || 0)) return faults.push(at + ' is no list');
      return value.forEach((v, i) => look(field.field, v, `${at}[${i}]`));
    }
    if (field.type === 'group') return fields(field.fields, value, at);
    if (typeof value !== kinds[field.type]) faults.push(at + ' is no ' + field.type);
    if (field.options && !field.options.some(o => o.value === value)) faults.push(at + ' is no option');
    if (field.max !== undefined && field.type === 'number' && (value > field.max || value < field.min)) faults.push(at + ' is outside');
  }
  function fields(list, value, at) {
    for (const f of list) look(f, value[f.name], `${at}.${f.name}`);
    for (const k of Object.keys(value)) if (!list.some(f => f.name === k)) faults.push(`${at}.${k} is unknown`);
  }
  fields(read(path.join(library, 'semantics.json')), read(path.join(folder, 'content/content.json')), 'content');
  console.log(faults.length ? faults.join('\n') : 'valid');
}

async function play() {
  const puppeteer = require(path.join(modules, 'puppeteer-core')), dist = path.join(modules, 'h5p-standalone/dist');
  const page_ = '<!DOCTYPE html><meta charset="utf-8"><div id="h5p"></div><script src="/dist/main.bundle.js"></script><script>window.told = [];' +
    'new H5PStandalone.H5P(document.getElementById("h5p"), { h5pJsonPath: "/package", frameJs: "/dist/frame.bundle.js", frameCss: "/dist/styles/h5p.css" }).then(function () {' +
    'H5P.externalDispatcher.on("xAPI", function (e) { window.told.push({ verb: e.getVerb(), score: e.getScore(), max: e.getMaxScore() }); }); window.ready = true; });</script>';
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
  const server = http.createServer((q, a) => {
    const url = q.url.split('?')[0];
    if (url === '/') return a.setHeader('Content-Type', 'text/html'), a.end(page_);
    const file = url.startsWith('/dist/') ? path.join(dist, url.slice(6)) : path.join(folder, url.replace('/package/', ''));
    if (!fs.existsSync(file)) return a.writeHead(404), a.end();
    a.setHeader('Content-Type', types[path.extname(file)] || 'application/octet-stream');
    a.end(fs.readFileSync(file));
  });
  await new Promise(r => server.listen(0, '127.0.0.1', r));
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage(), faults = [];
    page.on('pageerror', e => faults.push(String(e)));
    await page.goto('http://127.0.0.1:' + server.address().port + '/');
    let frame = null;
    for (let i = 0; i < 200 && !frame; i++) {
      for (const f of page.frames()) if (await f.$('.copkit-quiz .stage button').catch(() => null)) frame = f;
      if (!frame) await new Promise(r => setTimeout(r, 50));
    }
    if (!frame) throw new Error('the quiz does not appear: ' + faults.join(' '));
    let questions = 0;
    while ((await frame.$$('.stage button')).length > 1) {
      await frame.click('.stage button');
      await frame.waitForSelector('.stage .answer');
      await frame.click('.stage button.next');
      questions++;
    }
    const number = await frame.$eval('.help a', a => a.href), told = await page.evaluate(() => window.told);
    console.log(JSON.stringify({ questions, number, told: told.filter(t => t.verb === 'completed'), faults }));
  } finally {
    await browser.close();
    server.close();
  }
}

(mode === 'schema' ? async () => schema() : play)().catch(e => { console.error(e); process.exit(1); });
