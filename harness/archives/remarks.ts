import { quoted } from './refusal.js';

/** What whoever reads the mark should know of how a submission was unpacked, as sentences. */
export function remarksOn(
  leftOut: readonly string[],
  files: readonly { readonly path: string }[],
  pointers: readonly string[],
): string[] {
  const remarks: string[] = [];
  const [link] = leftOut;
  if (link !== undefined)
    remarks.push(
      leftOut.length === 1
        ? `the link ${quoted(link)} was left out: it leads to no file of the submission`
        : `${leftOut.length} links were left out, among them ${quoted(link)}: they lead to no files of the submission`,
    );
  const [pointer] = pointers;
  if (pointer !== undefined)
    remarks.push(
      `${quoted(pointer)} is not the file itself, only what Git LFS keeps in its place: fetch it with "git lfs pull"`,
    );
  if (files.some(({ path }) => path.split('/').at(-1) === '.gitmodules'))
    remarks.push('it uses submodules of Git, whose files are here only if they were cloned with --recurse-submodules');
  return remarks;
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export function isLfsPointer(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, LFS_LINE.length)).toString('latin1') === LFS_LINE;
}

const LFS_LINE = 'version https://git-lfs.github.com/spec/v1\n';
