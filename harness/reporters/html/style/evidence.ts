/** What lies behind a check: findings, comparisons, the explanation, steps, output. */
export const EVIDENCE = `
.finding + .finding { margin-top: 1.75rem; padding-top: 1.5rem; border-top: 1px dashed var(--strong-line); }
.finding { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.summary { font: 400 1.3rem/1.4 var(--serif); max-width: 44rem; text-wrap: pretty; }
.source-place { font-size: .8125rem; color: var(--soft); margin-bottom: .3rem; }
.source-line { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .9rem; background: var(--sunken); padding: .55rem .8rem; white-space: pre-wrap; }
.source-line .line-number { color: var(--soft); user-select: none; }
.source-line mark { border-bottom: 2px solid var(--failed); padding-bottom: .1em; }
.step-hint { border-left: 3px solid var(--strong-line); padding-left: .9rem; max-width: 44rem; }
.comparison { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.sides { display: grid; gap: .35rem; }
.sides > div { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .75rem; align-items: baseline; }
.sides dt { font-size: .8125rem; color: var(--soft); }
.bytes-line { white-space: pre-wrap; line-height: 2.1; }
.sides .size { font-size: .8125rem; margin-left: .5em; white-space: nowrap; }
.wanted { font-style: italic; }
.block { white-space: pre-wrap; background: var(--sunken); padding: .5rem .8rem; }
mark.wrong { background: var(--wrong-ground); color: var(--wrong); font-weight: 700; position: relative; border-radius: 2px; box-shadow: 0 0 0 1px var(--failed); }
.bytes-line mark.wrong { margin-inline: 2px; }
mark.wrong .esc { color: inherit; }
.bytes-line mark.wrong::after { content: "\\25b2"; position: absolute; left: 50%; top: 100%; transform: translateX(-50%); font-size: .6rem; line-height: 1.2; color: var(--failed); }
mark.wrong.end { display: inline-block; width: .65em; height: 1.15em; vertical-align: text-bottom; }
.difference { max-width: 44rem; }
.dumps { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem 2rem; }
.dump { border-collapse: collapse; white-space: pre; background: var(--sunken); font-size: .78rem; line-height: 1.7; position: relative; }
.dump caption { text-align: left; font: 400 .8125rem/1.6 var(--sans); color: var(--soft); white-space: normal; }
.dump td { padding: 0 .5rem; }
.dump tr:first-child td { padding-top: .35rem; } .dump tr:last-child td { padding-bottom: .35rem; }
.dump .offset { text-align: right; color: var(--soft); padding-left: .7rem; }
.dump .hex { min-width: calc(23ch + 1rem); }
.dump .text { min-width: calc(8ch + 1.2rem); padding-right: .7rem; border-left: 1px solid var(--line); }
.why { background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--link); padding: 1.1rem 1.25rem; }
.failed[open] .why { background: var(--paper); }
.why h4 { font: 600 1.0625rem/1.4 var(--sans); color: var(--ink); letter-spacing: 0; }
.why-word { color: var(--link); margin-right: .25em; }
.why dl { display: grid; gap: .75rem; max-width: 46rem; }
.why dt { font-size: .8125rem; color: var(--soft); }
.why .advice dd { font-weight: 500; }
.hint { max-width: 44rem; border-left: 4px solid var(--strong-line); padding-left: 1.25rem; }
.hint h4 { margin-bottom: .15rem; }
.steps { display: grid; gap: .1rem; font-size: .9375rem; }
.step { display: grid; grid-template-columns: 1.2rem fit-content(5rem) minmax(0, 1fr) auto; gap: .6rem; align-items: baseline; padding: .2rem .5rem .2rem calc(.25rem + var(--depth) * 1.4rem); }
.step-mark { color: var(--passed); font-weight: 700; text-align: center; }
.step-id { color: var(--soft); font: .8125rem var(--mono); min-width: 1.2rem; }
.step .actor { font-weight: 600; }
.step-line { color: var(--soft); font-size: .8125rem; white-space: nowrap; }
.step-state { color: var(--soft); font-size: .8125rem; }
.step.stopped { background: var(--failed-ground); }
.step.stopped .step-mark, .step.stopped .step-state { color: var(--failed); }
.step.stopped .step-line, .step.stopped .step-id { color: var(--ink); }
.step.stopped .step-state { margin-left: .3em; white-space: nowrap; }
.step.stopped-inside .step-mark, .step.stopped-inside .step-state { color: var(--failed); }
.step.waiting .step-text { color: var(--soft); } .step.waiting .step-mark { color: var(--soft); }
.runs { display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; font-size: .9375rem; }
.damages { list-style: disc; padding-left: 1.2rem; font-size: .9375rem; }
.stream-title { font-size: .875rem; }
.stream-title .quiet { font-size: .8125rem; margin-left: .4em; }
.stream { font-family: var(--mono); font-size: .92em; color: var(--soft); }
.stream-box + .stream-box, .stream-box + .stream-title, .stream-title + .stream-box { margin-top: .9rem; }
.output { background: var(--sunken); padding: .7rem .9rem; margin-top: .25rem; white-space: pre-wrap; line-height: 1.5; max-height: 20rem; overflow: auto; position: relative; }
.output-gap { color: var(--soft); font-family: var(--sans); font-style: italic; }
.stream-box .small-print { margin-top: .25rem; }
.command { display: block; background: var(--sunken); padding: .7rem .9rem; white-space: pre-wrap; user-select: all; }
.again-part .small-print { margin-top: .3rem; }
.small-print code { font-size: 1em; }
@media (max-width: 30rem) {
  .sides > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .step { gap: .4rem; padding-left: calc(var(--depth) * .8rem); }
  .dump td { padding-inline: .3rem; } .dump .hex { min-width: calc(23ch + .6rem); } .dump .text { min-width: calc(8ch + .7rem); }
  .dump { font-size: .72rem; }
  .why { padding: 1rem; }
}
`;
