import { isArchiveName, withoutArchiveEnding } from '../../archives/open-archive.js';
import type { Convention } from './convention.js';

/** A folder or an archive for each student, named as its owner likes: `zoe`, `zoe.zip`. */
export const names: Convention = {
  word: 'names',
  says: 'one folder or archive for each student, with any name',
  isUnmistakable: false,
  read({ name, kind }) {
    if (kind === 'other' || (kind === 'file' && !isArchiveName(name))) return undefined;
    const id = kind === 'folder' ? name : withoutArchiveEnding(name);
    return { id, name: id, extent: 'whole', late: { kind: 'unknown' } };
  },
};
