import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import type { Connection, ConnectionStatus } from '../client/socket.ts';
import { useConnectionNotice } from './use-connection-notice.ts';

let scope: EffectScope;
const status = ref<ConnectionStatus>('connected');
const retryAt = ref<number | null>(null);
const connection: Connection = {
  status,
  retryAt,
  retryNow: () => undefined,
  onRegained: () => () => undefined,
};

function notice(): ReturnType<typeof useConnectionNotice> {
  const made = scope.run(() => useConnectionNotice(connection));
  if (!made) throw new Error('the scope is not active');
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
  status.value = 'connected';
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

async function become(next: ConnectionStatus, afterMs = 0): Promise<void> {
  status.value = next;
  await nextTick();
  await vi.advanceTimersByTimeAsync(afterMs);
}

describe('the notice about the connection', () => {
  it('is not shown for a short loss', async () => {
    const { notice: shown } = notice();
    await become('lost', 500);
    await become('connected', 5_000);
    expect(shown.value).toBe('none');
  });

  it('stays during failed attempts and disappears within two seconds of reconnecting', async () => {
    const { notice: shown } = notice();
    await become('lost', 2_000);
    expect(shown.value).toBe('lost');
    await become('connecting', 100);
    expect(shown.value).toBe('lost');
    await become('connected');
    expect(shown.value).toBe('regained');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shown.value).toBe('none');
  });

  it('counts down to the next attempt', async () => {
    const { secondsToRetry } = notice();
    retryAt.value = Date.now() + 4_000;
    await become('lost', 2_500);
    expect(secondsToRetry.value).toBe(2);
  });

  it('says that the browser is offline', async () => {
    const { notice: shown } = notice();
    window.dispatchEvent(new Event('offline'));
    await nextTick();
    expect(shown.value).toBe('offline');
    window.dispatchEvent(new Event('online'));
    await nextTick();
    expect(shown.value).toBe('none');
  });
});
