/** What the kernel has already received is handed to us within two turns of the event loop. */
export async function received(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
