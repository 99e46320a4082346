import { parseSvg } from './parseSvg.ts';
import { type Highlight, type Relations, wiresId } from './relations.ts';
import { farScale, fitted, type Size, type View } from './viewport.ts';

/** Where the names of lines begin and where their column ends, in the picture's own pixels. */
const labelStart = 24;
const labelEnd = 222;

/** The picture on the stage: finds its parts by id and sets how they look. */
export class Picture {
  readonly svg: SVGSVGElement;
  readonly size: Size;
  /** In reading order. */
  readonly nodes: ReadonlyMap<string, SVGGElement>;
  readonly relations: Relations;
  readonly #parts: readonly { readonly element: SVGGElement; readonly id: string }[];
  readonly #labels: readonly { readonly element: SVGGElement; readonly y: number; readonly head: number }[];

  /** Throws on a text that is no picture. */
  constructor(text: string) {
    this.svg = parseSvg(text);
    this.size = { width: Number(this.svg.getAttribute('width')), height: Number(this.svg.getAttribute('height')) };
    const groups = [...this.svg.querySelectorAll<SVGGElement>('g')];
    const nodes = groups.filter((group) => group.hasAttribute('tabindex'));
    this.nodes = new Map(nodes.map((node) => [node.dataset.id ?? '', node]));
    this.#parts = groups
      .filter((group) => group.classList.contains('part'))
      .flatMap((element) => {
        const id = partId(element);
        return id === undefined ? [] : [{ element, id }];
      });
    this.#labels = groups
      .filter((group) => group.classList.contains('label'))
      .map((element) => ({ element, y: Number(element.dataset.y), head: Number(element.dataset.head) }));
    this.relations = readRelations(groups);
  }

  /** The node that an element of the picture belongs to. */
  nodeAt(target: EventTarget | null): string | undefined {
    return target instanceof Element ? target.closest<SVGGElement>('g[data-id]')?.dataset.id : undefined;
  }

  /** A node's place in the picture's own pixels; for a line that of its name. */
  boxOf(id: string): DOMRect | undefined {
    const node = this.nodes.get(id);
    const part = node?.querySelector<SVGGElement>('.label') ?? node?.querySelector<SVGRectElement>('.ring') ?? node;
    if (!part) return undefined;
    const { x, y, width, height } = part.getBBox();
    return new DOMRect(x, y, width, height);
  }

  /** The view that shows all of it. */
  fitted(stage: Size): View {
    const longest = Math.max(0, ...this.#labels.map((label) => label.head)) + 12;
    return fitted(this.size, stage, { column: labelEnd, longest });
  }

  /**
   * Names of lines stay at the left edge. Seen from afar they are larger, and stand right-aligned at their line where
   * there is room.
   */
  show({ x, y, scale }: View): void {
    this.svg.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    const far = scale < farScale;
    this.svg.classList.toggle('from-afar', far);
    const grown = far ? Math.min(farScale / scale, 4) : 1;
    const edge = (6 - x) / scale;
    for (const label of this.#labels) {
      const usual = far ? labelEnd - label.head * grown : labelStart;
      const left = Math.max(usual, edge);
      label.element.classList.toggle('moved', left > usual);
      const transform = `translate(${left - labelStart * grown} ${(1 - grown) * label.y}) scale(${grown})`;
      label.element.setAttribute('transform', transform);
    }
  }

  highlight(what: Highlight | undefined): void {
    this.svg.classList.toggle('dimming', what !== undefined);
    for (const { element, id } of this.#parts) {
      element.classList.toggle('bright', what?.bright.has(id) ?? false);
      element.classList.toggle('maybe', what?.maybe.has(id) ?? false);
    }
  }

  /** Gives the class to these nodes and takes it from all others. */
  mark(className: string, ids: ReadonlySet<string>): void {
    for (const [id, node] of this.nodes) node.classList.toggle(className, ids.has(id));
  }
}

/** The id by which a part is dimmed or not. */
function partId(element: SVGGElement): string | undefined {
  const { id, card, line } = element.dataset;
  if (element.classList.contains('wire-group') && card !== undefined) return wiresId(card);
  if (id?.startsWith('frame:')) return card;
  return id ?? line;
}

function readRelations(groups: readonly SVGGElement[]): Relations {
  const legs: { id: string; card: string; line: string }[] = [];
  const pills: { id: string; card: string }[] = [];
  const owners = new Map<string, string>();
  for (const { dataset, classList } of groups) {
    const { id, card, line, owner } = dataset;
    if (id === undefined) continue;
    if (classList.contains('leg-group') && card !== undefined && line !== undefined) legs.push({ id, card, line });
    if (classList.contains('port') && card !== undefined) pills.push({ id, card });
    if (owner !== undefined) owners.set(id, owner);
  }
  return { legs, pills, owners };
}
