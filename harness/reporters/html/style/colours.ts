const LIGHT = `
  --paper: #f7f5ef; --sheet: #fffefa; --sunken: #f1eee5; --ink: #1d222c; --soft: #585f6b; --line: #dfdacd; --strong-line: #b9b2a0;
  --link: #1b4f86; --focus: #1b4f86;
  --passed: #17663a; --passed-ground: #e3f0e4; --failed: #a51d14; --failed-ground: #fbe7e2; --blocked: #50575f; --blocked-ground: #e9e8e3;
  --inconclusive: #62389b; --inconclusive-ground: #eee7f7; --wrong-ground: #ffcfc4; --wrong: #7d0f08; --mark-ground: #ffe9a8; --escape: #8a5a00;
`;

const DARK = `
  --paper: #13161b; --sheet: #1a1e25; --sunken: #11141a; --ink: #e7e4dc; --soft: #a7adb7; --line: #2d333d; --strong-line: #4d5563;
  --link: #93bdec; --focus: #93bdec;
  --passed: #82d3a0; --passed-ground: #16301f; --failed: #ff9f90; --failed-ground: #3c1c18; --blocked: #b8bec8; --blocked-ground: #2a2f37;
  --inconclusive: #cab0f4; --inconclusive-ground: #2c2242; --wrong-ground: #6b211a; --wrong: #ffd9d2; --mark-ground: #57450f; --escape: #e0b45c;
`;

/** Ink on paper by day, and by night; paper again for the printer, whatever the screen has. */
export const COLOURS = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
@media print { :root { color-scheme: light; ${LIGHT} --paper: #fff; --sheet: #fff; } }
`;
