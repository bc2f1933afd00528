/**
 * Searches, filters and sorts the table of students, which is read from the page itself. It remembers nothing but what
 * stands behind the `#` of the address, and the page says all it has to say without it.
 */
export const SCRIPT = `(() => {
  const byId = (id) => document.getElementById(id);
  const body = byId('rows');
  const rows = [...body.rows];
  const [search, state, fails, count] = ['search', 'state', 'fails', 'shown-count'].map(byId);
  byId('tools').hidden = false;
  byId('tools').onsubmit = () => false;
  const show = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const { name, state: own, verdicts } = row.dataset;
      const fits = words.every((word) => name.includes(word)) && (state.value === '' || own === state.value) &&
        (fails.value === '' || verdicts[fails.value] === 'f');
      row.hidden = !fits;
      if (fits) shown++;
    }
    count.textContent = shown === rows.length ? rows.length + ' students' : shown + ' of ' + rows.length + ' students';
  };
  for (const field of [search, state, fails]) field.oninput = show;
  const value = { name: (row) => row.dataset.name, state: (row) => row.dataset.state, points: (row) => Number(row.dataset.points), time: (row) => Number(row.dataset.time) };
  const sort = (column) => {
    const head = document.querySelector('[data-column="' + column + '"]');
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const each of document.querySelectorAll('[data-column]')) each.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const of = value[column];
    rows.sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0) * (down ? -1 : 1));
    body.append(...rows);
  };
  for (const button of document.querySelectorAll('[data-sort]')) button.onclick = () => sort(button.dataset.sort);
  for (const button of document.querySelectorAll('[data-check]')) button.onclick = () => {
    fails.value = button.dataset.check;
    show();
    fails.focus();
    byId('students-title').scrollIntoView();
  };
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select')) return;
    event.preventDefault();
    search.focus();
  });
  show();
})();`;

/** Of SCRIPT, so that the browser runs it and no other. A test tells when it must be renewed. */
export const SCRIPT_HASH = 'sha256-+vV/GIIR+HfhD9OKkyRT2QnPx1kcgRS0xEOmTt1747k=';

/** Nothing may be loaded from anywhere, sent anywhere, or run. */
export const CONTENT_POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
