import { formatPath, parsePath, suggestion } from '../scenario/index.js';
import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { LONGEST_WANTED } from './ratios.js';

/** The metric that somebody wrote: `availability` means that of the totals. `known` are the paths of a result. */
export function findMetric(text: string, known: readonly string[], option: string): Result<string> {
  const at = { file: `${option} ${text}` };
  const parsed = parsePath(text.trim());
  if (!parsed.ok)
    return failure({
      at,
      message: 'expected the path of a metric',
      hint: 'cost.total, services.chat.availability, pools["a.b"].priceMean',
    });
  const path = formatPath(parsed.value);
  for (const candidate of [path, `totals.${path}`]) if (known.includes(candidate)) return success(candidate);
  const names = known.filter((name) => name !== LONGEST_WANTED);
  const group = parsed.value.length > 1 && names.some((name) => name.startsWith(`${parsed.value[0]}.`));
  const pool = group ? names : names.filter((name) => name.startsWith('totals.')).map(shortMetric);
  const below = pool.filter((name) => name.startsWith(`${path}.`));
  const hint = below.length > 0 ? `one of ${below.join(', ')}` : suggestion(path, pool, 'metrics');
  return failure({
    at,
    message: `no metric is called ${JSON.stringify(text.trim())}`,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** As people write it: without `totals.`. */
export const shortMetric = (path: string): string => path.replace(/^totals\./, '');

/** All that were written, each fault once. */
export function findMetrics(
  texts: readonly string[],
  known: readonly string[],
  option = '--metric',
): Result<readonly string[]> {
  const found = texts.map((text) => findMetric(text, known, option));
  const issues = found.flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0) return failure(...issues);
  return success([...new Set(found.flatMap((one) => (one.ok ? [one.value] : [])))]);
}
