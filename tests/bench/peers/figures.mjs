// What the peers on Node have in common: CPU time of all threads, and a line of JSON for each figure.
import { writeFileSync } from 'node:fs';

export async function measured(name, work) {
  const cpu = process.cpuUsage(), begin = performance.now();
  const result = await work();
  const spent = process.cpuUsage(cpu);
  const say = (what, value) => console.log(JSON.stringify({ name: `${name}.${what}`, value, unit: 's' }));
  say('cpu', (spent.user + spent.system) / 1e6);
  say('wall', (performance.now() - begin) / 1e3);
  return result;
}

export const windows = { '1m': 60, '5m': 300, '15m': 900, '30m': 1800, '60m': 3600 };

// Rows of [window, brand, channel, offered, answered, abandoned, inbound, outbound, p50, p95, authors]; a brand or
// channel that is empty is the roll-up.
export function writeAnswers(path, rows) {
  const text = (value) => (value === null || value === '' ? 'all' : value);
  const whole = (value) => Math.round(Number(value) || 0);
  writeFileSync(path, rows.map(([window, brand, channel, ...numbers]) =>
    [window, text(brand), text(channel), ...numbers.map(whole)].join('\t') + '\n').join(''));
}
