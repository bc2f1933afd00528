/** The ladder diagram: a column for the time, and two for each lane, so that arrows run from middle to middle. */
export const LADDER = `
.ladder-box { overflow: auto; max-height: 34rem; border: 1px solid var(--line); background: var(--paper); position: relative; }
.ladder { --time: 5.25rem; --rail: var(--strong-line); --lane: 8.5rem; min-width: calc(var(--time) + var(--lanes) * var(--lane)); position: relative; padding-bottom: .9rem; }
/* Of fifty clients at once most are out of sight: labels stay in sight with any part of their arrow. */
.ladder.crowded { --lane: 5rem; }
.crowded .label, .crowded .arrow summary, .crowded .damage { position: sticky; left: calc(var(--time) + .5rem); right: .5rem; }
.ladder-box.small { max-height: none; }
.whole-ladder { margin-top: .5rem; }
.whole-ladder > summary { cursor: pointer; font-size: .875rem; color: var(--link); width: fit-content; }
.whole-ladder > .ladder-box { margin-top: .5rem; }
.lanes, .lifelines, .event { display: grid; grid-template-columns: var(--time) repeat(var(--halves), minmax(0, 1fr)); }
.lanes { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--strong-line); padding-block: .5rem; }
.lane { grid-column: span 2; text-align: center; font-weight: 600; font-size: .9375rem; padding-inline: .4rem; }
.time { grid-column: 1; font: .75rem/1.6 var(--mono); color: var(--soft); padding-left: .75rem; white-space: nowrap; position: sticky; left: 0; z-index: 1; background: var(--paper); width: max-content; padding-right: .3rem; }
.lifelines { position: absolute; inset: 2.4rem 0 0; }
.lifelines i { grid-column: var(--at) / span 2; grid-row: 1; justify-self: center; width: 0; border-left: 1px solid var(--rail); }
.events { position: relative; padding-top: .4rem; }
.event { padding-block: .3rem; align-items: end; }
.event > .time { align-self: start; padding-top: .1rem; }
.arrow { grid-column: var(--at) / span var(--span); color: var(--ink); position: relative; text-align: center; }
.arrow .label, .arrow summary { display: flex; width: fit-content; max-width: calc(100% - .5rem); margin-inline: auto; background: var(--paper); flex-wrap: wrap; justify-content: center; align-items: baseline; gap: 0 .6em; padding-inline: .75rem; font-size: .875rem; min-width: 0; }
.arrow code { flex: 1 1 9rem; max-width: max-content; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
.arrow .size { font-size: .75rem; white-space: nowrap; }
.message > summary { cursor: pointer; list-style: none; }
.message > summary::-webkit-details-marker { display: none; }
.message > summary code::before { content: "+"; margin-right: .5em; color: var(--link); font-weight: 700; background: var(--blocked-ground); padding: 0 .3em; border-radius: 2px; }
.message[open] > summary code::before { content: "\\2212"; }
.message > summary:hover code { text-decoration: underline; }
.message > pre { text-align: left; background: var(--sheet); border: 1px solid var(--line); padding: .5rem .7rem; margin: .3rem auto .5rem; width: max-content; position: relative; z-index: 1; line-height: 1.6; font-size: .72rem; }
.shaft { display: block; position: relative; height: .6rem; }
.shaft::before { content: ""; position: absolute; top: calc(50% - 1px); left: 1px; right: 1px; border-top: 2px solid currentColor; }
.shaft::after { content: ""; position: absolute; top: calc(50% - .3rem); border: solid transparent; border-width: .3rem .55rem; }
.rightward > .shaft::after { right: 0; border-left-color: currentColor; border-right-width: 0; }
.leftward > .shaft::after { left: 0; border-right-color: currentColor; border-left-width: 0; }
.still > .shaft { display: none; }
.signal > .shaft::before { border-top-style: dashed; border-top-width: 1px; }
.signal { color: var(--soft); }
.signal .label { font-style: italic; }
.damaged { color: var(--failed); }
.damaged > .shaft::before { border-top-style: dashed; }
.damaged code, .damaged .size { color: var(--ink); }
.damage { display: block; width: fit-content; margin-inline: auto; padding-inline: .4rem; background: var(--paper); font-size: .75rem; font-weight: 600; color: var(--failed); }
.rightward.lost > .shaft::before { right: 50%; } .leftward.lost > .shaft::before { left: 50%; }
.lost > .shaft::after { content: "\\2717"; border: 0; top: 50%; left: 50%; transform: translate(-50%, -50%); font: 700 1.05rem/1 var(--sans); }
.leftward.lost > .shaft::after { right: auto; }
.note-place { grid-column: var(--at) / span var(--span); text-align: center; padding-inline: .3rem; }
.note { display: inline-block; background: var(--sheet); border: 1px solid var(--strong-line); padding: .12rem .6rem; font-size: .8125rem; line-height: 1.45; border-radius: 2px; }
.note.bad { border-color: var(--failed); color: var(--failed); background: var(--failed-ground); font-weight: 600; }
.left-out { text-align: center; padding: .5rem; margin-block: .5rem; font-size: .8125rem; font-style: italic; color: var(--soft); background: var(--paper); border-block: 1px dashed var(--strong-line); position: relative; }
@media (max-width: 40rem) { .ladder { --time: 4.4rem; --lane: 7rem; } .ladder.crowded { --lane: 4.5rem; } .time { padding-left: .4rem; font-size: .68rem; } .arrow .label, .arrow summary { padding-inline: .4rem; font-size: .8125rem; gap: 0 .4em; } .arrow code { flex-basis: 6rem; } }
`;
