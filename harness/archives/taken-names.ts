import { quoted, refuse, type Refusal } from './refusal.js';

interface Taken {
  readonly spelled: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/**
 * The names that an unpacked submission has so far. Two names that one system tells apart and another does not
 * (`Server.py` and `server.py`; é as one character or as two) are refused on every system: which of the two files
 * would be marked must not depend on the machine.
 */
export class TakenNames {
  private readonly taken = new Map<string, Taken>();

  get size(): number {
    return this.taken.size;
  }

  /** Takes a name and those of its folders. Says why it cannot be had. */
  take(parts: readonly string[], kind: Taken['kind']): Refusal | undefined {
    for (let length = 1; length < parts.length; length++) {
      const problem = this.takeOne(parts.slice(0, length), 'folder', parts.join('/'));
      if (problem) return problem;
    }
    return this.takeOne(parts, kind, parts.join('/'));
  }

  private takeOne(parts: readonly string[], kind: Taken['kind'], whole: string): Refusal | undefined {
    const spelled = parts.join('/');
    const key = folded(spelled);
    const known = this.taken.get(key);
    if (!known) {
      this.taken.set(key, { spelled, kind });
      return undefined;
    }
    if (known.kind === 'link' && spelled !== whole)
      return refuse('through-link', `${quoted(whole)} is to be written through the link ${quoted(known.spelled)}`);
    if (known.spelled !== spelled)
      return refuse(
        'names-clash',
        `${quoted(known.spelled)} and ${quoted(spelled)} differ only in how they are spelled`,
      );
    if (known.kind === 'folder' && kind === 'folder') return undefined;
    return known.kind === kind
      ? refuse('same-name-twice', `it holds ${quoted(spelled)} twice`)
      : refuse('names-clash', `${quoted(spelled)} is a ${known.kind} and a ${kind}`);
  }
}

/** As file systems that pass over case and Unicode form compare names. */
function folded(name: string): string {
  // Upper case first: ß and SS, and the two small sigmas, are one.
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
