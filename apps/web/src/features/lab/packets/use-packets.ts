import {
  type KnownWire,
  mostCapturePoints,
  type PacketTrip,
  packetTrips,
  parseId,
  type Sighting,
} from '@pineapple/core';
import { capturePath, type CaptureEvent } from '@pineapple/host-link/capture';
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { readCapture } from '../../../capture/read-capture.ts';

/** An interface that is captured. */
export interface CapturedWire extends KnownWire {
  /** As the container calls it. */
  readonly name: string;
  readonly containerName: string;
}

interface Packets {
  /** The ways of the latest packets, first one first. */
  readonly trips: Readonly<ShallowRef<readonly PacketTrip[]>>;
  readonly state: Readonly<Ref<'off' | 'starting' | 'live'>>;
  /** What is wrong with the filter or a capture; null for nothing. */
  readonly problem: Readonly<Ref<string | null>>;
  /** How many packets were left out, because they came too fast. */
  readonly skipped: Readonly<Ref<number>>;
  /** Starts again, without the packets so far. */
  start(wires: readonly CapturedWire[], filter: string): void;
  stop(): void;
}

/** All are one capture, merged by time. */
export const mostWires = mostCapturePoints;
/** More can't be followed with the eye, and would keep the page busy. */
const mostKept = 400;
const mostPerSecond = 100;
/** Enough for the headers that are shown and tell packets apart. */
const snapLength = 192;
/** Packets that come together are joined at once. */
const gatherMs = 120;

/**
 * Captures the packets of some interfaces until it is stopped or the component is gone.
 * @param known the interfaces of the lab, which name the senders of frames
 */
export function usePackets(known: () => readonly KnownWire[]): Packets {
  const trips = shallowRef<readonly PacketTrip[]>([]);
  const state = ref<'off' | 'starting' | 'live'>('off');
  const problem = ref<string | null>(null);
  const skipped = ref(0);
  let running = new AbortController();
  let kept: Sighting[] = [];
  let second = { number: 0, packets: 0 };
  let joining: ReturnType<typeof setTimeout> | undefined;

  function join(): void {
    joining = undefined;
    trips.value = packetTrips(kept, known());
  }

  function take(wires: readonly CapturedWire[], events: readonly CaptureEvent[]): void {
    const number = Math.floor(Date.now() / 1_000);
    if (number !== second.number) second = { number, packets: 0 };
    for (const event of events) {
      const wire = event.kind === 'packet' ? wires[event.interface] : undefined;
      if (event.kind !== 'packet' || !wire) continue;
      const { containerId, networkId } = wire;
      second.packets += 1;
      if (second.packets > mostPerSecond) skipped.value += 1;
      // The bytes are part of a larger piece.
      else kept.push({ wire: { containerId, networkId }, at: event.at, bytes: event.bytes.slice() });
    }
    kept = kept.slice(-mostKept);
    joining ??= setTimeout(join, gatherMs);
  }

  async function capture(wires: readonly CapturedWire[], filter: string, signal: AbortSignal): Promise<void> {
    const on = wires.map(({ containerId, name }) => ({ containerId, interface: name }));
    const parsed = parseId(wires[0]?.containerId ?? '');
    const labId = parsed?.kind === 'container' ? parsed.labId : '';
    const end = await readCapture(capturePath(labId, { on, filter, snapLength }), signal, {
      opened: () => (state.value = 'live'),
      events: (events) => take(wires, events),
    });
    if (end === null) return;
    if ('filterProblem' in end) problem.value = end.filterProblem;
    else problem.value = 'ended' in end ? end.ended : end.fault;
    state.value = 'off';
  }

  function stop(): void {
    running.abort();
    state.value = 'off';
  }

  function start(wires: readonly CapturedWire[], filter: string): void {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    kept = [];
    trips.value = [];
    problem.value = null;
    skipped.value = 0;
    state.value = 'starting';
    void capture(wires.slice(0, mostWires), filter.trim(), signal);
  }

  onScopeDispose(() => {
    running.abort();
    clearTimeout(joining);
  });
  return { trips, state, problem, skipped, start, stop };
}
