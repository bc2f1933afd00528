import type { Convention } from './convention.js';

/**
 * A download of all submissions from Canvas: files of one folder, `name_LATE_user_attachment_display name`, as
 * `lib/content_zipper.rb` writes them. In a name no `_digits_` is left, so the first such field is the user. In
 * anonymous grading `anon_` and letters and digits stand for both. A text or a link that was handed in is `…_text.html`
 * or `…_link.html`.
 */
export const canvas: Convention = {
  word: 'canvas',
  says: 'names as Canvas writes them (name_LATE_123_456_file)',
  isUnmistakable: true,
  read(item) {
    if (item.kind !== 'file') return undefined;
    const { beginning, name, id, anonymous, file } = NAME.exec(item.name)?.groups ?? {};
    const user = id ?? anonymous;
    if (beginning === undefined || user === undefined) return undefined;
    return {
      id: user,
      name: name ?? `anonymous ${user}`,
      late: { kind: LATE.test(beginning) ? 'late' : 'in-time' },
      platformName: beginning,
      ...(file === undefined ? { extent: 'aside' } : { extent: 'part', handedInAs: file }),
    };
  },
};

/** The version that was read writes LATE, older ones the beginning in lower case. */
const NAME =
  /^(?<beginning>(?:late_)?anon_(?<anonymous>[a-z0-9]+)|(?<name>[\p{L}\p{M}\p{Nd}\p{Pc}]+?)(?:_late)?_(?<id>\d+))_(?:\d+_(?<file>.+)|(?:text|link)\.html)$/isu;
const LATE = /(?:^late_anon_|_late_\d+$)/i;
