// Browser part: tables that sort and search, and show only the rows in view when there are many.

import type { PageTexts } from '../text/en-page.ts';

/** Needs `element`, `grouped` and `utcText`; gives `tableOf(model, options)` and `cellText(column, row)`. */
export const tableScript = (words: PageTexts): string => `
// As in the style: the height of a row of a long table, pixels.
const ROW_PIXELS = 32;
const ROWS_BESIDE_VIEW = 12;
const ROWS_ON_PAPER = 100;
const SEARCH_FROM_ROWS = 8;

function cellText(column, row) {
  const value = column.values[row];
  if (column.words !== undefined) return column.words[value];
  if (column.kind === 'count') return grouped(value);
  if (column.kind === 'time') return utcText(value);
  return value;
}

// An address as 32 hex digits, so that text order is the order of addresses.
function addressKey(address) {
  const hex = (value, width) => value.toString(16).padStart(width, '0');
  if (!address.includes(':'))
    return 'ffff'.padStart(24, '0') + address.split('.').map((part) => hex(Number(part), 2)).join('');
  const halves = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const tail = halves[1] ?? [];
  const middle = Array(Math.max(0, 8 - halves[0].length - tail.length)).fill('0');
  return [...halves[0], ...middle, ...tail].map((group) => group.padStart(4, '0')).join('');
}

function sortKeys(column) {
  if (column.sort !== undefined) return column.sort;
  if (column.words !== undefined) {
    const lower = column.words.map((word) => word.toLowerCase());
    const rank = [];
    lower
      .map((_, index) => index)
      .sort((a, b) => (lower[a] < lower[b] ? -1 : lower[a] > lower[b] ? 1 : a - b))
      .forEach((word, place) => {
        rank[word] = place;
      });
    return column.values.map((value) => rank[value]);
  }
  if (column.kind === 'address') return column.values.map(addressKey);
  if (column.kind === 'count' || column.kind === 'time') return column.values;
  return column.values.map((value) => value.toLowerCase());
}

function isNumeric(column) {
  return column.kind === 'count' || column.sort !== undefined;
}

// For each searchable column: does the row hold the term? Repeated texts are looked at once.
function matchers(columns, term) {
  return columns.map((column) => {
    if (column.words !== undefined) {
      const hits = column.words.map((word) => word.toLowerCase().includes(term));
      return (row) => hits[column.values[row]];
    }
    return (row) => cellText(column, row).toLowerCase().includes(term);
  });
}

function tableOf(model, options) {
  const open = options?.open;
  const virtual = options?.virtual === true;
  const columns = model.columns.filter((column) => !column.hidden);
  const searchable = model.columns.filter((column) => column.kind !== 'count' && column.kind !== 'time');
  const inOrder = Array.from({ length: model.rows }, (_, row) => row);
  let filtered = inOrder;
  let order = inOrder;
  let sorted = -1;
  let ascending = true;
  let firstShown = -1;
  let onPaper = false;

  const body = element('tbody', {});
  const headRow = element('tr', {});
  const table = element(
    'table',
    { class: virtual ? 'long' : 'short', 'aria-rowcount': String(model.rows + 1) },
    element('caption', {}, model.caption),
    element('thead', {}, headRow),
    body,
  );
  const view = element('div', {
    class: virtual ? 'view long' : 'view',
    tabindex: '0',
    role: 'region',
    'aria-label': model.caption,
  }, table);
  const status = element('p', { class: 'status', role: 'status' });
  const whole = element('div', { class: 'table', id: model.id });

  function rowOf(place) {
    const row = order[place];
    const made = element('tr', { 'aria-rowindex': String(place + 2) });
    columns.forEach((column, index) => {
      const text = cellText(column, row);
      const name = isNumeric(column) ? 'number' : column.kind === 'address' ? 'mono' : column.kind;
      const cell = element(index === 0 ? 'th' : 'td', { class: name });
      if (index === 0) cell.setAttribute('scope', 'row');
      if (index === 0 && open !== undefined) {
        const button = element('button', { type: 'button', class: 'link', 'data-place': String(place) }, text);
        button.addEventListener('click', () => open(model, row));
        cell.append(button);
      } else {
        cell.append(text);
        if (virtual) cell.title = text;
      }
      made.append(cell);
    });
    return made;
  }

  function spacer(rows) {
    const made = element('tr', { 'aria-hidden': 'true', class: 'spacer' }, element('td', { colspan: String(columns.length) }));
    made.firstChild.style.height = rows * ROW_PIXELS + 'px';
    return made;
  }

  function show(force) {
    if (!virtual) {
      body.replaceChildren(...order.map((_, place) => rowOf(place)));
      return;
    }
    if (onPaper) {
      body.replaceChildren(...order.slice(0, ROWS_ON_PAPER).map((_, place) => rowOf(place)));
      return;
    }
    const first = Math.max(0, Math.floor(view.scrollTop / ROW_PIXELS) - ROWS_BESIDE_VIEW);
    // Steps of several rows: scrolling by a pixel draws nothing.
    const start = first - (first % 8);
    if (!force && start === firstShown) return;
    firstShown = start;
    const visible = Math.ceil((view.clientHeight || 600) / ROW_PIXELS);
    const end = Math.min(order.length, start + visible + 2 * ROWS_BESIDE_VIEW + 8);
    const rows = start > 0 ? [spacer(start)] : [];
    for (let place = start; place < end; place++) rows.push(rowOf(place));
    if (end < order.length) rows.push(spacer(order.length - end));
    body.replaceChildren(...rows);
  }

  function tell() {
    const all = grouped(model.rows) + ' ' + model.noun[model.rows === 1 ? 0 : 1];
    status.textContent = order.length === model.rows ? all : grouped(order.length) + '${words.of}' + all;
  }

  function arrange() {
    order = filtered;
    if (sorted >= 0) {
      const keys = sortKeys(columns[sorted]);
      const sign = ascending ? 1 : -1;
      order = filtered.slice().sort((a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
    }
    view.scrollTop = 0;
    tell();
    show(true);
  }

  columns.forEach((column, index) => {
    const button = element('button', { type: 'button' }, column.title);
    const head = element('th', { scope: 'col', class: isNumeric(column) ? 'number' : column.kind }, button);
    button.addEventListener('click', () => {
      // Numbers are looked at from the largest down first.
      ascending = sorted === index ? !ascending : !isNumeric(column);
      sorted = index;
      for (const other of headRow.children) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      arrange();
    });
    headRow.append(head);
  });

  if (model.rows >= SEARCH_FROM_ROWS) {
    const field = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
    field.addEventListener('input', () => {
      const terms = field.value.toLowerCase().split(' ').filter((term) => term !== '');
      const tests = terms.map((term) => matchers(searchable, term));
      filtered = tests.length === 0 ? inOrder : inOrder.filter((row) => tests.every((any) => any.some((hit) => hit(row))));
      arrange();
    });
    whole.append(
      element('div', { class: 'tools' }, element('label', {}, '${words.search}' + model.noun[1] + ' ', field), status),
    );
  }

  if (virtual) {
    view.addEventListener('scroll', () => show(false), { passive: true });
    view.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const from = event.target.dataset?.place;
      if (step === 0 || from === undefined) return;
      event.preventDefault();
      const place = Math.min(order.length - 1, Math.max(0, Number(from) + step));
      const top = place * ROW_PIXELS;
      const room = view.clientHeight - 3 * ROW_PIXELS;
      if (top < view.scrollTop) view.scrollTop = top;
      else if (top > view.scrollTop + room) view.scrollTop = top - room;
      show(false);
      body.querySelector('[data-place="' + place + '"]')?.focus();
    });
    new ResizeObserver(() => show(true)).observe(view);
    const paperNote = element('p', { class: 'paper' });
    whole.append(paperNote);
    addEventListener('beforeprint', () => {
      onPaper = true;
      paperNote.textContent =
        order.length > ROWS_ON_PAPER
          ? '${words.theFirst}' + ROWS_ON_PAPER + '${words.ofThose}' + grouped(order.length) + '${words.asSorted}'
          : '';
      show(true);
    });
    addEventListener('afterprint', () => {
      onPaper = false;
      show(true);
    });
  }
  whole.append(view);
  if (model.note !== '') whole.append(element('p', { class: 'note' }, model.note));
  tell();
  show(true);
  return whole;
}
`;
