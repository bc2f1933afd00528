import { quoted, refuse, type Refusal } from './refusal.js';

/** Where a member goes, as the names of its folders and its own. Without any it is the top folder itself. */
export interface EntryPath {
  readonly kind: 'path';
  readonly parts: readonly string[];
}

/** Linux takes 255 bytes for a name and 4,096 for a path, of which a part belongs to the folder that we unpack into. */
const LONGEST_NAME_BYTES = 255;
const LONGEST_PATH_BYTES = 1024;

/**
 * A member's name as a path below the folder that is unpacked into, or why it is none. Never leads outside. A
 * backslash is taken for a separator, because some tools of Windows write it, and there it is one.
 */
export function entryPath(name: string, depth: number, platform: NodeJS.Platform): EntryPath | Refusal {
  const path = name.replaceAll('\\', '/');
  if (path.includes('\0')) return refuse('unusable-name', `the name ${quoted(name)} has a zero byte in it`);
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return refuse('absolute-path', `${quoted(name)} is to be written to a place of its own choice on the machine`);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..'))
    return refuse('leaves-folder', `${quoted(name)} is to be written outside of the folder, by its ".."`);
  if (parts.length > depth)
    return refuse('too-deep', `${quoted(name)} lies in more than ${depth} folders inside of each other`);
  if (
    Buffer.byteLength(path) > LONGEST_PATH_BYTES ||
    parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME_BYTES)
  )
    return refuse('name-too-long', `the name ${quoted(name)} is ${Buffer.byteLength(path)} bytes long`);
  const unusable = platform === 'win32' ? parts.find((part) => WINDOWS_REFUSES.test(part)) : undefined;
  if (unusable !== undefined) return refuse('unusable-name', `Windows has no files of the name ${quoted(unusable)}`);
  return { kind: 'path', parts };
}

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
// oxlint-disable-next-line no-control-regex -- these are the characters that it forbids
const WINDOWS_REFUSES = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$|[<>:"|?*\0-\x1f]|[. ]$/i;
