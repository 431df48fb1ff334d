import { compile, inMemory, parseScenario, run, type Result } from '../../src/index.js';
const pool = { name: 'a', type: 't', region: 'r', zone: 'z', standardPrice: 1, spot: false };
const service = { name: 's', startup: '1h', instances: [{ type: 't' }] };
const input = { version: 1, name: 'day', duration: '1d', pools: [pool], services: [service] };
const read = (): Result<string> => ({ ok: false, issues: [{ message: 'no files here' }] });
const parsed = parseScenario({ name: 'day.json', text: JSON.stringify(input) }, { read });
const model = parsed.ok ? compile(parsed.value, inMemory()) : parsed;
export const outcome = model.ok ? run(model.value).totals : model.issues; // 23 hours at 1.00
