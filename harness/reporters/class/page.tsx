import type { JSX } from 'preact';
import { Shown } from '../html/shown.js';
import { BASE } from '../html/style/base.js';
import { COLOURS } from '../html/style/colours.js';
import { Brand, renderPage, titleText, WebPage } from '../html/web-page.js';
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
  return renderPage(<Page view={view} />);
}

function Page({ view }: { readonly view: ClassView }): JSX.Element {
  const { title, markedAt, wiremark, seed, files } = view;
  return (
    <WebPage title={titleText(title)} policy={CONTENT_POLICY} style={COLOURS + BASE + CLASS_STYLE} script={SCRIPT}>
      <a class="skip" href="#students">
        Skip to the students
      </a>
      <header class="masthead">
        <Brand when={dateText(markedAt)} />
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
    </WebPage>
  );
}
