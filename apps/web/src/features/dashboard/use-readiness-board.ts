import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../client/api-client.ts';
import { dashboardSubscription } from './documents.ts';
import { resetContainers, emptyBoard, applyReadiness, type Board } from './readiness-board.ts';

/** All containers of the viewer, live. Needs no query: the subscription starts with the current state. */
export function useReadinessBoard(): { board: Readonly<Ref<Board>>; fault: Readonly<Ref<Fault | null>> } {
  const api = useApi();
  const board = shallowRef(emptyBoard);
  const fault = ref<Fault | null>(null);

  // Called before the subscriptions of the restored connection start over.
  onScopeDispose(api.connection.onRegained(() => (board.value = resetContainers(board.value))));
  onScopeDispose(
    api.subscribe(
      dashboardSubscription,
      {},
      {
        next: ({ viewerReadiness }) => (board.value = applyReadiness(board.value, viewerReadiness)),
        fault: (found) => (fault.value = found),
      },
    ),
  );
  return { board, fault };
}
