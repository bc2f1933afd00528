/** Type, links, focus, and the few words that are used everywhere. */
export const BASE = `
:root {
  --serif: "Iowan Old Style", "Palatino Nova", Palatino, "Palatino Linotype", "URW Palladio L", P052, Charter, Georgia, "DejaVu Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
body > * { max-width: 62rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
h1, h2, h3, h4, p, ol, ul, dl, dd, pre, table { margin: 0; padding: 0; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
ol, ul { list-style: none; }
h2 { font: 400 1.6rem/1.2 var(--serif); }
h4 { font: 600 .875rem/1.4 var(--sans); color: var(--soft); margin-bottom: .5rem; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
code, pre, .dump { font-family: var(--mono); font-size: .875em; font-variant-ligatures: none; }
code code { font-size: 1em; }
bdi { unicode-bidi: isolate; }
mark { background: var(--mark-ground); color: inherit; }
.esc { color: var(--escape); }
.esc.tab { display: inline-block; min-width: 4ch; }
.quiet, .size, .small-print, .cut { color: var(--soft); }
.small-print { font-size: .8125rem; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 9; background: var(--ink); color: var(--paper); padding: .6rem 1rem; max-width: none; }
.skip:focus { top: .5rem; }
.scroll { overflow-x: auto; position: relative; }
.verdict { display: inline-flex; align-items: baseline; gap: .4em; font-weight: 600; white-space: nowrap; color: var(--tone); }
.verdict .mark { display: inline-grid; place-items: center; width: 1.45em; height: 1.45em; border-radius: 50%; background: var(--tone-ground); line-height: 1; font-weight: 700; }
.passed { --tone: var(--passed); --tone-ground: var(--passed-ground); }
.failed { --tone: var(--failed); --tone-ground: var(--failed-ground); }
.blocked { --tone: var(--blocked); --tone-ground: var(--blocked-ground); }
.inconclusive { --tone: var(--inconclusive); --tone-ground: var(--inconclusive-ground); }
.facts { font-size: .875rem; display: grid; gap: .3rem; }
.facts > div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: 1rem; }
.facts dt { color: var(--soft); }
.facts .quiet { margin-left: .75em; }
`;
