/**
 * Node's flags for a worker. What passes in a run is kept until it is judged: a heap that begins as small as V8 has it
 * is copied again and again while it grows, and by four threads that take the processors from the programs.
 */
export const WORKER_FLAGS: readonly string[] = [
  '--v8-pool-size=1',
  // In megabytes.
  '--min-semi-space-size=16',
  '--initial-heap-size=128',
];
