export { parseScenario, type ParseOptions } from './parse.js';
export type { Source } from './document.js';
export { describeVariant } from './variants.js';
export { easService, type EasService } from './eas/service.js';
export { priceTableJsonSchema, scenarioJsonSchema } from './json-schema.js';
export { presetPrice } from './preset-price.js';
export { PRICE_PRESETS } from './price-presets.js';
export { PRESETS, PROVIDERS, type ProviderName, type Rules } from './presets.js';
export { STOCK_PRESETS, type StockPresetName, type ZonePreset } from './stock-presets.js';
export { formatPath, parsePath } from './path.js';
export { suggestion } from './nearest.js';
export { parsePriceTable, type ModelPrices, type PriceTable } from './price-table.js';
export { fileBeside } from './file-path.js';
export { parseDuration } from './schema/quantities.js';
export { isPlain, modifiersOf } from './strategy.js';
export { roomOf, shareOf } from './share.js';
export type { CountOrPercent } from './schema/numbers.js';
export type {
  Action,
  AutoscalingSpec,
  DedicatedSpec,
  DemandSpec,
  Difference,
  EntrySpec,
  JobSpec,
  MarketSpec,
  ParsedScenario,
  PlanSpec,
  PoolSpec,
  PriceSpec,
  Scenario,
  ServiceSpec,
  ServiceUpdate,
  StockSpec,
  TokenDemandSpec,
  StrategySpec,
  VariantInfo,
} from './types.js';
export { takesWholeNumbers } from './whole-keys.js';
