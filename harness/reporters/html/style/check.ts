/** Sheets, and the one line that a check is while it is closed. */
export const CHECK = `
.tools { display: flex; gap: .5rem; justify-content: flex-end; margin-bottom: .75rem; }
.tools + .alone { margin-top: -3rem; }
.tools[hidden] { display: none; }
.tools button { font: 500 .8125rem/1 var(--sans); color: var(--ink); background: none; border: 1px solid var(--strong-line); border-radius: 3px; padding: .5rem .75rem; cursor: pointer; }
.tools button:hover { background: var(--sheet); }
.sheet { margin-bottom: 3.5rem; }
.sheet-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 2rem; }
.sheet-points { font: 400 1.05rem/1.4 var(--serif); color: var(--soft); }
.sheet-points b { color: var(--ink); font-size: 1.35em; font-weight: 400; }
.sheet-by { font-style: italic; margin-left: .75em; }
.about { max-width: 42rem; margin-top: .5rem; color: var(--soft); }
.sheet > .facts { margin-top: 1.5rem; }
.checks { margin-top: 1.5rem; border-top: 1px solid var(--strong-line); }
.checks > li { border-bottom: 1px solid var(--line); }
.check > summary { display: grid; grid-template-columns: 1rem 8.75rem minmax(0, 1fr) auto; gap: .75rem; align-items: baseline; padding: .8rem .75rem .8rem .25rem; cursor: pointer; list-style: none; }
.check > summary::-webkit-details-marker { display: none; }
.check > summary::before { content: ""; width: .45rem; height: .45rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(-45deg); justify-self: center; align-self: start; margin-top: .5rem; }
.check[open] > summary::before { transform: rotate(45deg); }
.check > summary:hover { background: var(--sheet); }
.check > summary:hover h3 { text-decoration: underline; text-decoration-thickness: .07em; text-underline-offset: .2em; }
.check h3 { font: 500 1.0625rem/1.4 var(--sans); }
.check[open] h3 { font-weight: 650; }
.check-id { font-weight: 400; color: var(--soft); margin-left: .35em; }
.earned { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; }
.check-body { position: relative; padding: .5rem 0 2rem 2rem; display: grid; gap: 1.75rem; grid-template-columns: minmax(0, 1fr); }
.check.failed[open] { box-shadow: inset 4px 0 0 var(--failed); background: linear-gradient(90deg, var(--sheet), var(--sheet)); }
.check.failed[open] > .check-body { padding-right: 1.25rem; }
.hidden-check { color: var(--soft); font-style: italic; }
.callout { padding: .85rem 1.1rem; background: var(--tone-ground); border-left: 4px solid var(--tone); display: block; }
.callout b { color: var(--tone); }
@media (max-width: 40rem) {
  .check > summary { grid-template-columns: .75rem minmax(0, 1fr) auto; gap: .25rem .6rem; }
  .check > summary h3 { grid-column: 2 / -1; grid-row: 2; }
  .check-body, .check.failed[open] > .check-body { padding: .25rem .75rem 1.5rem 1rem; }
}
`;
