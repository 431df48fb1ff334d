import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What the benches use of simjs 2.0.3, which has no types. */
export interface SimJs {
  readonly Sim: new () => SimJsSimulation;
  readonly Entity: new () => SimJsEntity;
  readonly Facility: (new (name: string, discipline: number, servers: number) => object) & {
    readonly FCFS: number;
  };
}

interface SimJsSimulation {
  addEntity(entity: new () => SimJsEntity, name: string): void;
  simulate(end: number): void;
}

interface SimJsEntity {
  setTimer(delay: number): SimJsRequest;
  useFacility(facility: object, duration: number): SimJsRequest;
}

interface SimJsRequest {
  done(callback: () => void, context: object): void;
}

/** The package exports nothing: it hangs its names on `window`, which it has to find at loading. */
export function loadSimJs(): SimJs {
  const browser = globalThis as { window?: { Sim?: SimJs } };
  browser.window = {};
  require('simjs');
  const library = browser.window.Sim;
  delete browser.window;
  if (library === undefined) throw new Error('simjs did not load');
  return library;
}
