import type { JsonSchema } from '../model/language.js';
import { ref } from './schema-words.js';

/** A process of the submission. */
export const program: JsonSchema = {
  type: 'object',
  properties: {
    run: {
      type: ['string', 'object'],
      pattern: '\\S',
      minProperties: 1,
      additionalProperties: { type: 'string', pattern: '\\S' },
      description:
        'the command, with ${port} and ${host} in it; or a map from a file of the submission to its command, the first that exists is taken',
    },
    start: {
      enum: ['at once', 'by step'],
      description: 'when it is launched: before the first step (default), or by the step `start`',
    },
    folder: {
      const: 'own',
      description: 'it runs in a copy of the submission for it alone; else all programs of a run share one',
    },
    reference: {
      type: 'object',
      properties: {
        folder: { type: 'string', pattern: '\\S', description: 'the folder that holds it, from that of the spec' },
        run: { type: 'string', pattern: '\\S', description: 'its command' },
      },
      required: ['folder', 'run'],
      additionalProperties: false,
      description: 'a program of ours that takes its place where the submission plays another one',
    },
    files: { ...ref('files'), description: 'what is put into its folder before it is launched' },
    answers: {
      type: 'object',
      minProperties: 1,
      additionalProperties: ref('pattern'),
      description:
        'what it is told where it asks at its keyboard, though the task is not about that: an answer, and a pattern of its question',
    },
    terminal: {
      type: 'boolean',
      description: 'it is given a terminal of 80 × 24 (for getpass, curses, isatty), where both of its streams are one',
    },
    ready: {
      enum: ['listening', 'running'],
      description: 'ready once it listens (default where peers connect to it), or once it runs',
    },
  },
  required: ['run'],
  additionalProperties: false,
  description: 'a process of the submission',
};

/** The other side. */
export const peer: JsonSchema = {
  type: 'object',
  properties: {
    connect: { ...ref('name'), description: 'the program it connects to' },
    listen: { enum: ['tcp', 'udp'], description: 'it waits for a program to connect' },
    joins: {
      enum: ['multicast', 'broadcast'],
      description: 'it joins a group over UDP, with an address and a port of its own: `${host.NAME}`, `${port.NAME}`',
    },
    over: { enum: ['tcp', 'udp'], description: 'what it connects over (tcp)' },
    address: {
      enum: ['127.0.0.1', '::1'],
      description: 'the address that it connects to, IPv4 or IPv6 (default: where the program listens)',
    },
    frame: ref('frame'),
    tls: {
      type: 'object',
      properties: {
        trust: { ...ref('name'), description: 'the authority that it trusts, and no other (where it connects)' },
        name: { type: 'string', pattern: '\\S', description: 'the host that the certificate must be for (localhost)' },
        cert: { ...ref('name'), description: 'the certificate that it shows (where it listens)' },
      },
      minProperties: 1,
      additionalProperties: false,
      description: 'it speaks TLS',
    },
    repeats: { const: 'answer again', description: 'a request that comes again gets the answer it had' },
    reads: { const: 'never', description: 'it never reads: what is sent to it piles up' },
    ignore: { ...ref('pattern'), description: 'messages like this are passed over' },
  },
  additionalProperties: false,
  description: 'the other side, played by wiremark: it connects, it listens, or it joins a group',
};

/** A certificate, made anew for each marking. */
export const cert: JsonSchema = {
  type: 'object',
  properties: {
    for: {
      type: ['string', 'array'],
      minItems: 1,
      items: { type: 'string' },
      description: 'the host names and addresses that it is for; an authority is for none',
    },
    by: { ...ref('name'), description: 'the authority that has signed it (itself)' },
    days: {
      type: 'integer',
      minimum: -3650,
      maximum: 3650,
      description: 'how long it is good from now on (30); below 0 it has expired',
    },
  },
  additionalProperties: false,
  description: 'a certificate and its key; `{}` is an authority',
};

/** The wire between two of them. */
export const link: JsonSchema = {
  type: 'object',
  properties: {
    from: { ...ref('name'), description: 'the side that connects' },
    to: { ...ref('name'), description: 'the side that is connected to' },
    over: { enum: ['tcp', 'udp'], description: 'what two programs speak over (tcp)' },
  },
  required: ['from', 'to'],
  additionalProperties: false,
  description: 'the wire between a program and a peer, or between two programs',
};
