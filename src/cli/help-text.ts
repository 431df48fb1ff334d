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
  spotsim run my.yaml --replications 100 --slo "availability >= 99.9%"
  spotsim run my.yaml --precision 2% --metric cost.total

Results go to DIR/<scenario>/<run id>/. The id follows from the version, the scenario and the
histories it names, the variant and the seed: the same run has the same folder.`,
  compare: `
Examples:
  spotsim compare protection-or-not
  spotsim compare my.yaml --against no-protection --replications 100
  spotsim compare my.yaml --with services.chat.replicas=5 \\
    --with "services.chat.replicas=6; services.chat.minReady=5"
  spotsim compare my.yaml --metric cost.total --metric services.chat.availability

The baseline is the scenario itself, or --variant. All cases see the same prices and the same stock.`,
  sweep: `
Examples:
  spotsim sweep my.yaml --over services.chat.instances.0.spotPriceLimit=0.10..0.20:0.02
  spotsim sweep my.yaml --over services.chat.replicas=2,4,8 --over services.chat.protection=true,false
  spotsim sweep my.yaml --over services.chat.startup=1m..10m --design sobol --points 32`,
  optimize: `
Examples:
  spotsim optimize my.yaml --minimize cost.total --subject-to "availability >= 99.9%" \\
    --over services.chat.instances.0.spotPriceLimit=0.10..0.20:0.02 \\
    --over services.chat.protection=true,false
  spotsim optimize my.yaml --minimize costPerReadyHour \\
    --over services.chat.instances.0.spotPriceLimit=0.1..0.3

Lists and stepped ranges: the best point is selected with the stated confidence. A range without a step: a
pattern search, which promises nothing.`,
  report: `
Examples:
  spotsim report results/eas-quick-start/0123456789abcdef
  spotsim report results/protection-or-not/0123456789abcdef --out report.html
  spotsim report results/my/0123456789abcdef --histories scenarios

One file with tables and pictures that needs no network. What happened over time comes from running the
scenario again from the manifest, which gives the same digest.`,
  rerun: `
Examples:
  spotsim rerun results/eas-quick-start/0123456789abcdef
  spotsim rerun results/*/*
  spotsim rerun results/my/0123456789abcdef --histories scenarios

Nothing but the manifest is taken, and the files that it names, if they are what they were.
Exit codes: 0 the same, 1 not the same, or it cannot be made again.`,
  query: `
Examples:
  spotsim query results/my/0123456789abcdef 'select * from rows limit 5'
  spotsim query results/my/0123456789abcdef 'select name, avg("totals.cost.total") from rows group by all'
  spotsim query results 'select scenario, kind, result from results' --csv
  spotsim query results/my/0123456789abcdef 'select kind, count(*) from events group by kind'

Tables: rows (one row per replication), results (one per folder), and with run --ledger --events
ledger and events. Names with dots stand in double quotes; DESCRIBE rows lists them.`,
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
  fit: `
Examples:
  spotsim fit prices.csv
  spotsim fit prices.csv --standard-price 0.4 --out pool.yaml --svg fit.svg
  spotsim fit aws.json --product Linux/UNIX --zone us-east-1a --process ornstein-uhlenbeck --uncertainty

Fits are made from the first half of the history and judged by the second; the pool has the best
process, fitted to the whole. The report says where the market changed in between.`,
  schema: `
Example:
  spotsim schema > scenario.schema.json
  and in the first line of a scenario:  # yaml-language-server: $schema=./scenario.schema.json`,
  list: `
Example:
  spotsim list
  spotsim run eas-quick-start --variants`,
} as const;
