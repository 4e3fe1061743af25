import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 count buffers as a part of the heap when it decides whether to collect, and collect once both together are
 * three times as large as what was in use. By itself it begins a whole collection for every 64 MB of buffers that came and
 * went, of which a terminal that prints makes several in a second: that took a quarter of all the processor time. It
 * costs memory, some 100 MB in a flood.
 */
export function countBuffersWithHeap(): void {
  setFlagsFromString('--external-memory-accounted-in-global-limit');
  setFlagsFromString('--heap-growing-percent=200');
}
