import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { escapeUnseen, visibleString } from '../visible-text.js';
import { Shown } from './shown.js';

/** A page as text. What no reader would see in it is made visible, whoever forgot to. */
export function renderPage(page: JSX.Element): string {
  const html = renderToString(page);
  // A line for each block, so that two pages can be compared with diff. None of these tags stands inside a line of text.
  const lines = html.replace(
    /<(?=(?:head|body|meta|title|style|script|header|main|footer|section|nav|details|h[1-4]|p|ol|ul|li|dl|div|pre|table|thead|tbody|tr)\b)/g,
    '\n<',
  );
  return escapeUnseen(`<!doctype html>${lines}\n`);
}

/** What stands around every page of ours: it asks nothing of any network, and can be read without scripts. */
export function WebPage(page: {
  readonly title: string;
  /** The Content Security Policy: nothing but our own script runs. */
  readonly policy: string;
  readonly style: string;
  readonly script: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={page.policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{page.title}</title>
        <style dangerouslySetInnerHTML={{ __html: page.style }} />
      </head>
      <body>
        {page.children}
        <script dangerouslySetInnerHTML={{ __html: page.script }} />
      </body>
    </html>
  );
}

/** As much of a title as a window shows. */
export function titleText(text: string): string {
  return visibleString(text).slice(0, 120);
}

/** Whose page it is, and of when. */
export function Brand({ when }: { readonly when: string }): JSX.Element {
  return (
    <p class="brand">
      <span class="wordmark">
        wire<b>mark</b>
      </span>
      <span>
        <Shown text={when} most={60} />
      </span>
    </p>
  );
}
