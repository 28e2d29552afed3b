// SPDX-License-Identifier: Apache-2.0
// typst.js -- Typst on the texts that bench_typeset writes in its language.
//
//   typst.js warm FILE.typ N     one process: median milliseconds of N
//   typst.js cold FILE.typ       one document and out, for timing the process
//
// "@@" in a text becomes the number of the run, in ours as in theirs, so that
// nobody hands back the document before.
'use strict';
const fs = require('fs');
const path = require('path');
const { NodeCompiler } = require(path.join(__dirname, '..', 'node_modules', '@myriaddreamin', 'typst-ts-node-compiler'));

const [mode, file, count] = process.argv.slice(2);
const source = fs.readFileSync(file, 'utf8');
const compiler = NodeCompiler.create({
  workspace: path.dirname(path.resolve(file)),
  fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/noto', '/usr/share/fonts/truetype/andika', '/usr/share/fonts/opentype/noto'] }],
});

// The numbers of bench_typeset: permutations of the same digits.
function number(run) {
  const digits = [1, 2, 3, 4, 5];
  let n = 0;
  for (let left = 5; left > 0; left--) {
    const k = run % left;
    run = Math.floor(run / left);
    n = 10 * n + digits[k];
    digits[k] = digits[left - 1];
  }
  return n;
}

function make(i) {
  const result = compiler.compile({ mainFileContent: source.replaceAll('@@', String(number(i))) });
  if (result.hasError()) {
    result.printErrors();
    process.exit(1);
  }
  return { pages: result.result.numOfPages, pdf: compiler.pdf(result.result) };
}

const first = make(0);
const times = [];
for (let i = 1; mode === 'warm' && i <= Number(count); i++) {
  const start = process.hrtime.bigint();
  make(i);
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
times.sort((a, b) => a - b);
if (process.env.BENCH_OUT) fs.writeFileSync(process.env.BENCH_OUT, first.pdf);
console.log(mode === 'warm' ? times[times.length >> 1].toFixed(3) : '0', first.pages, first.pdf.length);
