import { access, constants, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { draftSpec } from '../draft/draft-spec.js';
import { exchangesOf } from '../draft/exchange.js';
import type { LinkEvent } from '../model/link-event.js';
import { lineNames } from '../spec/read-damage-text.js';
import { addressOf, addressText } from './address.js';
import { isFile } from './files.js';
import { showLiveLink } from './live-link.js';
import { transportOf } from './proxy.js';
import { openScreen } from './screen.js';
import { EXIT, UsageError } from './usage-error.js';

/** The options of `record`, as the command line gives them. */
export interface RecordFlags {
  readonly listen: string;
  readonly to: string;
  readonly udp?: true | undefined;
  readonly tcp?: true | undefined;
  readonly about: 'server' | 'client';
  readonly run?: string | undefined;
  readonly force: boolean;
}

/** Carries a live exchange and drafts a spec from it when it is over. Resolves with the exit code. */
export async function record(file: string, flags: RecordFlags): Promise<number> {
  const over = transportOf(flags);
  if (!/\.ya?ml$/.test(file)) throw new UsageError(`a spec is a file that ends in .yaml, not ${file}`);
  if (isFile(file) && !flags.force)
    throw new UsageError(`${file} is there already\nTake another name, or write over it: --force`);
  await demandFolder(file);
  const to = await addressOf(flags.to, { option: '--to', least: 1 });
  const events: LinkEvent[] = [];
  let hasDraft = false;
  const exitCode = await showLiveLink({
    listen: await addressOf(flags.listen, { option: '--listen', least: 0 }),
    to,
    over,
    rules: [],
    seed: 'none',
    screen: openScreen(process.stdout, process.env),
    greet: (listening) => [
      `${over.toUpperCase()}: ${addressText(listening)} → ${addressText(to)}`,
      `Let your client talk to port ${listening.port}. Ctrl-C ends, and writes what was said to ${file}.`,
    ],
    onEvent: (event) => void events.push(event),
    async partWith() {
      const exchanges = exchangesOf(events, lineNames.from);
      if (!exchanges.some(({ turns }) => turns.some((turn) => turn.kind === 'says')))
        return ['nothing was said, so there is nothing to write'];
      const command =
        flags.run ?? (flags.about === 'server' ? 'python3 server.py ${port}' : 'python3 client.py ${host} ${port}');
      const name = basename(file).replace(/\.ya?ml$/, '');
      await writeFile(file, draftSpec(exchanges, { name, over, about: flags.about, command }));
      hasDraft = true;
      return [`written: ${file}. Try it: wiremark check ${file} path/to/folder`];
    },
  });
  return exitCode === EXIT.passed && !hasDraft ? EXIT.failed : exitCode;
}

/** Before anything is recorded: it would be a pity if it were lost. */
async function demandFolder(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch {
    throw new UsageError(`${file} cannot be written: there is no folder ${dirname(file)} that you may write to`);
  }
}
