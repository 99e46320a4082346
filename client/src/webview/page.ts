/** The parts of the page that the panel's HTML makes. */
export interface Page {
  readonly stage: HTMLElement;
  readonly nothing: HTMLElement;
  readonly tables: HTMLElement;
  readonly stale: HTMLElement;
  readonly status: HTMLElement;
  readonly find: HTMLInputElement;
  readonly found: HTMLElement;
  readonly zoomOut: HTMLButtonElement;
  readonly zoomIn: HTMLButtonElement;
  readonly scale: HTMLButtonElement;
  readonly fit: HTMLButtonElement;
  readonly tidy: HTMLButtonElement;
  readonly table: HTMLButtonElement;
  readonly export: HTMLButtonElement;
}

/** Throws when the page lacks a part, which would be a fault of this extension. */
export function findPage(): Page {
  return {
    stage: part('stage', HTMLElement),
    nothing: part('nothing', HTMLElement),
    tables: part('tables', HTMLElement),
    stale: part('stale', HTMLElement),
    status: part('status', HTMLElement),
    find: part('find', HTMLInputElement),
    found: part('found', HTMLElement),
    zoomOut: part('zoom-out', HTMLButtonElement),
    zoomIn: part('zoom-in', HTMLButtonElement),
    scale: part('scale', HTMLButtonElement),
    fit: part('fit', HTMLButtonElement),
    tidy: part('tidy', HTMLButtonElement),
    table: part('table', HTMLButtonElement),
    export: part('export', HTMLButtonElement),
  };
}

function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${id}.`);
  return element;
}
