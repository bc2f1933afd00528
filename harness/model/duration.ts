const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** `1.5s` is 1500; undefined where the text is no duration with a unit. */
export function parseDurationMs(text: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  return parts ? Number(parts[1]) * (MS_PER_UNIT[parts[2] as string] as number) : undefined;
}

/** For a reader: `300 ms`, `2 s`, `1.5 s`. */
export function sayDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}
