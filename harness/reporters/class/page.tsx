import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Shown } from '../html/shown.js';
import { BASE } from '../html/style/base.js';
import { COLOURS } from '../html/style/colours.js';
import { escapeUnseen, visibleString } from '../visible-text.js';
import { dateText } from '../wording.js';
import { Attention } from './attention.js';
import type { ClassView } from './class-view.js';
import { Distribution } from './distribution.js';
import { Findings } from './findings.js';
import { PassRates } from './pass-rates.js';
import { CONTENT_POLICY, SCRIPT } from './script.js';
import { Students } from './students.js';
import { CLASS_STYLE } from './style.js';
import { Summary } from './summary.js';

/**
 * A class at a glance, as one page that asks nothing of any network. Without scripts it can be read; with them it can be
 * searched, sorted and filtered. A pure function: the same view always makes the same bytes.
 */
export function renderClass(view: ClassView): string {
  const html = renderToString(<Page view={view} />);
  const lines = html.replace(
    /<(?=(?:head|body|meta|title|style|script|header|main|footer|section|nav|details|h[1-3]|p|ol|ul|li|dl|div|table|thead|tbody|tr)\b)/g,
    '\n<',
  );
  return escapeUnseen(`<!doctype html>${lines}\n`);
}

function Page({ view }: { readonly view: ClassView }): JSX.Element {
  const { title, markedAt, wiremark, seed, files } = view;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={CONTENT_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{visibleString(title).slice(0, 120)}</title>
        <style dangerouslySetInnerHTML={{ __html: COLOURS + BASE + CLASS_STYLE }} />
      </head>
      <body>
        <a class="skip" href="#students">
          Skip to the students
        </a>
        <header class="masthead">
          <p class="brand">
            <span class="wordmark">
              wire<b>mark</b>
            </span>
            <span>
              <Shown text={dateText(markedAt)} most={60} />
            </span>
          </p>
          <h1>
            <Shown text={title} most={160} />
          </h1>
          <Summary view={view} />
        </header>
        <main>
          <Attention view={view} />
          <Distribution view={view} />
          <PassRates view={view} />
          <Findings view={view} />
          <Students view={view} />
        </main>
        <footer class="colophon">
          <p>
            Marked by wiremark <Shown text={wiremark} most={40} />, seed{' '}
            <code>
              <Shown text={seed} most={80} />
            </code>
            . Beside this page:{' '}
            {files.map((file, at) => (
              <>
                {at > 0 && ', '}
                <a href={encodeURI(file)}>
                  <Shown text={file} most={120} />
                </a>
              </>
            ))}
            .
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
