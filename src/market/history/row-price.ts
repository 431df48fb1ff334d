import { MAX_PRICE, shown, toMicro, type Issue, type MicroPerHour } from '../../units/index.js';

type Fault = Pick<Issue, 'message' | 'hint'>;

const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;
const COMMA = /^\s*\d+,\d+\s*$/;

/** A price per hour as a file has it, in micro-units, rounded once; or why it is none. */
export function readPrice(raw: unknown): MicroPerHour | Fault {
  const wanted = 'expected a positive number';
  if (raw === undefined || raw === '') return { message: `no price: ${wanted}` };
  const number = numberOf(raw);
  if (number === undefined || number <= 0) {
    const message = `price ${shown(raw)}: ${wanted}`;
    return typeof raw === 'string' && COMMA.test(raw)
      ? { message, hint: 'write a decimal point' }
      : { message };
  }
  const micro = toMicro(number);
  if (micro === 0) return { message: `price ${shown(raw)}: less than half a millionth` };
  return micro <= MAX_PRICE ? micro : { message: `price ${shown(raw)}: expected at most ${MAX_PRICE / 1e6}` };
}

/** The price that a share of the standard price is, rounded once, half up; 0.1 is a tenth of the standard price. */
export function readDiscount(raw: unknown, standardPrice: MicroPerHour): MicroPerHour | Fault {
  const wanted = 'expected a share of the standard price, above 0 and at most 1';
  if (raw === undefined || raw === '') return { message: `no discount: ${wanted}` };
  const share = numberOf(raw);
  if (share === undefined || share <= 0 || share > 1) {
    const message = `discount ${shown(raw)}: ${wanted}`;
    return share !== undefined && share > 1
      ? { message, hint: 'these are not the shares that this format has; nothing is taken for percent' }
      : { message };
  }
  const micro = Math.floor(share * standardPrice + 0.5);
  return micro > 0 ? micro : { message: `discount ${shown(raw)}: a price below half a millionth` };
}

function numberOf(raw: unknown): number | undefined {
  const number = typeof raw === 'string' && DECIMAL.test(raw) ? Number(raw) : raw;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
