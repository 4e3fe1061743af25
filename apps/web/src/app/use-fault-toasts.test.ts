import { afterEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import type { Fault } from './api-client.ts';
import { createSignal } from './signal.ts';
import { useFaultToasts } from './use-fault-toasts.ts';

const fault = (requestId: string): Fault => ({ code: 'INTERNAL', message: 'It broke.', requestId });
const scope = effectScope();
afterEach(() => vi.useRealTimers());

describe('messages about faults', () => {
  it('are at most three, shown once each, and go by themselves', () => {
    vi.useFakeTimers();
    const faults = createSignal<Fault>();
    const made = scope.run(() => useFaultToasts(faults));
    for (const id of ['a', 'b', 'b', 'c', 'd']) faults.emit(fault(id));
    expect(made?.toasts.value.map((toast) => toast.fault.requestId)).toEqual(['b', 'c', 'd']);
    vi.advanceTimersByTime(60_000);
    expect(made?.toasts.value).toEqual([]);
  });
});
