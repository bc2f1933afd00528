/**
 * Puts generated text into a document that is written by hand otherwise. A place begins with
 * `<!-- NAME: made by npm run generate -->` and ends with `<!-- end of NAME -->`. A text without a place,
 * and a place without a text, is a mistake: either would go unseen.
 */
export function fillPlaces(document: string, texts: Readonly<Record<string, string>>): string {
  const unfilled = new Set(Object.keys(texts));
  const filled = document.replace(PLACE, (_place, begin: string, name: string, end: string) => {
    const text = texts[name];
    if (text === undefined) throw new Error(`nothing is generated for the place "${name}"`);
    unfilled.delete(name);
    return `${begin}\n\n${text}\n\n${end}`;
  });
  if (unfilled.size > 0) throw new Error(`there is no place for: ${[...unfilled].join(', ')}`);
  return filled;
}

const PLACE = /(<!-- ([a-z ]+): made by npm run generate -->)[^]*?(<!-- end of \2 -->)/g;
