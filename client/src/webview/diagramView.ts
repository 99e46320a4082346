import type { DiagramShape, DiagramSnapshot } from '../../../server/src/protocol.ts';
import { findNodes } from './find.ts';
import { listenForGestures } from './gestures.ts';
import type { FromWebview, ToWebview } from './messages.ts';
import { findPage, type Page } from './page.ts';
import { Picture } from './picture.ts';
import { highlight } from './relations.ts';
import type { SavedState } from './savedState.ts';
import { statusText } from './statusText.ts';
import { showTables } from './tableView.ts';
import { moved, type Size, shapeOf, showing, type View, zoomed } from './viewport.ts';
import { type Box, directionOf, nextIn } from './walk.ts';

export interface DiagramView {
  /** The shape of the window that the picture should fit into. */
  readonly shape: DiagramShape;
  receive(message: ToWebview): void;
}

export interface Outside {
  send(message: FromWebview): void;
  save(state: SavedState): void;
}

/** Runs the page: shows what the panel sends, and tells it what someone asks for. */
export function createDiagramView(saved: SavedState, outside: Outside): DiagramView {
  return new PageView(findPage(), saved, outside);
}

const zoomStep = 1.25;
const panStep = 60;

class PageView implements DiagramView {
  readonly #page: Page;
  readonly #outside: Outside;
  #shape = windowShape(undefined);
  #snapshot: DiagramSnapshot | undefined;
  #picture: Picture | undefined;
  /** Undefined while the view fits itself to the window. */
  #chosen: View | undefined;
  #view: View = { x: 0, y: 0, scale: 1 };
  #uri: string | undefined;
  #selected: string | undefined;
  #hovered: string | undefined;
  #found: readonly string[] = [];
  #foundIndex = 0;

  constructor(page: Page, saved: SavedState, outside: Outside) {
    this.#page = page;
    this.#outside = outside;
    this.#uri = saved.uri;
    this.#chosen = saved.view;
    this.#selected = saved.selected;
    this.#showTable(saved.table);
    this.#listen();
  }

  get shape(): DiagramShape {
    return this.#shape;
  }

  receive(message: ToWebview): void {
    switch (message.kind) {
      case 'show':
        this.#show(message.snapshot);
        break;
      case 'nothing':
        this.#snapshot = undefined;
        this.#picture = undefined;
        this.#page.stage.replaceChildren();
        this.#page.tables.replaceChildren();
        this.#page.nothing.textContent = message.text;
        this.#page.nothing.hidden = false;
        this.#page.stale.hidden = true;
        break;
      case 'cursor':
        this.#markCursor(message.id);
        break;
    }
  }

  /** The cursor may be at a membership, which has a leg; then its card is marked. */
  #markCursor(id: string | undefined): void {
    const picture = this.#picture;
    if (!picture) return;
    const leg = picture.relations.legs.find((candidate) => candidate.id === id);
    const marked = leg?.card ?? id;
    picture.mark('at-cursor', new Set(marked === undefined ? [] : [marked]));
    if (marked !== undefined && this.#chosen) this.#bringIntoView(marked);
  }

