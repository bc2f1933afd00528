import type { Breach } from './trace.js';

const MIB = 1_048_576;

/** What a program did that no program may, in words that follow its name: `used more than 60 s of processor time`. */
export function sayBreach({ limit, allowed }: Breach): string {
  switch (limit) {
    case 'cpu':
      return `used more than ${allowed} s of processor time`;
    case 'memory':
      return `used more than ${allowed / MIB} MiB of memory`;
    case 'tasks':
      return `had ${allowed} processes and threads at once`;
    case 'file-size':
      return `wrote a file of more than ${allowed / MIB} MiB`;
    case 'disk':
      return `wrote more than ${allowed / MIB} MiB into files`;
    case 'files':
      return `made more than ${allowed} files`;
    case 'output':
      return `printed more than ${allowed / MIB} MiB`;
  }
}
