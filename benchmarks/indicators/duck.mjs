// SPDX-License-Identifier: Apache-2.0
// duck.mjs load FILE.csv STORE.duckdb | ask STORE.duckdb -- the peer: the same
// observations in DuckDB's own file, asked by a fresh process.
import { DuckDBInstance } from "@duckdb/node-api";
const [, , what, ...args] = process.argv;
const store = await DuckDBInstance.create(args.at(-1), { threads: "2" });
const db = await store.connect();
if (what === "load") {
  await db.run(`CREATE TABLE o AS SELECT * FROM read_csv('${args[0]}', header = false,
    columns = {'indicator': 'VARCHAR', 'area': 'VARCHAR', 'period': 'VARCHAR', 'value': 'DOUBLE'})`);
  await db.run("CHECKPOINT");
} else {
  const rows = await db.runAndReadAll("SELECT indicator, area, period, sum(value) FROM o GROUP BY ALL");
  console.log(rows.currentRowCount);
}
db.closeSync();
store.closeSync();
