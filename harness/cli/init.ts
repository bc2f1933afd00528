import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundledSpecs, isClone, packageFolder, packageVersion } from './files.js';
import { loadSpec, unknownSpec } from './load-spec.js';
import { starterFiles, type StarterLanguage } from './starter-files.js';
import { EXIT, UsageError } from './usage-error.js';

export interface InitFlags {
  readonly spec: string;
  readonly language: StarterLanguage;
}

/** Writes a folder in which a student begins. Nothing that is there is written over. Resolves with the exit code. */
export async function init(folder: string, { spec: name, language }: InitFlags): Promise<number> {
  // Only a bundled spec is in the same place on every machine.
  if (!bundledSpecs().some(({ id }) => id === name)) throw new UsageError(unknownSpec(name));
  const { spec } = loadSpec(name);
  const files = starterFiles(spec, language, {
    version: packageVersion(),
    from: isClone ? `file:${packageFolder}` : packageVersion(),
  });
  if (!files) throw new UsageError(`${spec.id} has no programs in ${language}`);
  const present = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (present.length > 0)
    throw new UsageError(
      `${folder} has ${present.join(', ')} already; nothing was written\nName a new folder: wiremark init my-${spec.id} --spec ${spec.id}`,
    );
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
  process.stdout.write(
    [
      ...Object.keys(files).map((path) => `  ${join(folder, path)}`),
      '',
      'To check it:',
      `  cd ${folder}`,
      '  npm install',
      '  npm run check',
      '',
      ...(isClone
        ? [
            'package.json asks for wiremark as it lies in this clone, on this machine. The workflow asks npm for',
            `wiremark@${packageVersion()}: as long as it is not there, give both the package that "npm pack" makes.`,
            '',
          ]
        : []),
    ].join('\n'),
  );
  return EXIT.passed;
}
