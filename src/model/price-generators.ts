import { ornsteinUhlenbeck, providerFault, providerPrice } from '../market/index.js';
import { seasonalWave } from '../units/index.js';
import { generated, type PriceCompiler } from './price-setting.js';

export const compileOrnsteinUhlenbeck: PriceCompiler<'ornstein-uhlenbeck'> = (spec, setting) => {
  const wave = spec.season && seasonalWave(spec.season, setting.start);
  const make = generated<'ornstein-uhlenbeck'>((whole, stream, limits) =>
    ornsteinUhlenbeck(whole, stream, limits, wave),
  );
  return make(spec, setting);
};

export const compileProvider: PriceCompiler<'provider'> = (spec, setting) => {
  const fault = providerFault(spec);
  if (fault === undefined) return generated<'provider'>(providerPrice)(spec, setting);
  setting.faults.add([...setting.at, 'arrivals'], fault);
  return undefined;
};
