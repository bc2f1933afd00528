import { createHash } from 'node:crypto';

/** Names for files, made of the ids of students: every id has its own, also where a file system passes over case. */
export class StudentKeys {
  private readonly taken = new Set<string>();

  keyOf(id: string, attempt?: number): string {
    const whole = attempt === undefined ? id : `${id}-attempt${attempt}`;
    const plain = whole
      .replace(/[^\w.-]+/g, '_')
      .replace(/^[.-]+/, '_')
      .slice(0, LONGEST);
    const isFree = plain === whole && !this.taken.has(plain.toLowerCase());
    const key = isFree ? plain : `${plain}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
    this.taken.add(key.toLowerCase());
    return key;
  }
}

const LONGEST = 60;
