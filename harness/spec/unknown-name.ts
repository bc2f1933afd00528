import { suggest } from '../yaml/near.js';
import { everyPiece, treeAt, type Path } from '../yaml/tree.js';
import type { Check } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** A name that nothing here has, where it stands, and the names that there are. */
interface Unknown {
  readonly path: Path;
  readonly name: string;
  readonly known: readonly string[];
}

/** How an unknown name may get a value, as far as the rest of the file tells; undefined where it tells nothing. */
export function adviceForName(reading: Reading, { path, name, known }: Unknown): string | undefined {
  const near = known.length > 0 ? suggest(name, known) : '';
  if (near.startsWith('did you mean')) return near;
  const [section, check] = path;
  const data = [top('data'), pathsIn<Check>([section ?? '', check ?? ''])('data')];
  if (path[2] === CASES && data.some((at) => reading.has([...at, name])))
    return 'rows of `cases` are there before `data`: let `data` use the name of a row, not the other way round';
  if (followsNamelessGroup(reading, path))
    return `a group of a \`match\` that is to keep what it takes has a name: (?<${name}>…)`;
  return undefined;
}

const CASES = 'cases' satisfies keyof Check;

/** Whether a `match` before it, in the same check or block, has a group without a name, and none with one. */
function followsNamelessGroup(reading: Reading, path: Path): boolean {
  const around = path.slice(0, 2);
  const tree = treeAt(reading.tree, around);
  for (const piece of tree ? everyPiece(tree, around) : []) {
    if (piece.path.join('\n') === path.join('\n')) return false;
    const pattern = piece.path.at(-1) === 'match' && piece.tree.kind === 'scalar' ? String(piece.tree.value) : '';
    if (/(?<!\\)\((?!\?)/.test(pattern) && !/\(\?P?</.test(pattern)) return true;
  }
  return false;
}
