import type { Report } from '../model/report.js';
import { sampleReport } from './sample-report.test-support.js';

/** What programs print, students are called, and folders are named, when somebody means harm. */
export const HOSTILE = [
  '<script>document.title="owned"</script>',
  '"><img src=x onerror=alert(1)>',
  "'onmouseover='alert(1)",
  '</style></title></textarea></pre><svg onload=alert(1)>',
  '<!-- ]]> &lt;b&gt; &#x202e;',
  'javascript:alert(1)',
  '\x1b[31m\x1b]8;;http://evil.example\x07\x9b2J\0\b\r',
  '\u202edrowssap\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
  '\u200b\u200c\u200d\u2060\ufeff\u00ad\u2028\u2029\u3164\u{e0041}',
  '\ud800lone\udfff',
  `Z${'\u0301'.repeat(40)}`,
].join(' ');

/** The sample report with hostile text in every place that holds somebody else's text, and in all bytes. */
export function hostileReport(hostile = HOSTILE): Report {
  const bytes = new Uint8Array([...new TextEncoder().encode(hostile), 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x0a]);
  const spoil = (value: unknown, key: string): unknown => {
    if (value instanceof Uint8Array) return bytes;
    if (Array.isArray(value)) return value.map((item) => spoil(item, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spoil(part, name)]));
    return typeof value === 'string' && !OUR_WORDS.has(key) ? `${value}${hostile}` : value;
  };
  return spoil(sampleReport(), '') as Report;
}

/** Keys whose values are words of the model, which no student can choose. */
const OUR_WORDS = new Set(['format', 'status', 'kind', 'tone', 'state', 'stream', 'because']);
