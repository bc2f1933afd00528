/** The page of a class: wider than a report, because a heat map is. */
export const CLASS_STYLE = `
body > * { max-width: 80rem; }
.masthead { padding-block: 1.25rem 1.5rem; }
.brand { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; padding-bottom: .75rem; border-bottom: 1px solid var(--strong-line); font-size: .875rem; color: var(--soft); }
.wordmark { color: var(--ink); }
h1 { font: 400 clamp(2rem, 5vw, 2.8rem)/1.1 var(--serif); margin-top: 1.5rem; }
.byline { font: italic 1.15rem/1.4 var(--serif); color: var(--soft); margin-top: .5rem; }
.states { display: flex; flex-wrap: wrap; gap: .4rem 1.75rem; margin-top: 1rem; font-size: .9375rem; }
.states b { font-size: 1.4rem; font-weight: 400; font-variant-numeric: tabular-nums; margin-right: .15em; }
.states .none { color: var(--soft); }
.not-launched, .unpack-failed { --tone: var(--failed); --tone-ground: var(--failed-ground); }
.states .not-launched b, .states .unpack-failed b, .states .inconclusive b { color: var(--tone); }
.not-marked { --tone: var(--inconclusive); }
.states .not-marked b { color: var(--tone); }
section { margin-top: 2.25rem; }
section h2 { margin-bottom: .75rem; }
.group { border-top: 1px solid var(--line); padding-block: .5rem; }
.group > summary { cursor: pointer; font-weight: 600; }
.group > summary b { font-weight: 400; color: var(--soft); margin-left: .4em; }
.group ul { margin: .5rem 0 .5rem 1.1rem; display: grid; gap: .25rem; }
.group p { margin: .4rem 0 0 1.1rem; }
.group .names { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.group .quiet { margin-left: .5em; }
.histogram { display: block; width: 100%; min-width: 30rem; max-width: 48rem; height: auto; }
.histogram .bar { fill: var(--link); } .histogram .grid { stroke: var(--line); } .histogram .tick { fill: var(--soft); font: 12px var(--sans); } .histogram .count { fill: var(--ink); font: 600 12px var(--sans); }
table { border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
thead th { font-weight: 600; font-size: .8125rem; color: var(--soft); border-bottom-color: var(--strong-line); vertical-align: bottom; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.rates { width: 100%; min-width: 40rem; }
.rate-bar { display: inline-block; width: 12rem; height: .75rem; margin-right: .75rem; vertical-align: middle; border-radius: 2px; }
.part-passed { fill: var(--passed); } .part-failed { fill: var(--failed); } .part-blocked { fill: var(--strong-line); } .part-inconclusive { fill: var(--inconclusive); }
.rate { font-variant-numeric: tabular-nums; white-space: nowrap; }
button { font: inherit; color: var(--link); background: none; border: 0; padding: 0; text-decoration: underline; text-underline-offset: .18em; cursor: pointer; min-width: 1.5rem; min-height: 1.5rem; }
.sort { color: inherit; font-weight: 600; text-align: left; }
[aria-sort="ascending"] .sort::after { content: " ↑" / ""; } [aria-sort="descending"] .sort::after { content: " ↓" / ""; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: end; margin-bottom: .75rem; font-size: .9375rem; }
.tools[hidden] { display: none; }
.tools input, .tools select { font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--strong-line); border-radius: 3px; padding: .25rem .5rem; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; font-size: .875rem; margin-bottom: .75rem; }
.legend .cell { display: inline-block; width: 1.6em; }
.table { max-height: 80vh; overflow: auto; border: 1px solid var(--line); background: var(--sheet); }
.heat { font-size: .875rem; }
.heat thead th { position: sticky; top: 0; z-index: 2; background: var(--sheet); padding-top: .5rem; }
.heat th:first-child { position: sticky; left: 0; z-index: 1; background: var(--sheet); padding-left: .75rem; min-width: 11rem; max-width: 18rem; }
.heat thead th:first-child { z-index: 3; }
.heat td, .heat th { white-space: nowrap; }
.heat th[scope="row"] { white-space: normal; }
.heat .id { display: block; font-weight: 400; font-size: .75rem; color: var(--soft); }
.check > span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 10rem; overflow: hidden; text-align: left; font-weight: 400; font-family: var(--mono); font-size: .75rem; }
.heat .cell { padding: .35rem 0; min-width: 1.9rem; }
.cell { text-align: center; color: var(--tone); background: var(--tone-ground); font-weight: 700; }
.tag { margin-left: .5em; padding: 0 .4em; border: 1px solid var(--strong-line); border-radius: 3px; font-size: .75rem; }
.tag.bad { color: var(--failed); border-color: var(--failed); }
#rows tr { content-visibility: auto; contain-intrinsic-size: auto 2.4rem; }
.colophon { padding-block: 2rem 4rem; margin-top: 2rem; font-size: .875rem; color: var(--soft); }
@media print { .tools { display: none; } .table { max-height: none; overflow: visible; } .heat th { position: static; } }
`;
