import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch } from '../model/plan.js';
import type { ProgramSpec, Spec } from '../model/spec.js';
import { splitCommand } from '../model/command.js';
import type { Manifest } from './manifest.js';

export interface LaunchSources {
  readonly folder: string;
  /** Commands given on the command line, by program. */
  readonly given: Readonly<Record<string, string>>;
  readonly manifest: Manifest | undefined;
}

/**
 * How each program of the spec is launched from this folder: as the command line says, else as the
 * manifest says, else by the spec's own conventions. A program that is not found has no entry.
 */
export function findLaunches(
  spec: Spec,
  sources: LaunchSources,
): { readonly launches: Readonly<Record<string, Launch>>; readonly problems: readonly string[] } {
  const launches: Record<string, Launch> = {};
  const problems: string[] = [];
  for (const program of Object.values(spec.programs)) {
    const found = findOne(program, sources);
    if (!found) continue;
    const words = splitCommand(found.command);
    if (!words || words.length === 0)
      problems.push(`the command for the ${program.name} has a quote that is never closed: ${found.command}`);
    else launches[program.name] = { program: program.name, words, folder: sources.folder, because: found.because };
  }
  return { launches, problems };
}

function findOne(
  program: ProgramSpec,
  { folder, given, manifest }: LaunchSources,
): { readonly command: string; readonly because: string } | undefined {
  const command = given[program.name];
  if (command !== undefined) return { command, because: 'given on the command line' };
  const own = manifest?.programs[program.name];
  if (own) return { command: own.run, because: 'as wiremark.yaml says' };
  for (const convention of program.run) {
    if (convention.file === undefined) return { command: convention.command, because: 'as the spec says' };
    if (existsSync(join(folder, convention.file)))
      return { command: convention.command, because: `${convention.file} is there` };
  }
  return undefined;
}
