import { DARK, LIGHT } from './palette.js';
import type { Palette } from './palette.js';

const variables = ({ page, panel, text, soft, rule, link, series }: Palette): string =>
  [
    `--page:${page}`,
    `--panel:${panel}`,
    `--text:${text}`,
    `--soft:${soft}`,
    `--rule:${rule}`,
    `--link:${link}`,
    ...series.map((colour, i) => `--s${i}:${colour}`),
  ].join(';');

const SERIES = LIGHT.series
  .map((_, i) => `.fill.s${i}{fill:var(--s${i})}.line.s${i}{stroke:var(--s${i})}`)
  .join('\n');

const LAYOUT = `*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 1rem}
header{padding-top:2rem}
h1{font-size:1.1rem;margin:0;color:var(--soft);font-weight:600}
.question{font-size:1.5rem;line-height:1.3;font-weight:650;margin:.35rem 0 1rem}
.answer{background:var(--panel);border:1px solid var(--rule);border-left:4px solid var(--s0);border-radius:6px;padding:.9rem 1.1rem;margin:0 0 1rem;font-size:1.08rem}
.answer p{margin:.3rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:0 0 1rem;font-size:.92rem}
a{color:var(--link)}
section{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:1rem 1.1rem;margin:0 0 1rem}
h2{font-size:1.15rem;margin:0 0 .6rem}
p{margin:.5rem 0}
.note{color:var(--soft);font-size:.92rem}
.scroll{overflow-x:auto;margin:.4rem 0;background:linear-gradient(to right,var(--panel) 1rem,transparent),linear-gradient(to left,var(--panel) 1rem,transparent) right,linear-gradient(to right,var(--rule),transparent) left/.7rem 100%,linear-gradient(to left,var(--rule),transparent) right/.7rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
.scroll:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .7rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);overflow-wrap:normal}
thead th{vertical-align:bottom;color:var(--soft);font-weight:600}
tbody th{font-weight:500;min-width:7rem;max-width:15rem;overflow-wrap:break-word}
td:not(.figure){min-width:4.5rem}
th.figure,td.figure{text-align:right}
td.figure{white-space:nowrap}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
figure{margin:1rem 0}
figcaption{color:var(--soft);font-size:.92rem;margin-top:.4rem}
.chart{display:block;width:100%;height:auto}
.chart.narrow{display:none}
.chart text{fill:var(--soft);font-size:12px;font-family:inherit;paint-order:stroke;stroke:var(--panel);stroke-width:3px;stroke-linejoin:round}
.patterns{position:absolute}
.picture{display:block;width:100%;min-width:40rem;height:auto}
.grid{stroke:var(--rule);stroke-width:1}
.axis{stroke:var(--soft);stroke-width:1}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round}
.line.thin{stroke-width:1.1}
.line.ink{stroke:var(--text);stroke-width:1}
.line.faint{stroke-width:.8;stroke-opacity:.55}
.dashed{stroke-dasharray:7 4}
.dotted{stroke-dasharray:2 4}
.down{fill:var(--s1)}
.hatch{stroke:var(--panel);stroke-width:1.3;fill:none}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;padding:0;margin:.4rem 0 0;font-size:.88rem}
.legend li{display:flex;align-items:center;gap:.4rem;min-width:0}
.legend svg{flex:none}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0;font-size:.92rem}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
footer{color:var(--soft);font-size:.88rem;padding-bottom:2rem}
`;

const NARROW = `@media (max-width:560px){
main,header,footer{padding-left:.6rem;padding-right:.6rem}
header{padding-top:1rem}
.question{font-size:1.25rem}
section{padding:.8rem .7rem}
table{font-size:.86rem}
th,td{padding-right:.55rem}
.chart.wide{display:none}
.chart.narrow{display:block}
dl{grid-template-columns:1fr;gap:0}
dd{margin-bottom:.4rem}
}
`;

const PRINT = `@media print{
body{font-size:10.5pt}
main,header,footer{max-width:none;padding:0}
section,.answer{border:0;padding:0;border-radius:0}
.answer{border-left:3px solid var(--s0);padding-left:.8rem}
nav{display:none}
.scroll{overflow:visible}
table{font-size:8.5pt}
th,td{padding-right:.45rem}
.chart.wide{display:block}
.chart.narrow{display:none}
figure,tr,.answer{break-inside:avoid}
h2{break-after:avoid}
@page{margin:1.4cm}
.picture{min-width:0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/** The page's own sheet: light and dark, wide, narrow and printed. */
export const styleSheet = (): string => `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
${LAYOUT}${SERIES}
${NARROW}${PRINT}@media print{:root{color-scheme:light;${variables({ ...LIGHT, page: '#ffffff' })}}}
`;
