import { regimeSwitching, spikes, spikesFault, steadyClock } from '../market/index.js';
import { chainFault } from '../random/index.js';
import { presetPrice } from '../scenario/index.js';
import { generatedLimits, type PriceCompiler } from './price-setting.js';

/** Spikes speak of the tier of their base. */
export const compileSpikes: PriceCompiler<'spikes'> = (spec, setting) => {
  const clock = typeof spec.clock === 'number' ? steadyClock(spec.clock) : spec.clock;
  const base = setting.compile(spec.base, [...setting.at, 'base']);
  const fault = spikesFault({ clock, duration: spec.duration });
  if (fault !== undefined) setting.faults.add([...setting.at, fault.key], fault);
  if (base === undefined || fault !== undefined) return undefined;
  const limits = generatedLimits(setting, base.tier);
  if (limits === undefined) return undefined;
  return {
    tier: base.tier,
    process: (stream, streamOf, view) => {
      const under = base.process(stream, (...purpose) => streamOf('base', ...purpose), view);
      const streams = {
        clock: streamOf('spikes', 'clock'),
        marks: streamOf('spikes', 'marks'),
        start: streamOf('spikes', 'start'),
      };
      return spikes(under, { ...spec, clock }, streams, limits);
    },
  };
};

export const compileRegimes: PriceCompiler<'regime-switching'> = (spec, setting) => {
  const fault = chainFault(spec.rates);
  const called = (state: number): string => spec.regimes[state].name ?? `regime ${state}`;
  if (fault !== undefined) {
    const { state, unreached } = fault;
    const message =
      unreached === undefined
        ? `${called(state)} is never left: expected a rate above 0 to another regime`
        : `${called(unreached)} is never reached from ${called(state)}: the regimes have no stationary shares`;
    setting.faults.add([...setting.at, 'rates', state], { message });
    return undefined;
  }
  const limits = generatedLimits(setting);
  if (limits === undefined) return undefined;
  return {
    tier: 'unprotected',
    process: (ticks, streamOf) => regimeSwitching(spec, { ticks, regimes: streamOf('regimes') }, limits),
  };
};

export const compilePreset: PriceCompiler<'preset'> = (spec, setting) =>
  setting.compile(presetPrice(spec.name, setting.pool.standardPrice), setting.at);
