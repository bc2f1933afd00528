import type { ArchiveFormat } from './archive.js';
import { tar } from './tar.js';
import { zip } from './zip.js';

/** The kinds of archives that submissions come in. */
export const archiveFormats: readonly ArchiveFormat[] = [zip, tar];
