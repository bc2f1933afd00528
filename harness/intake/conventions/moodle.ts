import type { Claim, Convention } from './convention.js';

/**
 * A download of all submissions from Moodle's assignment module: a folder for each student since 3.1, before that (and
 * still, as an option) files with the same beginning. `mod/assign/classes/downloader.php` writes the names, and
 * `mod/assign/feedback/file/importziplib.php` reads them: underscores in the name are blanks, so the second field is
 * the number. Up to 4.0 a folder's name ends with one more underscore.
 */
export const moodle: Convention = {
  word: 'moodle',
  says: 'names as Moodle writes them (Full Name_123_assignsubmission_file)',
  isUnmistakable: true,
  read(item) {
    const [whole, name, id, type, rest] = NAME.exec(item.name) ?? [];
    if (whole === undefined || name === undefined || id === undefined || type === undefined) return undefined;
    const platformName = `${name}_${id}_assignsubmission_${type}`;
    const claim: Omit<Claim, 'extent'> = { id, name, late: { kind: 'unknown' }, platformName };
    if (type !== 'file') return { ...claim, extent: 'aside' };
    if (item.kind === 'folder')
      return rest === undefined || rest === '' ? { ...claim, extent: 'whole', platformName: item.name } : undefined;
    return rest === undefined || rest === '' ? undefined : { ...claim, extent: 'part', handedInAs: rest };
  },
};

const NAME = /^([^_]+)_(\d+)_assignsubmission_([a-z]+)(?:_(.*))?$/s;
