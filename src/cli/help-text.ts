export const ABOUT =
  'Simulates spot markets and the services that run on them: what a bid ceiling, a protection period or ' +
  'another fallback list does to cost and downtime. Same scenario and seed, same result.';

/** Shown under the help of each command. */
export const EXAMPLES = {
  spotsim: `
Examples:
  spotsim list                                  the scenarios that come along
  spotsim run eas-quick-start                   run one of them
  spotsim init service.json --out my.yaml       make a scenario of an EAS service
  spotsim run my.yaml --set services.chat.replicas=8
  spotsim run --help                            more on a command

Exit codes: 0 done, 1 the input is at fault, 2 we are. With --debug, an unexpected error shows where.`,
  run: `
Examples:
  spotsim run eas-quick-start
  spotsim run my.yaml --variants
  spotsim run my.yaml --set services.chat.instances.0.spotPriceLimit=0.15 --seed 7
  spotsim run my.yaml --set 'pools["hangzhou-h/c8i.2xlarge"].price.median=0.2'
  spotsim run my.yaml --events --ledger         events.ndjson and ledger.csv beside the summary
  spotsim run my.yaml --json --no-out | jq .totals.cost

Results go to DIR/<scenario>/<run id>/. The id follows from the version, the scenario and the
histories it names, the variant and the seed: the same run has the same folder.`,
  validate: `
Examples:
  spotsim validate my.yaml
  spotsim validate my.yaml --set services.chat.replicas=100000

Each fault is one line: file:line:column: path: what is wrong (what to do).`,
  explain: `
Examples:
  spotsim explain my.yaml --service chat --replica 0 --at 12d3h
  spotsim explain my.yaml --service chat --replica 2 --at 2026-03-14T03:00:00+08:00
  spotsim explain my.yaml --service chat --replica 2 --at 90000 --variant no-protection --json

All that happens in the second of TIME has happened. An ISO instant without a zone is in the scenario's.`,
  init: `
Examples:
  spotsim init service.json --out my.yaml
  spotsim init service.json --history spot-prices.json --standard-price ecs.c8i.2xlarge=0.4 --out my.yaml
  spotsim init aws-history.json --product Linux/UNIX --zone us-east-1a --out market.yaml

What the files do not tell is guessed, and marked GUESS in the scenario.`,
  schema: `
Example:
  spotsim schema > scenario.schema.json
  and in the first line of a scenario:  # yaml-language-server: $schema=./scenario.schema.json`,
  list: `
Example:
  spotsim list
  spotsim run eas-quick-start --variants`,
} as const;
