// A sortable table of things, of which one may be selected.
import { h, memo } from '../dom/h.js';
import { sorted } from './sort.js';

// Thousands of rows at once would hold the page up; sorted by state, those that matter come first.
const FIRST_ROWS = 200;

/** columns: {name, number, last: whether it stays in sight, sort(row), cell(row)}; the first one names the row. besides(row) is what else its cells show; count: how
 * many there are, where not all of them are among the rows. */
export function table({ kind, title, rows, columns, order, onOrder, whole, onWhole, selection, besides, count }) {
  const column = columns.find(({ name }) => name === order?.name) ?? columns[0];
  const all = sorted(rows, column, order?.descending ?? false);
  const shown = whole ? all : all.slice(0, FIRST_ROWS);
  return h('div', { key: title, class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': title }, [
    h('table', { class: 'table' }, [
      h('caption', {}, `${title} (${count ?? rows.length})`),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          columns.map((each) => head(each, each === column, order, onOrder)),
        ),
      ),
      h(
        'tbody',
        {},
        shown.map((row) => {
          const selected = selection?.kind === kind && selection.id === row.id;
          return memo(row.id, [row, selected, besides?.(row)], () => line(row, columns, selected));
        }),
      ),
    ]),
    shown.length < all.length &&
      h(
        'p',
        { key: 'more', class: 'table-more' },
        h(
          'button',
          { class: 'button', type: 'button', on: { click: onWhole } },
          `Show the other ${all.length - shown.length}`,
        ),
      ),
  ]);
}

function head(column, current, order, onOrder) {
  const direction = current ? (order?.descending ? 'descending' : 'ascending') : null;
  const click = () => onOrder({ name: column.name, descending: current && !order?.descending });
  return h(
    'th',
    { key: column.name, scope: 'col', class: look(column), 'aria-sort': direction },
    h('button', { class: 'table-sort', type: 'button', 'data-order': direction, on: { click } }, column.name),
  );
}

function line(row, columns, selected) {
  return h(
    'tr',
    { class: `${row.stale ? 'is-stale' : ''} ${selected ? 'is-selected' : ''}` },
    columns.map((column, i) =>
      h(
        i === 0 ? 'th' : 'td',
        { scope: i === 0 ? 'row' : null, class: look(column), title: column.title?.(row) },
        column.cell(row),
      ),
    ),
  );
}

function look({ number, last }) {
  if (last) return 'cell-last';
  return number ? 'number' : null;
}
