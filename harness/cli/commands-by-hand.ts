import { Option, type Command } from '@commander-js/extra-typings';
import { positive } from './numbers.js';

/** Commands for a person who tries things out, beside those that mark: they run until Ctrl-C. */
export function addCommandsByHand(program: Command, end: (code: number) => void): void {
  program
    .command('proxy')
    .description('a damaged link alone, between your own client and server, shown live')
    .addOption(entrance())
    .requiredOption('--to <address>', 'where your server listens: a port, or host:port')
    .option('--tcp', 'carry connections (the default)')
    .option('--udp', 'carry datagrams')
    .option('--damage <rule...>', "what is done to them, as in a spec: 'from: client, loss: 20%'")
    .option('--seed <seed>', 'repeat the fates of an earlier run')
    .addHelpText('after', PROXY_EXAMPLES)
    .action(async (options) => {
      const { proxy } = await import('./proxy.js');
      end(await proxy(options));
    });

  program
    .command('peer')
    .description('play one side of a spec against a program that you have started yourself')
    .argument('<spec>', 'a bundled name or a .yaml file')
    .option('--as <peer>', 'the side that is played (where there are several)')
    .option('--to <address>', 'where your server listens: a port, or host:port')
    .option('--listen <address>', 'where your client is waited for: a port, or host:port')
    .option('--certs <folder>', 'where the certificates of the spec lie, or are to be made')
    .option('--set <name=value...>', 'set a parameter of the spec')
    .option('--only <id...>', 'play only these checks')
    .option('--seed <seed>', 'repeat the chances of an earlier run')
    .addOption(new Option('--slow <factor>', 'multiply every time limit').argParser(positive).default(1))
    .addHelpText('after', PEER_EXAMPLES)
    .action(async (spec, options) => {
      const { playPeer } = await import('./peer.js');
      end(await playPeer(spec, options));
    });

  program
    .command('record')
    .description('draft a spec from what your own client and server say to each other')
    .argument('<file>', 'the spec to be written, like draft.yaml')
    .addOption(entrance())
    .requiredOption('--to <address>', 'where your server listens: a port, or host:port')
    .option('--tcp', 'carry connections (the default)')
    .option('--udp', 'carry datagrams')
    .addOption(
      new Option('--about <side>', 'whom the spec is about; wiremark plays the other side')
        .choices(['server', 'client'] as const)
        .default('server' as const),
    )
    .option('--run <command>', "how that program is started: 'python3 server.py ${port}'")
    .option('--force', 'write over a file that is there', false)
    .addHelpText('after', RECORD_EXAMPLES)
    .action(async (file, options) => {
      const { record } = await import('./record.js');
      end(await record(file, options));
    });
}

/** Where a client comes in. */
function entrance(): Option<'--listen <address>', undefined, '0'> {
  return new Option('--listen <address>', 'where your client connects to: a port, or host:port').default(
    '0' as const,
    'any free port',
  );
}

const PROXY_EXAMPLES = `
Examples:
  wiremark proxy --to 5000 --udp --damage 'loss: 20%, at_most: 2 in a row'
  wiremark proxy --to 5000 --udp --damage 'from: client, drop: 2' --damage 'from: server, swap: [4, 5]'
  wiremark proxy --listen 6000 --to 5000 --damage 'from: server, pieces: [1, 7, rest]'

Every kind of damage is listed under "Damage" in specs/README.md.`;

const RECORD_EXAMPLES = `
Examples:
  wiremark record draft.yaml --to 5000                    # your server listens at 5000; let your client talk to the port shown
  wiremark record draft.yaml --to 5000 --udp --about client --run './client \${host} \${port}'
  wiremark lint draft.yaml && wiremark check draft.yaml path/to/folder`;

const PEER_EXAMPLES = `
Examples:
  wiremark peer tcp-echo --as c --to 5000 --only long     # your server listens at 5000
  wiremark peer udp-loss --listen 5000                    # start your client when you are asked to
  wiremark peer secure-login --as s --listen 5000 --certs certs

Each check needs the program as a check would find it: start a server again where it serves one client in its life.`;
