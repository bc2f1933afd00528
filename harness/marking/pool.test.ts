import { describe, expect, test } from 'vitest';
import { markWatched } from './mark-watched.js';
import type { WorkerMarker } from './marker.js';
import { Pool } from './pool.js';

class Member {
  isClosed = false;
  async close(): Promise<void> {
    this.isClosed = true;
  }
}

function poolOf(uses: number): { readonly pool: Pool<Member>; readonly members: Member[] } {
  const members: Member[] = [];
  const open = async (): Promise<Member> => {
    const member = new Member();
    members.push(member);
    return member;
  };
  return { pool: new Pool({ uses, open }), members };
}

describe('a pool', () => {
  test('uses a member again, until it is worn out', async () => {
    const { pool, members } = poolOf(2);
    for (let time = 0; time < 5; time++) await pool.use(async () => {});
    expect(members.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
    await pool.close();
    expect(members.map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
  });

  test('never gives one member to two at once', async () => {
    const { pool, members } = poolOf(9);
    await pool.use(async (first) => pool.use(async (second) => expect(second).not.toBe(first)));
    expect(members).toHaveLength(2);
    await pool.close();
  });

  test('does not use one again in which work has failed', async () => {
    const { pool, members } = poolOf(9);
    await expect(pool.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await pool.use(async () => {});
    expect(members.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    await pool.close();
  });
});

test('a worker that tells nothing for too long is ended, and that is said', async () => {
  let end: (error: Error) => void = () => {};
  const hanging: WorkerMarker = {
    mark: () => new Promise((_, reject) => (end = reject)),
    kill: () => end(new Error('the worker ended (SIGKILL)')),
    close: async () => [],
  };
  await expect(markWatched(hanging, {} as never, 5, () => {})).rejects.toThrow(
    'its worker told nothing for 0 minutes, and was ended',
  );
});
