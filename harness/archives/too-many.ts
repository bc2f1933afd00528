import { grouped } from '../model/grouped.js';
import { refuse, type Refusal } from './refusal.js';

export function tooMany(most: number): Refusal {
  return refuse('too-many-files', `it holds more than ${grouped(most)} files and folders`);
}
