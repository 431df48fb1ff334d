/**
 * What the browser bundle is asked to do inside the bare context: read, compile and run a tiny scenario.
 * The text of `smoke` is evaluated there, so it may use nothing but its argument and the language.
 * Returns one line that says what was shown.
 */
export function smoke(spotsim) {
  const names = Object.keys(spotsim);
  const missing = ['parseScenario', 'compile', 'run'].filter((name) => typeof spotsim[name] !== 'function');
  if (missing.length > 0) return `evaluated, ${names.length} names; not run, no ${missing.join(', ')}`;
  const OU = { process: 'ornstein-uhlenbeck', median: 0.25, sigma: 0.3, reversion: '0.2/h', interval: '5m' };
  const ERLANG = { process: 'erlang', capacity: 5, arrivals: '2/h', hold: '1h' };
  const pool = { name: 'a', type: 't', region: 'r', zone: 'z', standardPrice: 1, price: OU, stock: ERLANG };
  const service = { name: 's', replicas: 2, instances: [{ type: 't', spotPriceLimit: 0.3 }, { type: 't' }] };
  const input = { version: 1, name: 'smoke', seed: 7, duration: '2d', pools: [pool], services: [service] };
  const parsed = spotsim.parseScenario(
    { name: 'smoke.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [] }) },
  );
  if (!parsed.ok) throw new Error(parsed.issues.map(spotsim.formatIssue).join('; '));
  const model = spotsim.compile(parsed.value, spotsim.inMemory());
  if (!model.ok) throw new Error(model.issues.map(spotsim.formatIssue).join('; '));
  const [first, second] = [spotsim.run(model.value), spotsim.run(model.value)];
  if (first.digest !== second.digest) throw new Error('the same seed gave another digest');
  if (first.totals.acquisitions < 2) throw new Error('nothing was acquired');
  return `evaluated, ${names.length} names; ran a scenario, digest ${first.digest}`;
}
