/** What someone does to the view with wheel, fingers or pointer. Places are pixels of the stage. */
export interface Gestures {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
}

/** A pointer that moves less than this clicks. */
const clickReach = 4;

/**
 * Wheel and two fingers on a trackpad pan, with Ctrl or Cmd they zoom, as a pinch does. A drag pans; two touching
 * fingers pan and zoom.
 */
export function listenForGestures(stage: HTMLElement, gestures: Gestures): void {
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const { x, y } = placeOf(event, stage);
      if (event.ctrlKey || event.metaKey) gestures.zoom(Math.exp(-event.deltaY * unit * 0.004), x, y);
      else if (event.shiftKey && event.deltaX === 0) gestures.pan(-event.deltaY * unit, 0);
      else gestures.pan(-event.deltaX * unit, -event.deltaY * unit);
    },
    { passive: false },
  );

  stage.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button !== 0 && event.button !== 1) return;
    pointers.set(event.pointerId, placeOf(event, stage));
    travelled = 0;
  });

  stage.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = placeOf(event, stage);
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    pointers.set(event.pointerId, now);
    travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (travelled < clickReach) return;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add('dragging');
    const other = others[0];
    if (!other) {
      gestures.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(now.x - other.x, now.y - other.y);
    if (was > 0) gestures.zoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
    gestures.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  });

  const release = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) stage.classList.remove('dragging');
  };
  stage.addEventListener('pointerup', release);
  stage.addEventListener('pointercancel', release);

  // A drag that ends on a node must not count as a click on it.
  stage.addEventListener(
    'click',
    (event) => {
      if (travelled >= clickReach) event.stopPropagation();
    },
    { capture: true },
  );
}

function placeOf(event: MouseEvent, stage: HTMLElement): { x: number; y: number } {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
