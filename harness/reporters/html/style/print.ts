/** On paper everything is open and nothing scrolls. Browsers without ::details-content are opened by the script. */
export const PRINT = `
@page { margin: 16mm 14mm; }
@media print {
  body { font-size: 10pt; }
  body > * { max-width: none; padding-inline: 0; }
  .colophon::before { left: 0; right: 0; }
  .skip, .tools { display: none; }
  .check::details-content, .whole-ladder::details-content { content-visibility: visible; height: auto; }
  .check-body, .check.failed[open] > .check-body { display: grid; padding-left: 1.25rem; }
  .check > summary { grid-template-columns: 7.5rem minmax(0, 1fr) auto; padding-left: .5rem; }
  .check > summary h3 { grid-area: auto; }
  .check > summary::before, .message > summary code::before { display: none; }
  .ladder-box, .output, .scroll { max-height: none; overflow: visible; }
  .lanes { position: static; }
  .check.failed[open] { background: none; box-shadow: none; border-left: 3pt solid var(--failed); }
  .checks > li { break-inside: auto; }
  .check > summary, .finding, .why, .event, .dump, .step, h2, h4 { break-inside: avoid; }
  .check > summary, h2, h4 { break-after: avoid; }
  .lanes { break-after: avoid; }
  .score-bar, .verdict .mark, mark, .start, .callout, .note, .step.stopped { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; }
}
`;
