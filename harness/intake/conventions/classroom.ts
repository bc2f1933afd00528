import type { Convention } from './convention.js';

/**
 * Clones of a GitHub Classroom assignment, as `gh classroom clone student-repos` makes them: a folder
 * `ASSIGNMENT-submissions` with a clone `ASSIGNMENT-USER` for each student. Where the outer folder has another name,
 * nothing tells how much of a clone's name is the assignment's: then the whole name is the id.
 */
export const classroom: Convention = {
  word: 'classroom',
  says: 'clones of Git repositories, as of GitHub Classroom',
  isUnmistakable: true,
  read({ name, kind, inner }, { folderName, prefix }) {
    if (kind !== 'folder' || !inner.includes('.git')) return undefined;
    const beginning = prefix ?? assignmentOf(folderName);
    const id =
      beginning !== undefined && name.startsWith(beginning) && name !== beginning ? name.slice(beginning.length) : name;
    return { id, name: id, extent: 'whole', late: { kind: 'unknown' } };
  },
};

function assignmentOf(folderName: string): string | undefined {
  const assignment = /^(.+)-submissions$/.exec(folderName)?.[1];
  return assignment === undefined ? undefined : `${assignment}-`;
}
