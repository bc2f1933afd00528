/** Where links inside the page lead. Ids are counted, never made of names: a name may hold anything. */
export function sheetAnchor(sheet: number): string {
  return `sheet-${sheet + 1}`;
}

export function checkAnchor(sheet: number, check: number): string {
  return `check-${sheet + 1}-${check + 1}`;
}
