import type { Loop, LoopWords, UsedBlock, Way } from '../model/language.js';
import type { Step } from '../model/spec.js';
import { treeAt, type Path } from '../yaml/tree.js';
import type { Flow } from './flow.js';
import type { Branch } from './generated/authored.js';
import { readUse } from './read-block.js';
import { readExpression } from './read-expression.js';
import type { Keep } from './read-pattern.js';
import type { Reading } from './reading.js';
import { pathsIn } from './shape-paths.js';
import { counted, demandFreeName, type Sight } from './sight.js';
import type { StepsContext } from './steps-context.js';

/** Reads the list of steps at a path. */
export type ReadSteps = (reading: Reading, path: Path, context: StepsContext) => Step[];

/** Reads the one step at a path, as the steps that its verbs make. */
export type ReadStep = (reading: Reading, path: Path, id: string, context: StepsContext) => Step[];

/** The steps inside of one step. `map` is the map whose words they stand under. */
export class InnerSteps {
  private readonly reading: Reading;
  private readonly context: StepsContext;
  private readonly outer: {
    readonly id: string;
    readonly line: number;
    readonly actor: string | undefined;
    readonly keep: Keep;
  };
  private readonly read: { readonly steps: ReadSteps; readonly step: ReadStep };

  constructor(
    reading: Reading,
    context: StepsContext,
    outer: InnerSteps['outer'],
    read: { readonly steps: ReadSteps; readonly step: ReadStep },
  ) {
    this.reading = reading;
    this.context = context;
    this.outer = outer;
    this.read = read;
  }

  /** By copies of a peer: what they keep is their own, and ends with them. */
  copies(map: Path, word: string, peer: string): Step[] {
    const flow = this.context.flow.copy([
      ['me', counted('text')],
      ['copy', counted('a number')],
    ]);
    return this.list([...map, word], this.opened(flow, map), { acting: peer });
  }

  /** Done at least once, perhaps again. */
  loop(map: Path, word: string, { name, until, mustEnd }: LoopWords): Loop {
    const { flow } = this.context;
    if (name !== undefined) this.refuseHiding(map, name);
    const inside = this.opened(flow.loop(name === undefined ? [] : [[name, counted('a number')]]), map);
    const steps = this.list([...map, word], inside, {});
    const source = this.reading.text([...map, until]);
    const condition =
      source === undefined
        ? undefined
        : readExpression(
            this.reading,
            { path: [...map, until], source, wants: { held: 'true or false', by: until } },
            inside.sight,
          );
    flow.joinLoop(inside, {
      mustBeLeft: mustEnd && source === undefined,
      why: this.why('may be left before it is set'),
    });
    return { steps, isLeft: inside.isLeft, ...(condition && { until: condition }) };
  }

  /** One of several. */
  ways(path: Path): Way[] {
    const { flow } = this.context;
    const flows: Flow[] = [];
    const ways = this.reading.items(path).flatMap((item, index) => {
      const inside = flow.branch();
      const context = { ...this.context, flow: inside };
      const [first, ...joined] = this.read.step(this.reading, item, `${this.outer.id}.${index + 1}`, context);
      const then = this.stepsOfThen(item, `${this.outer.id}.${index + 1}.`, context);
      flows.push(inside);
      if (!first) return [];
      const kind = this.reading.language.steps[first.kind];
      if (kind?.decides?.(first.args) !== true) this.refuseFirst(first);
      const actor = first.actor === undefined ? '' : `${first.actor}: `;
      return [{ steps: [first, ...joined, ...then] as const, says: `${actor}${kind?.describe(first.args) ?? ''}` }];
    });
    flow.join(flows, this.why('sets it on some of its ways only'));
    return ways;
  }

  /** The steps of a block. What it keeps is kept where it is used, too. */
  block(path: Path, sight: Sight): UsedBlock {
    const used = readUse(this.reading, path, sight, this.context.blocks);
    if (!used) {
      this.context.incomplete();
      this.context.flow.open();
      return { block: '', values: [], steps: [] };
    }
    const { block, values } = used;
    this.context.names.use('blocks', block);
    const { actor } = this.outer;
    const flow = this.context.flow.block(used.names);
    const steps = this.list(used.steps, flow, {
      blocks: [...this.context.blocks, block],
      ...(actor !== undefined && { acting: actor }),
    });
    for (const [name, known] of this.context.flow.keptBy(flow)) this.outer.keep(name, known, { path });
    return { block, values, steps };
  }

  private stepsOfThen(item: Path, prefix: string, context: StepsContext): Step[] {
    const path = pathsIn<Branch>(item)('then');
    if (!this.reading.has(path) || this.reading.isRefused(path)) return [];
    return treeAt(this.reading.tree, path)?.kind === 'list'
      ? this.read.steps(this.reading, path, { ...context, prefix })
      : this.read.step(this.reading, path, `${prefix}1`, context);
  }

  private list(path: Path, flow: Flow, more: Pick<Partial<StepsContext>, 'acting' | 'blocks'>): Step[] {
    return this.read.steps(this.reading, path, { ...this.context, ...more, flow, prefix: `${this.outer.id}.` });
  }

  /** A word beside the steps that was not understood may have given a name. */
  private opened(flow: Flow, map: Path): Flow {
    if (this.reading.isIncomplete(map)) flow.open();
    return flow;
  }

  private why(what: string): string {
    return `line ${this.outer.line} ${what}`;
  }

  /** The word beside the inner steps that gives a variable its name. */
  private refuseHiding(map: Path, name: string): void {
    const word = this.reading.keys(map).find((key) => this.reading.text([...map, key]) === name);
    demandFreeName(this.reading, word === undefined ? map : [...map, word], name, this.context.flow.sight, 'value');
  }

  private refuseFirst(first: Step): void {
    const { steps } = this.reading.language;
    this.reading.reportAt(first.origin, {
      code: 'E065',
      message: `this cannot decide which way is gone: "${first.kind}" ${steps[first.kind]?.decides ? 'takes more than the next message' : 'waits for nothing that could be looked at'}`,
      suggestion: `begin each way with one of: ${Object.values(steps)
        .filter(({ decides }) => decides)
        .map(({ word }) => word)
        .join(', ')}`,
    });
  }
}
