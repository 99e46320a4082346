import type { DiagramTable } from '../../../server/src/protocol.ts';

/** Fills the element with the tables; the first cell of a row is a button that asks for the row's source. */
export function showTables(parent: HTMLElement, tables: readonly DiagramTable[], reveal: (id: string) => void): void {
  parent.replaceChildren(...tables.map((table) => makeTable(table, reveal)));
}

function makeTable({ title, columns, rows }: DiagramTable, reveal: (id: string) => void): HTMLElement {
  const head = make('tr', ...columns.map((column) => cell('th', column, 'col')));
  const body = rows.map(({ id, cells }) => {
    const [name = '', ...facts] = cells;
    const button = make('button', name);
    button.type = 'button';
    button.addEventListener('click', () => reveal(id));
    const first = make('th', button);
    first.scope = 'row';
    return make('tr', first, ...facts.map((fact) => cell('td', fact)));
  });
  return make('table', make('caption', title), make('thead', head), make('tbody', ...body));
}

function cell(name: 'th' | 'td', text: string, scope?: 'col'): HTMLTableCellElement {
  const made = make(name, text);
  if (scope) made.scope = scope;
  if (text.length > 40) made.className = 'long';
  return made;
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}
