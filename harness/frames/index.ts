import { crlf } from './crlf.js';
import { datagram } from './datagram.js';
import { fixed } from './fixed.js';
import type { Frame } from './frame.js';
import { length } from './length.js';
import { line } from './line.js';
import { nul } from './nul.js';
import { raw } from './raw.js';

/** All ways to cut bytes into messages, by the word that names them in a spec. */
export const frames: Readonly<Record<string, Frame>> = { raw, line, crlf, nul, datagram, length, fixed };
