import { useEventListener } from '@vueuse/core';
import { shallowRef, type ShallowRef } from 'vue';
import type { Size } from '../layout/geometry.ts';

/** A new node or annotation from the palette. */
export type Creation =
  /** A switch and a cable are networks without subnets. A cable joins two containers. */
  | { readonly kind: 'network'; readonly as: 'network' | 'switch' | 'cable' }
  | { readonly kind: 'container'; readonly image: string }
  /** Without a size it has the usual one. */
  | { readonly kind: 'annotation'; readonly as: 'NOTE' | 'RECTANGLE'; readonly size?: Size };

export interface Carried {
  readonly creation: Creation;
  /** The pointer's position in the window. */
  readonly x: number;
  readonly y: number;
}

const threshold = 6;

/** Drags a new node from the palette with mouse, pen or finger. A press without movement is a click. */
export function usePaletteDrag(drop: (carried: Carried) => void): {
  carried: Readonly<ShallowRef<Carried | null>>;
  press(event: PointerEvent, creation: Creation): void;
  /** Whether the press that is ending was a drag, so that its click is ignored. */
  dragged(): boolean;
} {
  const carried = shallowRef<Carried | null>(null);
  let start: Carried | null = null;
  let moved = false;

  useEventListener('pointermove', (event: PointerEvent) => {
    if (!start) return;
    const { clientX: x, clientY: y } = event;
    if (!carried.value && Math.hypot(x - start.x, y - start.y) < threshold) return;
    moved = true;
    carried.value = { creation: start.creation, x, y };
  });
  useEventListener('pointerup', () => {
    const dropped = carried.value;
    cancel();
    // The click of this press comes in the same task. A later one, such as by a key, is a press of its own.
    setTimeout(() => (moved = false));
    if (dropped) drop(dropped);
  });
  useEventListener('pointercancel', cancel);
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.key === 'Escape' && start) cancel();
  });

  function cancel(): void {
    start = null;
    carried.value = null;
  }

  return {
    carried,
    press(event, creation) {
      if (event.button !== 0) return;
      // A touch pointer stays captured by the button unless it is released.
      if (event.target instanceof Element) event.target.releasePointerCapture?.(event.pointerId);
      moved = false;
      start = { creation, x: event.clientX, y: event.clientY };
    },
    dragged: () => moved,
  };
}