  #show(snapshot: DiagramSnapshot): void {
    const page = this.#page;
    const focused = this.#picture?.nodeAt(document.activeElement);
    let picture: Picture;
    try {
      picture = new Picture(snapshot.svg);
    } catch (error) {
      page.stale.textContent = error instanceof Error ? error.message : String(error);
      page.stale.hidden = false;
      return;
    }
    const sameFile = this.#uri === snapshot.uri;
    if (!sameFile) {
      this.#chosen = undefined;
      this.#selected = undefined;
    }
    this.#uri = snapshot.uri;
    this.#snapshot = snapshot;
    this.#picture = picture;
    if (this.#selected !== undefined && !picture.nodes.has(this.#selected)) this.#selected = undefined;
    this.#hovered = undefined;
    page.nothing.hidden = true;
    page.stage.replaceChildren(picture.svg);
    if (focused !== undefined) picture.nodes.get(focused)?.focus({ preventScroll: true });
    page.stale.hidden = snapshot.stale === undefined;
    page.stale.textContent = snapshot.stale === undefined ? '' : `Last good picture. ${snapshot.stale}`;
    page.stage.classList.toggle('stale', snapshot.stale !== undefined);
    showTables(page.tables, snapshot.table, (id) => this.#outside.send({ kind: 'reveal', id, focus: true }));
    this.#setView(this.#chosen ?? picture.fitted(this.#stageSize()), this.#chosen !== undefined);
    this.#find(page.find.value, false);
    this.#look();
  }

  #listen(): void {
    const { stage, find, zoomIn, zoomOut, scale, fit, tidy, table, export: exportButton } = this.#page;
    listenForGestures(stage, {
      pan: (dx, dy) => this.#pan(dx, dy),
      zoom: (factor, x, y) => this.#setView(zoomed(this.#view, factor, x, y), true),
    });
    zoomIn.addEventListener('click', () => this.#zoom(zoomStep));
    zoomOut.addEventListener('click', () => this.#zoom(1 / zoomStep));
    scale.addEventListener('click', () => this.#zoom(1 / this.#view.scale));
    fit.addEventListener('click', () => this.#fit());
    tidy.addEventListener('click', () => this.#outside.send({ kind: 'tidy' }));
    exportButton.addEventListener('click', () => this.#outside.send({ kind: 'export' }));
    table.addEventListener('click', () => this.#showTable(table.getAttribute('aria-pressed') !== 'true'));
    find.addEventListener('input', () => this.#find(find.value, true));
    find.addEventListener('keydown', (event) => this.#findKey(event));
    stage.addEventListener('pointerover', (event) => this.#hover(this.#picture?.nodeAt(event.target)));
    stage.addEventListener('pointerleave', () => this.#hover(undefined));
    stage.addEventListener('click', (event) => this.#click(this.#picture?.nodeAt(event.target), false));
    stage.addEventListener('dblclick', (event) => this.#click(this.#picture?.nodeAt(event.target), true));
    stage.addEventListener('focusin', (event) => {
      const id = this.#picture?.nodeAt(event.target);
      if (id !== undefined && event.target instanceof Element && event.target.matches(':focus-visible'))
        this.#bringIntoView(id);
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => {
      if (this.#picture && !this.#chosen && stage.clientWidth > 0) this.#fit();
    }).observe(stage);
    window.addEventListener('resize', () => this.#resized());
  }

  #resized(): void {
    const shape = windowShape(this.#shape);
    if (shape === this.#shape) return;
    this.#shape = shape;
    this.#outside.send({ kind: 'reshaped', shape });
  }

  #key(event: KeyboardEvent): void {
    if (event.target === this.#page.find || event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.key !== 'f') return;
    if (!this.#handleKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #handleKey(event: KeyboardEvent): boolean {
    const id = this.#picture?.nodeAt(event.target);
    const direction = directionOf.get(event.key);
    if (direction) return this.#walk(direction, event.shiftKey ? undefined : id);
    switch (event.key) {
      case 'Enter':
        this.#click(id, true);
        return id !== undefined;
      case ' ':
        this.#select(id === this.#selected ? undefined : id);
        return id !== undefined;
      case 'Escape':
        this.#clear();
        return true;
      case '+':
      case '=':
        this.#zoom(zoomStep);
        return true;
      case '-':
        this.#zoom(1 / zoomStep);
        return true;
      case '1':
        this.#zoom(1 / this.#view.scale);
        return true;
      case '0':
        this.#fit();
        return true;
      case '/':
      case 'f':
        this.#page.find.focus();
        this.#page.find.select();
        return true;
      default:
        return false;
    }
  }

  /** From node to node, or moves the picture when none has the focus. */
  #walk(direction: 'left' | 'right' | 'up' | 'down', from: string | undefined): boolean {
    const picture = this.#picture;
    if (!picture || !this.#page.stage.contains(document.activeElement)) return false;
    if (from === undefined) {
      const [dx, dy] = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] }[direction] ?? [0, 0];
      this.#pan((dx ?? 0) * panStep, (dy ?? 0) * panStep);
      return true;
    }
    const boxes = new Map<string, Box>();
    for (const id of picture.nodes.keys()) {
      const box = picture.boxOf(id);
      if (box) boxes.set(id, box);
    }
    const next = nextIn(direction, from, boxes);
    if (next !== undefined) picture.nodes.get(next)?.focus();
    return true;
  }

  #click(id: string | undefined, focus: boolean): void {
    if (id === undefined) {
      if (!focus) this.#select(undefined);
      return;
    }
    this.#select(id);
    if (id === 'finding:worst') this.#outside.send({ kind: 'fix', id });
    else this.#outside.send({ kind: 'reveal', id, focus });
  }

  #select(id: string | undefined): void {
    this.#selected = id;
    this.#look();
    this.#save();
  }

  #hover(id: string | undefined): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.#look();
  }

  #clear(): void {
    this.#page.find.value = '';
    this.#find('', false);
    this.#hovered = undefined;
    this.#select(undefined);
  }

  /** Dims what the node under the pointer cannot reach, or else the selected one. */
  #look(): void {
    if (!this.#picture || !this.#snapshot) return;
    const { relations } = this.#picture;
    const { reach } = this.#snapshot;
    const hovered = this.#hovered === undefined ? undefined : highlight(this.#hovered, relations, reach);
    const selected = this.#selected === undefined ? undefined : highlight(this.#selected, relations, reach);
    const active = hovered ? this.#hovered : this.#selected;
    this.#picture.highlight(hovered ?? selected);
    this.#picture.mark('selected', new Set(this.#selected === undefined ? [] : [this.#selected]));
    this.#page.status.textContent = active === undefined ? '' : statusText(active, this.#snapshot);
  }

  #find(query: string, jump: boolean): void {
    if (!this.#picture || !this.#snapshot) return;
    this.#found = findNodes(query, this.#picture.nodes.keys(), this.#snapshot.nodes);
    this.#foundIndex = 0;
    this.#picture.mark('found', new Set(this.#found));
    this.#page.found.textContent =
      query.trim() === '' ? '' : this.#found.length === 0 ? 'none' : `${this.#found.length}`;
    const first = this.#found[0];
    if (jump && first !== undefined) this.#bringIntoView(first);
  }

  #findKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#clear();
      this.#page.stage.focus();
    } else if (event.key === 'Enter' && this.#found.length > 0) {
      const id = this.#found[this.#foundIndex];
      this.#page.found.textContent = `${this.#foundIndex + 1} of ${this.#found.length}`;
      this.#foundIndex = (this.#foundIndex + (event.shiftKey ? this.#found.length - 1 : 1)) % this.#found.length;
      if (id === undefined) return;
      this.#bringIntoView(id);
      this.#select(id);
    } else {
      return;
    }
    event.preventDefault();
  }

  #bringIntoView(id: string): void {
    const box = this.#picture?.boxOf(id);
    if (!box) return;
    const view = showing(this.#view, box, this.#stageSize());
    if (view.x !== this.#view.x || view.y !== this.#view.y) this.#setView(view, true);
  }

  #zoom(factor: number): void {
    const { width, height } = this.#stageSize();
    this.#setView(zoomed(this.#view, factor, width / 2, height / 2), true);
  }

  #pan(dx: number, dy: number): void {
    if (this.#picture) this.#setView(moved(this.#view, dx, dy, this.#picture.size, this.#stageSize()), true);
  }

  #fit(): void {
    if (this.#picture) this.#setView(this.#picture.fitted(this.#stageSize()), false);
  }

  #setView(view: View, chosen: boolean): void {
    this.#view = view;
    this.#chosen = chosen ? view : undefined;
    this.#picture?.show(view);
    this.#page.scale.textContent = `${Math.round(view.scale * 100)} %`;
    this.#save();
  }

  #stageSize(): Size {
    return { width: this.#page.stage.clientWidth, height: this.#page.stage.clientHeight };
  }

  #showTable(shown: boolean): void {
    const { table, tables, stage } = this.#page;
    table.setAttribute('aria-pressed', String(shown));
    tables.hidden = !shown;
    stage.hidden = shown;
    if (!shown && this.#picture && !this.#chosen) this.#fit();
    this.#save();
  }

  #save(): void {
    this.#outside.save({
      ...(this.#uri !== undefined && { uri: this.#uri }),
      ...(this.#chosen && { view: this.#chosen }),
      ...(this.#selected !== undefined && { selected: this.#selected }),
      table: this.#page.table.getAttribute('aria-pressed') === 'true',
    });
  }
}

/** A hidden window has no size and keeps its shape. */
const windowShape = (before: DiagramShape | undefined): DiagramShape =>
  window.innerHeight > 0
    ? shapeOf({ width: window.innerWidth, height: window.innerHeight }, before)
    : (before ?? 'wide');
