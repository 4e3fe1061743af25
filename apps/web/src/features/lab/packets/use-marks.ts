import { onScopeDispose, watch, type Ref } from 'vue';
import { useCanvasStore } from '../canvas/canvas-store.ts';
import { marksAt, marksOf, placeMark, type WireMark } from './marks-at.ts';
import type { PacketStep } from './packet-steps.ts';

interface MarkOptions {
  /** All steps that are known, first to last. */
  readonly steps: Readonly<Ref<readonly PacketStep[]>>;
  /** The step that is shown alone, without moving; null while packets run. */
  readonly shown: Readonly<Ref<PacketStep | null>>;
  /** Whether marks run, stand where they are, or are gone. */
  readonly motion: Readonly<Ref<'runs' | 'stands' | 'off'>>;
  /** How long a mark takes for a wire, in milliseconds. */
  readonly stepMs: Readonly<Ref<number>>;
}

/** More marks at the same time can't be told apart. */
const mostPackets = 10;
/** By how much captures may be late, or clocks of hosts differ. */
const toleranceNs = 1_000_000_000n;

/** Draws marks on the wires of the canvas, as long as the component is there. Each packet runs once. */
export function useMarks({ steps, shown, motion, stepMs }: MarkOptions): void {
  const store = useCanvasStore();
  /** When each running packet began, by the clock below. */
  const began = new Map<string, number>();
  let byTrip = new Map<string, PacketStep[]>();
  let seen = new Set<string>();
  /** When the newest packet began. A packet of long ago is one whose beginning is forgotten. */
  let newest = 0n;
  /** In milliseconds; stands while marks don't run. */
  let clock = 0;
  let frame = 0;
  let frameAt: number | null = null;

  function place(marks: readonly WireMark[]): void {
    store.marks.value = marks.flatMap((mark) => {
      const wire = store.wires.get(mark.wire);
      return (wire && placeMark(mark, wire.drop)) ?? [];
    });
  }

  function tick(now: number): void {
    clock += frameAt === null ? 0 : now - frameAt;
    frameAt = now;
    const marks: WireMark[] = [];
    for (const [tripId, start] of [...began]) {
      const ofTrip = marksAt(byTrip.get(tripId) ?? [], clock - start, stepMs.value);
      if (ofTrip === null) began.delete(tripId);
      else marks.push(...ofTrip);
    }
    place(marks);
    frame = 0;
    wake();
  }

  /** Draws only while something moves. */
  function wake(): void {
    if (motion.value !== 'runs' || began.size === 0) return void (frameAt = null);
    if (frame === 0) frame = requestAnimationFrame(tick);
  }

  watch(steps, (now) => {
    byTrip = Map.groupBy(now, ({ tripId }) => tripId);
    for (const [tripId, [first]] of byTrip) {
      const isNew = first !== undefined && !seen.has(tripId) && first.at > newest - toleranceNs;
      if (isNew && motion.value === 'runs' && began.size < mostPackets) began.set(tripId, clock);
    }
    seen = new Set(byTrip.keys());
    newest = now.at(-1)?.at ?? 0n;
    wake();
  });
  watch([shown, motion], ([one, now], [before]) => {
    cancelAnimationFrame(frame);
    frame = 0;
    frameAt = null;
    if (one !== null || before !== null || now === 'off') {
      began.clear();
      place(one === null ? [] : marksOf(one, 0.5));
    }
    wake();
  });
  onScopeDispose(() => {
    cancelAnimationFrame(frame);
    store.marks.value = [];
  });
}
