import { groupAddress } from '../model/group.js';
import type { ProgramSpec } from '../model/spec.js';
import { freePort } from '../process/ports.js';
import type { LaunchTarget } from '../steps/step-kind.js';
import type { Habit } from './habits.js';
import type { Surroundings } from './surroundings.js';

/** What the programs of one run are told: their own ports and those of our peers. */
export class ToldValues {
  private readonly world: Surroundings;
  private readonly ports = new Map<string, number>();

  constructor(world: Surroundings) {
    this.world = world;
  }

  /** What stands for `${port}` and `${host}` in the command of a program, and is typed where it asks for them. */
  async of(program: ProgramSpec, target: LaunchTarget, habit: Habit): Promise<Record<string, string>> {
    const { params, peers } = this.world.plan.spec;
    const values: Record<string, string> = { host: target.host ?? '127.0.0.1' };
    for (const [name, { value }] of Object.entries(params)) values[name] = String(value);
    for (const [other, port] of await this.world.portsTowards(program.name)) {
      values[`port.${other}`] = String(port);
      const role = peers[other]?.role;
      if (role?.kind === 'join') values[`host.${other}`] = groupAddress(role.group, port);
    }
    if (target.port === 'unused') values['port'] = String(habit.port ?? (await freePort()));
    else if (target.port !== undefined) values['port'] = values[`port.${target.port}`] ?? '';
    else if (program.over) values['port'] = String(await this.portOf(program, habit));
    else
      values['port'] =
        Object.entries(values).find(([name]) => name.startsWith('port.'))?.[1] ?? String(await freePort());
    if (program.over) values[`port.${program.name}`] = values['port'] ?? '';
    return values;
  }

  /** The port that a program is to listen at. */
  async portOf(program: ProgramSpec, habit: Habit): Promise<number> {
    const { planned, environment, scope } = this.world;
    const known = this.ports.get(program.name);
    if (known !== undefined) return known;
    const port = await freePort();
    this.ports.set(program.name, port);
    if (planned.check.holdsPort) {
      const at = { host: '0.0.0.0', port: habit.port ?? port };
      const holder = await environment.transports[program.over ?? 'tcp'].listen(at, () => ({
        data: () => {},
        ended: () => {},
      }));
      scope.defer(() => holder.close());
    }
    return port;
  }
}
