// A process that marks for the command, in a world of its own.
import { loadCompiled } from './load-compiled.js';

const { work } = await loadCompiled('worker').parts.worker();
work(JSON.parse(process.argv[2]));
