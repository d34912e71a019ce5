import { measureScreen } from './test/bench/screen.ts';
import { measureWebhooks } from './test/bench/webhook.ts';
const t = Date.now();
for (const row of await measureWebhooks([1, 16, 64], 6_000)) console.log(row.candidate, row.connections, JSON.stringify(row, (k, v) => typeof v === 'number' ? Math.round(v * 100) / 100 : v).slice(0, 300));
console.log('took', Date.now() - t);
console.log(JSON.stringify(await measureScreen(100)));
console.log('took', Date.now() - t);
process.exit(0);
