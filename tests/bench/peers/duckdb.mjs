// DuckDB, in memory: rows that are asked when a wall is wanted.
//
//   node duckdb.mjs FOLDER END_US ANSWERS
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { measured, windows, writeAnswers } from './figures.mjs';

const { DuckDBInstance } = createRequire(join(process.cwd(), 'package.json'))('@duckdb/node-api');
const [folder, endText, out] = process.argv.slice(2);
const end = Number(endText);
const kinds = ['offered', 'answered', 'abandoned', 'inbound', 'outbound'];

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(
  'CREATE TABLE events (time BIGINT, brand VARCHAR, channel VARCHAR, kind VARCHAR, wait BIGINT, author VARCHAR)');

const question = Object.entries(windows).map(([name, seconds]) => `
  SELECT '${name}' AS "window", brand, channel,
    ${kinds.map((kind) => `count(*) FILTER (kind = '${kind}') AS ${kind}`).join(', ')},
    quantile_disc(wait, 0.5) FILTER (kind = 'answered') AS p50,
    quantile_disc(wait, 0.95) FILTER (kind = 'answered') AS p95,
    count(DISTINCT author) FILTER (kind = 'inbound') AS authors
  FROM events WHERE time >= ${end - seconds * 1e6} AND time < ${end} AND kind <> 'other'
  GROUP BY CUBE (brand, channel)`).join(' UNION ALL ');
const ask = async () => (await connection.runAndReadAll(question)).getRows();

await measured('load', async () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv')).sort()) {
    await connection.run(`INSERT INTO events SELECT * FROM read_csv('${join(folder, file)}', header = false,
      columns = {'time': 'BIGINT', 'brand': 'VARCHAR', 'channel': 'VARCHAR', 'kind': 'VARCHAR', 'wait': 'BIGINT',
                 'author': 'VARCHAR'})`);
  }
});
await ask();  // the second time it is warm
writeAnswers(out, await measured('ask', ask));
