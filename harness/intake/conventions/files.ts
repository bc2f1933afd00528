import { isArchiveName, withoutArchiveEnding } from '../../archives/open-archive.js';
import type { Convention } from './convention.js';

/** Like `names`, and a file alone is a submission too: `zoe.py`. It must be named: a file among folders may be anything. */
export const files: Convention = {
  word: 'files',
  says: 'one file, folder or archive for each student, with any name',
  isUnmistakable: false,
  read({ name, kind }) {
    if (kind === 'other') return undefined;
    const id =
      kind === 'folder' ? name : isArchiveName(name) ? withoutArchiveEnding(name) : name.replace(/(?<=.)\.\w+$/, '');
    return { id, name: id, extent: 'whole', late: { kind: 'unknown' } };
  },
};
