import { resolve } from 'node:path';
import { failure, JsonElements, recognizeFile, success } from '../../index.js';
import type { Issue, JsonSink, Result } from '../../index.js';
import { fileAssets } from '../../node/index.js';

/** What a provider's catalogue says of a type, perhaps in one zone. */
export interface TypeFacts {
  readonly type: string;
  readonly zone?: string | undefined;
  /** False where bidding is not supported. */
  readonly spot: boolean;
  /** The price without protection as a share of the standard price, and what that is from. */
  readonly share?: { readonly value: number; readonly why: string } | undefined;
  /** False where none can be had now. */
  readonly inStock?: boolean | undefined;
  /** Share of instances released in 30 days: the middle of the bucket, and the bucket as it is written. */
  readonly release?: { readonly rate: number; readonly bucket: string } | undefined;
}

export interface Catalogue {
  readonly file: string;
  readonly kind: 'machine-spec' | 'spot-advice';
  readonly facts: readonly TypeFacts[];
}

/** Which types and zones are meant. */
export interface CatalogueFilter {
  readonly zone?: string;
  readonly instanceType?: string;
}

/** Reads EAS `DescribeMachineSpec` or ECS `DescribeSpotAdvice`; undefined if the file is neither. */
export function readCatalogue(
  file: string,
  cwd: string,
  filter: CatalogueFilter,
): Result<Catalogue> | undefined {
  const opened = fileAssets(cwd).open(resolve(cwd, file));
  if (!opened.ok) return undefined;
  let reader: CatalogueReader | undefined;
  let walk: JsonElements | undefined;
  for (const chunk of opened.value) {
    if (walk === undefined || reader === undefined) {
      const { catalogue } = recognizeFile(chunk);
      if (catalogue === undefined) return undefined;
      reader = new CatalogueReader(file, catalogue);
      walk = new JsonElements(reader);
    }
    walk.push(chunk);
  }
  walk?.end();
  return walk === undefined ? undefined : reader?.end(walk.fault, filter);
}

type Row = Readonly<Record<string, unknown>>;

class CatalogueReader implements JsonSink {
  readonly #file: string;
  readonly #kind: Catalogue['kind'];
  readonly #facts: TypeFacts[] = [];
  readonly #issues: Issue[] = [];
  #zone: string | undefined;

  constructor(file: string, kind: Catalogue['kind']) {
    this.#file = file;
    this.#kind = kind;
  }

  wants(path: string): boolean {
    return path.endsWith(this.#kind === 'machine-spec' ? 'InstanceMetas' : 'AvailableSpotZone');
  }

  element(_path: string, value: unknown, line: number, column: number): void {
    const at = { file: this.#file, line, column };
    if (!isRow(value)) {
      this.#issues.push({ at, message: 'expected a record { ... }' });
      return;
    }
    const read = this.#kind === 'machine-spec' ? [machineSpec(value)] : this.#zoneAdvice(value);
    for (const facts of read) {
      if ('fault' in facts) this.#issues.push({ at, message: facts.fault });
      else this.#facts.push(facts);
    }
  }

  scalar(): void {
    // Nothing outside the lists matters here.
  }

  end(
    fault: { readonly message: string; readonly line: number; readonly column: number } | undefined,
    { zone, instanceType }: CatalogueFilter,
  ): Result<Catalogue> {
    const { line, column, message } = fault ?? {};
    if (message !== undefined)
      return failure({ at: { file: this.#file, line: line ?? 1, column: column ?? 1 }, message });
    if (this.#issues.length > 0) return failure(...this.#issues.slice(0, 20));
    const facts = this.#facts.filter(
      (one) =>
        (instanceType === undefined || one.type === instanceType) &&
        (zone === undefined || one.zone === undefined || one.zone === zone),
    );
    if (facts.length > 0) return success({ file: this.#file, kind: this.#kind, facts });
    const empty =
      this.#facts.length === 0 ? 'the catalogue is empty' : 'no type of the catalogue is the one asked for';
    return failure({ at: { file: this.#file }, message: empty, hint: 'check --instance-type and --zone' });
  }

  /** The page of the interface shows zone and resources as two elements of the list: the zone is remembered. */
  #zoneAdvice(row: Row): (TypeFacts | { fault: string })[] {
    const zone = row['ZoneId'];
    if (typeof zone === 'string') this.#zone = zone;
    const list = isRow(row['AvailableSpotResources'])
      ? row['AvailableSpotResources']['AvailableSpotResource']
      : undefined;
    return (Array.isArray(list) ? (list as unknown[]) : []).map((one) =>
      isRow(one) ? spotAdvice(one, this.#zone) : { fault: 'expected a record { ... }' },
    );
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `NonProtectSpotDiscount` is absent where bidding is not supported; 0.1 is a tenth of the standard price. */
function machineSpec(row: Row): TypeFacts | { fault: string } {
  const type = row['InstanceType'];
  if (typeof type !== 'string' || type === '') return { fault: 'a type without InstanceType' };
  const bare = shareOf(row['NonProtectSpotDiscount']);
  const shielded = shareOf(row['SpotDiscount']);
  if (bare === 'none' || shielded === 'none')
    return { fault: `${type}: a discount is a share of the standard price, above 0 and at most 1` };
  const status = row['StockStatus'];
  const inStock =
    row['IsAvailable'] === false ? false : status === undefined ? undefined : status === 'WithStock';
  if (bare !== undefined)
    return { type, spot: true, inStock, share: { value: bare, why: `${bare} of standard now` } };
  if (shielded === undefined) return { type, spot: false, inStock };
  const value = Number((shielded * TIER_RATIO).toPrecision(6));
  return { type, spot: true, inStock, share: { value, why: `0.9 of the protected ${shielded} now` } };
}

/** Alibaba Cloud's price without protection against that with it. */
const TIER_RATIO = 0.9;

function shareOf(raw: unknown): number | undefined | 'none' {
  if (raw === undefined || raw === null) return undefined;
  const share = Number(raw);
  return share > 0 && share <= 1 ? share : 'none';
}

/** `AverageSpotDiscount` is a percentage of the standard price; numbers come as text too. */
function spotAdvice(row: Row, zone: string | undefined): TypeFacts | { fault: string } {
  const type = row['InstanceType'];
  if (typeof type !== 'string' || type === '') return { fault: 'a resource without InstanceType' };
  const percent = Number(row['AverageSpotDiscount']);
  if (!(percent > 0 && percent <= 100))
    return { fault: `${type}: AverageSpotDiscount: expected a percentage of the standard price, above 0` };
  const why = `${percent} % of standard on average over 30 days`;
  return { type, zone, spot: true, share: { value: percent / 100, why }, release: releaseOf(row) };
}

/** The middle of the bucket that `InterruptRateDesc` names, such as `0-3%`. */
function releaseOf(row: Row): TypeFacts['release'] {
  const bucket = row['InterruptRateDesc'];
  const ends = typeof bucket === 'string' ? /^\s*(\d+)\s*-\s*(\d+)\s*%\s*$/.exec(bucket) : null;
  if (ends === null) return undefined;
  const rate = (Number(ends[1]) + Number(ends[2])) / 200;
  return rate > 0 && rate < 1 ? { rate, bucket: String(bucket).trim() } : undefined;
}
