/**
 * The known word nearest to what was written (Levenshtein with swaps of neighbours, letters' case aside), or one
 * that begins with it; undefined if none is near.
 */
function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const distance = distanceBetween(wanted, candidate.toLowerCase());
    const longer = Math.max(word.length, candidate.length);
    const allowed = Math.min(Math.max(1, Math.floor(longer * 0.4)), word.length - 1);
    if (distance <= allowed && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** `did you mean "notice"?`, or what there is, if that is not too much to say. */
export function suggestion(word: string, known: Iterable<string>, what = 'known'): string | undefined {
  const names = [...known];
  const near = nearest(word, names);
  if (near !== undefined) return `did you mean ${JSON.stringify(near)}?`;
  if (names.length === 0) return undefined;
  const more = names.length > 12 ? ', …' : '';
  return `${what}: ${names.slice(0, 12).join(', ')}${more}`;
}

const LONGEST = 200;

function distanceBetween(word: string, candidate: string): number {
  if (word.length > 1 && candidate.startsWith(word)) return candidate === word ? 0 : 0.5;
  const a = word.slice(0, LONGEST);
  const b = candidate.slice(0, LONGEST);
  let older: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? older[j - 2] + 1 : Infinity;
      row.push(Math.min(replaced, swapped, previous[j] + 1, row[j - 1] + 1));
    }
    older = previous;
    previous = row;
  }
  return previous[b.length];
}
