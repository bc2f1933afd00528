/** Node's flags for a worker: it lives for seconds, shares the processors with the programs, and keeps all that passes. */
export const WORKER_FLAGS: readonly string[] = [
  // A heap that begins as small as V8 has it is copied again and again while a trace fills it (sizes in megabytes).
  '--min-semi-space-size=16',
  '--initial-heap-size=128',
  // V8's own threads, four otherwise, would take the processors from the programs.
  '--v8-pool-size=1',
  // To compile small pieces takes them for less time, and what comes of it is there sooner.
  '--max-inlined-bytecode-size=100',
  '--max-inlined-bytecode-size-cumulative=150',
];
