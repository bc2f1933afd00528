/**
 * Niceties for readers who have scripts: buttons that open and close every check, opening the check that a link
 * leads to, and opening everything for the printer. It remembers nothing, and the page says all it has to say without it.
 */
export const SCRIPT = `(() => {
  const folds = () => document.querySelectorAll('details.check');
  const setAll = (open) => folds().forEach((fold) => { fold.open = open; });
  document.getElementById('tools').hidden = false;
  document.getElementById('open-all').onclick = () => setAll(true);
  document.getElementById('close-all').onclick = () => setAll(false);
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.localName === 'details') target.open = true;
  };
  addEventListener('hashchange', openTarget);
  openTarget();
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...folds()].filter((fold) => !fold.open);
    setAll(true);
  });
  addEventListener('afterprint', () => closed.forEach((fold) => { fold.open = false; }));
})();`;

/** Of SCRIPT, so that the browser runs it and no other. A test tells when it must be renewed. */
export const SCRIPT_HASH = 'sha256-Uu1+BLPubK8ugDURuikkCGyWSkoTmcn9oNOLLB4yKG4=';

/** Nothing may be loaded from anywhere, sent anywhere, or run. */
export const CONTENT_POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
