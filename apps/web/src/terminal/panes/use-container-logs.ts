import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import { containerLogsSubscription } from '../documents.ts';
import { appendLines, emptyLog, mostLines, unseenLines, type LogBuffer } from './log-buffer.ts';

/** `over` means that the container was deleted. */
export type FeedState = 'live' | 'over' | { readonly fault: string };

const firstLines = 500;

/** A container's log, live. After a lost connection it continues after the last known line. */
export function useContainerLogs(containerId: string): {
  log: ShallowRef<LogBuffer>;
  state: ShallowRef<FeedState>;
} {
  const api = useApi();
  const log = shallowRef(emptyLog);
  const state = shallowRef<FeedState>('live');
  let stop = (): void => undefined;

  function follow(): void {
    stop();
    const since = log.value.lines.at(-1)?.at ?? null;
    let again = since !== null;
    stop = api.subscribe(
      containerLogsSubscription,
      { containerId, tail: since ? mostLines : firstLines, since },
      {
        next({ containerLogs: { lines, skipped } }) {
          const fresh = again ? unseenLines(log.value, lines) : lines;
          again &&= lines.every(({ at }) => at === since);
          log.value = appendLines(log.value, fresh, skipped);
        },
        fault: ({ message }) => (state.value = { fault: message }),
        complete: () => (state.value = 'over'),
      },
    );
  }

  follow();
  onScopeDispose(
    api.connection.onRegained(() => {
      if (state.value === 'live') follow();
    }),
  );
  onScopeDispose(() => stop());
  return { log, state };
}
