// ClickHouse (chdb, in this process): rows that are asked when a wall is wanted, or panes of one second that a
// materialised view keeps while rows come in.
//
//   node clickhouse.mjs rows|panes FOLDER END_US ANSWERS
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { measured, windows, writeAnswers } from './figures.mjs';

const { Session } = createRequire(join(process.cwd(), 'package.json'))('chdb');
const [mode, folder, endText, out] = process.argv.slice(2);
const end = Number(endText);
const columns = 'time Int64, brand LowCardinality(String), channel LowCardinality(String), ' +
  'kind LowCardinality(String), wait Int64, author String';
const kinds = ['offered', 'answered', 'abandoned', 'inbound', 'outbound'];
const figures = (suffix) => [
  ...kinds.map((kind) => `countIf${suffix}(kind = '${kind}') AS ${kind}`),
  `quantilesDDIf${suffix}(0.01, 0.5, 0.95)(wait, kind = 'answered') AS waits`,
  `uniqExactIf${suffix}(author, kind = 'inbound') AS authors`].join(', ');

const data = mkdtempSync(join(tmpdir(), 'bench-clickhouse-'));
const session = new Session(data);
const run = (sql) => session.query(sql, 'JSONCompactEachRow');
run('CREATE DATABASE bench ENGINE = Atomic');
run(`CREATE TABLE bench.events (${columns}) ENGINE = ${mode === 'rows' ? 'MergeTree ORDER BY time' : 'Null'}`);
if (mode === 'panes') {
  const view = `SELECT intDiv(time, 1000000) AS second, brand, channel, ${figures('State')}
    FROM bench.events WHERE kind != 'other' GROUP BY second, brand, channel`;
  run(`CREATE TABLE bench.panes ENGINE = AggregatingMergeTree ORDER BY (second, brand, channel) EMPTY AS ${view}`);
  run(`CREATE MATERIALIZED VIEW bench.view TO bench.panes AS ${view}`);
}

const fromRows = (seconds) => `${figures('')} FROM bench.events
  WHERE time >= ${end - seconds * 1e6} AND time < ${end} AND kind != 'other'`;
const fromPanes = (seconds) => `${kinds.map((kind) => `countIfMerge(${kind}) AS ${kind}`).join(', ')},
  quantilesDDIfMerge(0.01, 0.5, 0.95)(waits) AS waits, uniqExactIfMerge(authors) AS authors FROM bench.panes
  WHERE second >= ${end / 1e6 - seconds} AND second < ${end / 1e6}`;
const question = Object.entries(windows).map(([name, seconds]) =>
  `SELECT window, brand, channel, ${kinds.join(', ')}, waits[1], waits[2], authors FROM (
     SELECT '${name}' AS window, toString(brand) AS brand, toString(channel) AS channel,
     ${mode === 'rows' ? fromRows(seconds) : fromPanes(seconds)} GROUP BY brand, channel WITH CUBE)`).join(' UNION ALL ');

await measured('load', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv')).sort()) {
    run(`INSERT INTO bench.events SELECT * FROM file('${join(folder, file)}', 'CSV', '${columns}')`);
  }
});
run(question);  // the second time it is warm
const answer = await measured('ask', () => run(question));
writeAnswers(out, answer.trim().split('\n').map((line) => JSON.parse(line)));
session.close();
rmSync(data, { recursive: true, force: true });
