// The page's style: calm on a screen, light or dark, from 360 pixels up; plain on paper.

/** All of the style; its hash is in the page's policy. */
export const STYLE: string = String.raw`
:root {
  --paper: #ffffff; --card: #f6f7f9; --text: #1d2126; --faint: #565d66; --rule: #dcdfe4; --accent: #1f4e79;
  --attack: #b5442e; --band: #f6ddd6; --outage: #3b3b3b; --demand: #7a3b8f; --action: #2f6b4f; --work: #6f8fae;
  --packets: #1f4e79; --bits: #4d6f93; --requests: #35656b; --half-open: #6b5b7b;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --card: #1d2126; --text: #e4e7eb; --faint: #a2aab4; --rule: #363c44; --accent: #8dbbe6;
    --attack: #e0795f; --band: #3d2620; --outage: #c4c8ce; --demand: #c08ad4; --action: #74b795; --work: #7f9fbf;
    --packets: #7fb0dd; --bits: #8aa9c9; --requests: #74adb4; --half-open: #ac9bbf;
  }
  figure img { filter: invert(1) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; }
body { margin: 0; background: var(--paper); color: var(--text); font: 15px/1.5 var(--sans); overflow-wrap: break-word; }
header, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 16px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 .3rem; font-weight: 600; }
h2 { font-size: 1.2rem; margin: 0 0 .6rem; font-weight: 600; }
p { margin: .4rem 0; max-width: 80ch; }
section { padding: 1.6rem 0; border-top: 1px solid var(--rule); }
main > section:first-child { border-top: 0; padding-top: 1rem; }
section > ul:not(.tiles) { max-width: 80ch; padding-left: 1.2rem; }
a { color: var(--accent); }
.heading, .hint, .note, .status, footer { color: var(--faint); font-size: .87rem; }
.heading { margin: 0 0 1rem; max-width: none; }
.heading span:not(:last-child)::after { content: " \00b7"; }
footer { border-top: 1px solid var(--rule); padding-top: 1rem; padding-bottom: 2.5rem; }
footer p { max-width: none; overflow-wrap: anywhere; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 8px; z-index: 5; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.exercise { max-width: none; margin: 0; padding: .5rem 16px; background: #f2b632; color: #241a00; font-weight: 700; text-align: center; }
nav { position: sticky; top: 0; z-index: 3; background: var(--paper); border-bottom: 1px solid var(--rule); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: 0 auto; padding: .55rem 16px; max-width: 1240px; white-space: nowrap; }
nav a { text-decoration: none; font-size: .9rem; }
nav a:hover { text-decoration: underline; }
.answers { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .35rem 1.4rem; margin: 0 0 1.4rem; max-width: 90ch; }
.answers dt { color: var(--faint); }
.answers dd { margin: 0; }
.tiles { list-style: none; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; margin: 0; padding: 0; }
.tiles li { background: var(--card); border-radius: 8px; padding: .7rem .85rem; display: flex; flex-direction: column; }
.tiles .label { color: var(--faint); font-size: .82rem; }
.tiles .value { font-size: .95rem; }
.tiles strong { font-size: 1.35rem; font-weight: 600; line-height: 1.35; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tiles .note { min-height: 1.3em; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 16px; margin: 1rem 0; }
figure { margin: 0; min-width: 0; }
figcaption, caption { font-weight: 600; font-size: .92rem; text-align: left; margin-bottom: .3rem; }
figure img { width: 100%; max-width: 640px; height: auto; display: block; }
.table { margin: 1.2rem 0; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: center; margin: .4rem 0; }
.tools .status { margin: 0; }
input, .tools button, dialog > button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--rule); border-radius: 6px; padding: .3rem .6rem; }
input { width: min(60vw, 280px); border-color: var(--faint); }
.tools button, dialog > button { cursor: pointer; font-size: .9rem; }
.tools button:hover, dialog > button:hover { border-color: var(--accent); }
.view { overflow: auto; border: 1px solid var(--rule); border-radius: 8px; max-height: min(75vh, 640px); }
.view.long { height: min(75vh, 560px); }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .87rem; }
caption { position: sticky; left: 0; padding: .5rem .6rem .2rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--rule); font-weight: 400; unicode-bidi: isolate; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; background: var(--card); z-index: 1; vertical-align: bottom; border-bottom: 1px solid var(--rule); }
thead button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
thead button::after { content: " \2195"; color: var(--faint); opacity: .55; }
[aria-sort=ascending] button::after { content: " \2191"; opacity: 1; }
[aria-sort=descending] button::after { content: " \2193"; opacity: 1; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; }
td.text { min-width: 7ch; max-width: 60ch; }
.short td.text, .short td.long { overflow-wrap: break-word; }
.short td.long { min-width: 34ch; }
.short td.when { min-width: 12ch; font-variant-numeric: tabular-nums; }
.mono { font-family: var(--mono); font-size: .94em; overflow-wrap: anywhere; }
thead th.mono { font-family: inherit; font-size: inherit; }
.short td.mono { min-width: 17ch; }
.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
table.long tbody tr:not(.spacer) > * { height: 32px; padding-top: 0; padding-bottom: 0; white-space: nowrap; vertical-align: middle; max-width: 34ch; overflow: hidden; text-overflow: ellipsis; }
table.long tbody th { position: sticky; left: 0; background: var(--paper); }
table.long thead th { white-space: nowrap; }
tr.spacer td { padding: 0; border: 0; }
tbody tr:not(.spacer):hover > * { background: var(--card); }
button.link { font: inherit; color: var(--accent); background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline; text-underline-offset: 2px; }
details { border: 1px solid var(--rule); border-radius: 8px; padding: .5rem .8rem; margin: .6rem 0; }
summary { cursor: pointer; font-weight: 600; }
.readout { color: var(--faint); font-size: .87rem; min-height: 1.5em; font-variant-numeric: tabular-nums; max-width: none; }
.stage { margin-top: .4rem; }
.stage svg { display: block; width: 100%; touch-action: pan-y; cursor: crosshair; user-select: none; font: 12px var(--sans); }
svg text { fill: var(--faint); }
svg .name { fill: var(--text); font-weight: 600; }
svg .most { text-anchor: end; }
svg .label { fill: var(--text); }
.axis line, .floor { stroke: var(--rule); }
.band { fill: var(--band); opacity: .75; }
.selection { fill: var(--accent); opacity: .18; }
.cross { stroke: var(--faint); stroke-dasharray: 3 3; pointer-events: none; }
.lane.packets path { fill: var(--packets); } .lane.bits path { fill: var(--bits); }
.lane.requests path { fill: var(--requests); } .lane.half_open path { fill: var(--half-open); }
.attack rect, .attack path { fill: var(--attack); cursor: zoom-in; } .outage rect { fill: var(--outage); } .measured rect { fill: var(--outage); opacity: .6; }
.demand path { fill: var(--demand); } .action path { fill: var(--action); } .work rect { fill: var(--work); opacity: .8; }
dialog { color: inherit; background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 1.1rem 1.3rem; width: min(94vw, 640px); max-height: 88vh; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
dialog dl { display: grid; grid-template-columns: minmax(8rem, 13rem) minmax(0, 1fr); gap: .3rem 1rem; margin: .4rem 0 1rem; font-size: .9rem; }
dialog h2:focus { outline: 0; }
dialog > button { float: right; margin-left: 1rem; }
dialog dl { clear: both; }
dialog dt { color: var(--faint); }
dialog dd { margin: 0; overflow-wrap: anywhere; }
.paper { display: none; }
@media (max-width: 860px) { .tiles { grid-template-columns: 1fr 1fr; } nav { position: static; } html { scroll-padding-top: 0; } }
@media (max-width: 560px) {
  h1 { font-size: 1.3rem; }
  .answers { grid-template-columns: 1fr; gap: 0; }
  .answers dd { margin-bottom: .6rem; }
  dialog dl { grid-template-columns: 1fr; gap: 0; }
  dialog dd { margin-bottom: .5rem; }
  .short td.text { min-width: 11ch; }
  .short td.long { min-width: 26ch; }
}
@media print {
  :root {
    --paper: #ffffff; --card: #f2f3f5; --text: #000000; --faint: #444444; --rule: #bbbbbb; --accent: #1f4e79;
    --attack: #b5442e; --band: #f6ddd6; --outage: #3b3b3b; --demand: #7a3b8f; --action: #2f6b4f; --work: #6f8fae;
    --packets: #1f4e79; --bits: #4d6f93; --requests: #35656b; --half-open: #6b5b7b;
  }
  @page { size: landscape; margin: 14mm 12mm; }
  @page stamped { @top-center { content: "EXERCISE: nothing described here has happened"; font: 700 9pt var(--sans), sans-serif; } }
  body { font-size: 9.5pt; }
  nav, .tools, .skip, .hint, dialog, thead button::after { display: none; }
  thead button::after { content: none; }
  thead button { display: contents; }
  button.link { color: inherit; text-decoration: none; }
  .paper { display: block; }
  header, main, footer { max-width: none; padding: 0; }
  section { break-inside: auto; padding: .8rem 0; }
  h2 { break-after: avoid; }
  .view, .view.long { max-height: none; height: auto; overflow: visible; border: 0; }
  table { font-size: 6.6pt; }
  th, td { padding: .15rem .3rem; }
  thead { display: table-header-group; }
  thead th, table.long tbody th, caption { position: static; }
  tr, figure, .tiles li, .stage { break-inside: avoid; }
  td.text, .short td.text, .short td.mono { min-width: 0; }
  .short td.long { min-width: 30ch; }
  .short td.when { min-width: 10ch; }
  .short td.mono { font-size: 5.6pt; }
  .time { white-space: normal; }
  table.long tbody tr:not(.spacer) > * { white-space: normal; height: auto; max-width: none; padding: .15rem .3rem; }
  table.long tbody th { white-space: nowrap; }
  details { border: 0; padding: 0; }
  figure img { filter: none; }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  body:has(> .exercise) { page: stamped; }
  .exercise { border: 1px solid #000; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
