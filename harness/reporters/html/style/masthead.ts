/** The head of the page, the overview, and the end of the page. */
export const MASTHEAD = `
.masthead { padding-block: 1.25rem 2.5rem; }
.brand { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; padding-bottom: .75rem; border-bottom: 1px solid var(--strong-line); font-size: .875rem; color: var(--soft); }
.wordmark { color: var(--ink); letter-spacing: .01em; }
.wordmark b { font-weight: 700; }
h1 { font: 400 clamp(2rem, 6vw, 3.1rem)/1.1 var(--serif); letter-spacing: -.015em; margin-top: 2rem; }
.byline { font: italic 1.15rem/1.4 var(--serif); color: var(--soft); margin-top: .5rem; }
.score { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 1rem 2.5rem; margin: 2.25rem 0 1rem; }
.score .points { font: 400 1.3rem/1 var(--serif); color: var(--soft); }
.score .points b { font-size: clamp(3.5rem, 12vw, 5rem); font-weight: 400; line-height: .85; color: var(--ink); letter-spacing: -.03em; font-variant-numeric: lining-nums; }
.counts { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; font-size: .9375rem; }
.counts b { font-variant-numeric: tabular-nums; font-weight: 600; }
.counts .none { --tone: var(--soft); --tone-ground: transparent; }
.counts .none > .verdict { --tone: var(--soft); --tone-ground: transparent; font-weight: 400; }
.score-bar { display: block; border-radius: 3px; background: var(--blocked-ground); }
.bar-passed { fill: var(--passed); } .bar-failed { fill: url(#hatch); } .bar-blocked { fill: var(--blocked-ground); } .bar-inconclusive { fill: url(#dots); }
.hatch-ground { fill: var(--failed-ground); } .hatch-line { fill: var(--failed); } .dots-ground { fill: var(--inconclusive-ground); } .dots-dot { fill: var(--inconclusive); }
.start { margin-top: 1.75rem; padding: 1rem 1.25rem; border-left: 4px solid var(--tone); background: var(--tone-ground); font-size: 1.0625rem; }
.start-title { color: var(--tone); margin-right: .4em; }
.start-why { display: block; margin-top: .2rem; }
.start-why:empty { display: none; }
.standing { margin-bottom: 3rem; padding: 1rem 1.25rem; border: 1px solid var(--strong-line); background: var(--sheet); }
.standing h2 { margin-bottom: .5rem; }
.standing ul { padding-left: 1.2rem; list-style: disc; font-size: .9375rem; }
.overview { margin-bottom: 3rem; }
.overview h2 { margin-bottom: .75rem; }
.overview table { width: 100%; min-width: 36rem; border-collapse: collapse; font-size: .9375rem; }
.overview th, .overview td { text-align: left; padding: .55rem .9rem .55rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
.overview thead th { font-weight: 600; font-size: .8125rem; color: var(--soft); border-bottom-color: var(--strong-line); }
.overview tbody th { font-weight: 600; }
.overview .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-right: 0; padding-left: .9rem; }
.overview td.none { color: var(--soft); }
.overview td.failed, .overview td.passed, .overview td.blocked, .overview td.inconclusive { color: var(--tone); font-weight: 600; }
.colophon { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 2rem 3rem; padding-block: 2.5rem 4rem; margin-top: 2rem; position: relative; }
.colophon::before { content: ""; position: absolute; top: 0; left: clamp(1rem, 4vw, 2.5rem); right: clamp(1rem, 4vw, 2.5rem); border-top: 1px solid var(--strong-line); }
.colophon h2 { font-size: 1.25rem; margin-bottom: .9rem; }
.legend { display: grid; gap: .6rem; font-size: .875rem; }
.legend > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 1rem; }
@media (max-width: 30rem) { .legend > div { grid-template-columns: 1fr; gap: .1rem; } .masthead { padding-bottom: 1.75rem; } }
`;
