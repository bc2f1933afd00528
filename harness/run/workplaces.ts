import { join, relative } from 'node:path';
import { toBytes } from '../model/bytes.js';
import type { Launch, ReferenceLaunch } from '../model/plan.js';
import type { ProgramSpec } from '../model/spec.js';
import { placeFile } from '../process/folder-files.js';
import { openWorkplace, type Workplace } from '../process/workplace.js';
import { filesOf } from '../value/program-files.js';
import type { Surroundings } from './surroundings.js';

/** The folders that the programs of one run work in. */
export class Workplaces {
  private readonly world: Surroundings;
  private readonly copies = new Map<string, Promise<Workplace>>();
  private readonly furnished = new Set<string>();

  constructor(world: Surroundings) {
    this.world = world;
  }

  /**
   * A fresh copy of the submission: what an earlier run wrote must not be found by this one. Programs share it, unless
   * the spec gives one a folder of its own, or one is ours.
   */
  of({ name, folder: whose }: ProgramSpec, launch: Launch | ReferenceLaunch): Promise<Workplace> {
    const { plan, environment, scope } = this.world;
    const ours = 'root' in launch ? launch.root : undefined;
    const key = whose === 'own' || ours !== undefined ? name : '';
    let copy = this.copies.get(key);
    if (!copy) {
      copy = openWorkplace(ours ?? plan.submission.root, environment.sandbox).then((workplace) => {
        scope.defer(() => workplace.remove());
        return workplace;
      });
      this.copies.set(key, copy);
    }
    return copy;
  }

  /** What the spec puts into the folder of a program; once, so that a program that is started again finds its own. */
  async furnish(program: string, folder: string, place: string): Promise<void> {
    const { planned, run, environment } = this.world;
    if (this.furnished.has(program)) return;
    this.furnished.add(program);
    const owner = environment.sandbox.ownerOf(place);
    for (const [path, bytes] of filesOf(planned.check, run, program))
      await placeFile(place, relative(place, join(folder, path)), bytes, owner);
  }

  /**
   * Certificates and keys that a command names lie beside the copy of the submission, where no program finds others.
   * Resolves with what stands for their names in the command.
   */
  async placeCerts({ words }: Launch, place: string): Promise<Record<string, string>> {
    const { certs, environment } = this.world;
    const named = words.join(' ');
    const paths: Record<string, string> = {};
    for (const [name, certificate] of certs)
      for (const part of ['crt', 'key'] as const) {
        if (!named.includes(`\${${name}.${part}}`)) continue;
        const path = `certs/${name}.${part}`;
        await placeFile(place, path, toBytes(certificate[part]), environment.sandbox.ownerOf(place));
        paths[`${name}.${part}`] = environment.sandbox.seenAs(join(place, path), place);
      }
    return paths;
  }
}
