import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Reporter } from '../reporters/reporter.js';

/** The flags of reporters for other systems, as the command line gives them. */
export interface ReporterFlags {
  readonly github?: boolean | undefined;
  readonly gradescope?: string | undefined;
  readonly junit?: string | undefined;
  readonly ctrf?: string | undefined;
  readonly tap?: boolean | undefined;
  readonly prairielearn?: string | undefined;
  readonly autolab?: string | undefined;
}

/** Opens the reporters that the command line asks for. Without such a flag none of them is loaded. */
export async function openOtherReporters(
  flags: ReporterFlags,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly reporters: readonly Reporter[]; readonly ownsStdout: boolean }> {
  const { github, gradescope, junit, ctrf, tap, prairielearn, autolab } = flags;
  const asked: Readonly<Record<string, string | boolean | undefined>> = {
    github,
    gradescope,
    junit,
    ctrf,
    tap,
    prairielearn,
    autolab,
  };
  if (Object.values(asked).every((value) => value === undefined || value === false))
    return { reporters: [], ownsStdout: false };
  const { reporterKinds } = await import('../reporters/index.js');
  const opened = reporterKinds.flatMap((kind) => {
    const value = asked[/^--(\w+)/.exec(kind.flag)?.[1] ?? ''];
    return value === undefined || value === false ? [] : [{ kind, file: value === true ? '' : value }];
  });
  return {
    ownsStdout: opened.some(({ kind }) => kind.ownsStdout === true),
    reporters: opened.map(({ kind, file }) =>
      kind.open({
        file,
        variables,
        write: (text) => void process.stdout.write(text),
        append: (to, text) => appendFile(to, text),
        token: randomUUID,
      }),
    ),
  };
}
