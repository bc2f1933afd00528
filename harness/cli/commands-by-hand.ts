import type { Command } from '@commander-js/extra-typings';

/** Commands for a person who tries things out, beside those that mark: they run until Ctrl-C. */
export function addCommandsByHand(program: Command, end: (code: number) => void): void {
  program
    .command('proxy')
    .description('a damaged link alone, between your own client and server, shown live')
    .option('--listen <address>', 'where your client connects to: a port, or host:port', '0')
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
}

const PROXY_EXAMPLES = `
Examples:
  wiremark proxy --to 5000 --udp --damage 'loss: 20%, at_most: 2 in a row'
  wiremark proxy --to 5000 --udp --damage 'from: client, drop: 2' --damage 'from: server, swap: [4, 5]'
  wiremark proxy --listen 6000 --to 5000 --damage 'from: server, pieces: [1, 7, rest]'

Every kind of damage is listed under "Damage" in specs/README.md.`;
