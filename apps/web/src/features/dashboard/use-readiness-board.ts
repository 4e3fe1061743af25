import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../client/api-client.ts';
import { dashboardSubscription } from './documents.ts';
import { beginAnew, emptyBoard, noteReadiness, type Board } from './readiness-board.ts';

/** Every container of the viewer, live. No query is asked: the subscription begins with the state of all. */
export function useReadinessBoard(): { board: Readonly<Ref<Board>>; fault: Readonly<Ref<Fault | null>> } {
  const api = useApi();
  const board = shallowRef(emptyBoard);
  const fault = ref<Fault | null>(null);

  // The connection is back before its subscriptions begin anew.
  onScopeDispose(api.connection.onRegained(() => (board.value = beginAnew(board.value))));
  onScopeDispose(
    api.subscribe(
      dashboardSubscription,
      {},
      {
        next: ({ viewerReadiness }) => (board.value = noteReadiness(board.value, viewerReadiness)),
        fault: (found) => (fault.value = found),
      },
    ),
  );
  return { board, fault };
}
