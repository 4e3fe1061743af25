import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeliveryQueue, type Delivery } from './delivery-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Deliveries that record their progress and end on request. */
function deliveries() {
  const fate: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    fate,
    end: (commandId: string) => ends.get(commandId)?.(),
    make: (commandId: string, ms: number): Delivery => ({
      commandId,
      expiresAt: Date.now() + ms,
      expire: () => void fate.push(`${commandId} expired`),
      run: () => {
        fate.push(`${commandId} ran`);
        return new Promise((resolve) => ends.set(commandId, resolve));
      },
    }),
  };
}

describe('DeliveryQueue', () => {
  test('lets a command expire only while it has not reached the agent', async () => {
    const { fate, end, make } = deliveries();
    const queue = new DeliveryQueue({ workers: 1, buffer: 1 });
    queue.setOnline(true);
    for (const id of ['running', 'buffered', 'waiting']) queue.add(make(id, 1000));
    await vi.advanceTimersByTimeAsync(2000);
    expect(fate).toEqual(['running ran', 'waiting expired']);
    end('running');
    await vi.advanceTimersByTimeAsync(0);
    expect(fate.at(-1)).toBe('buffered ran');
  });

  test('lets everything expire at a disconnected agent', async () => {
    const { fate, make } = deliveries();
    const queue = new DeliveryQueue({ workers: 5, buffer: 5 });
    queue.add(make('a', 1000));
    await vi.advanceTimersByTimeAsync(1001);
    queue.setOnline(true);
    expect(fate).toEqual(['a expired']);
  });

  test('keeps a command for thirty days, longer than a timer’s maximum', async () => {
    const { fate, make } = deliveries();
    const queue = new DeliveryQueue({ workers: 5, buffer: 5 });
    queue.add(make('a', 30 * 86_400_000));
    await vi.advanceTimersByTimeAsync(29 * 86_400_000);
    expect(fate).toEqual([]);
    await vi.advanceTimersByTimeAsync(86_400_001);
    expect(fate).toEqual(['a expired']);
  });
});
