import type { UnitTerms } from './unit.js';

/** Order of examination among units of one cause: ceiling, then the seeded key, then the number. */
export const byCeiling = (a: UnitTerms, b: UnitTerms): number =>
  a.ceiling - b.ceiling || a.tie - b.tie || a.id - b.id;

// The keys of the units that are being put in order. Each unit is read once: a comparison of units would fetch both
// from memory, again and again.
let ceilings = new Float64Array(64);
let ties = new Float64Array(64);

/** Puts units in order, in their place. */
export function sortUnits(units: UnitTerms[]): void {
  const size = units.length;
  if (size < 2) return;
  if (size > ceilings.length) {
    ceilings = new Float64Array(2 * size);
    ties = new Float64Array(2 * size);
  }
  for (let place = 0; place < size; place++) {
    ceilings[place] = units[place].ceiling;
    ties[place] = units[place].tie;
  }
  for (const gap of GAPS) if (gap < size) sortByGap(units, gap);
}

/** Gaps of a shell sort (M. Ciura 2001, then by 2.25): lists are short, and often in order nearly. */
const GAPS = [80751, 35890, 15951, 7089, 3151, 1400, 622, 276, 123, 57, 23, 10, 4, 1];

/** Insertion among those that stand `gap` apart. */
function sortByGap(units: UnitTerms[], gap: number): void {
  for (let end = gap; end < units.length; end++) {
    const unit = units[end];
    const ceiling = ceilings[end];
    const tie = ties[end];
    let place = end;
    for (; place >= gap && follows(units, place - gap, { ceiling, tie, id: unit.id }); place -= gap) {
      units[place] = units[place - gap];
      ceilings[place] = ceilings[place - gap];
      ties[place] = ties[place - gap];
    }
    units[place] = unit;
    ceilings[place] = ceiling;
    ties[place] = tie;
  }
}

/** Whether the unit at a place stands behind these keys. */
function follows(
  units: readonly UnitTerms[],
  place: number,
  { ceiling, tie, id }: Pick<UnitTerms, 'ceiling' | 'tie' | 'id'>,
): boolean {
  if (ceilings[place] !== ceiling) return ceilings[place] > ceiling;
  if (ties[place] !== tie) return ties[place] > tie;
  return units[place].id > id;
}
