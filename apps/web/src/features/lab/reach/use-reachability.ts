import { readPort } from '@pineapple/core';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import { checkReachabilitySubscription } from './documents.ts';
import { addCells, type ReachCells } from './reach-matrix.ts';

export type ReachKind = 'both' | '4' | '6';

/** One check of a lab after the other. The first starts at once. */
export function useReachability(labId: () => string) {
  const api = useApi();
  const cells = shallowRef<ReachCells>(new Map());
  const running = ref(false);
  const problems = shallowRef<readonly string[]>([]);
  const kind = ref<ReachKind>('both');
  const port = ref('');
  let stop = (): void => undefined;

  const ipVersion = computed(() => (kind.value === 'both' ? null : Number(kind.value)));
  const tcpPort = computed(() => readPort(port.value.trim()));
  const portProblem = computed(() =>
    port.value.trim() === '' || tcpPort.value !== null ? null : 'Use a port from 1 to 65535.',
  );

  function run(): void {
    if (portProblem.value !== null) return;
    stop();
    cells.value = new Map();
    problems.value = [];
    running.value = true;
    stop = api.subscribe(
      checkReachabilitySubscription,
      { labId: labId(), ipVersion: ipVersion.value, tcpPort: tcpPort.value },
      {
        next({ checkReachability: update }) {
          cells.value = addCells(cells.value, update.cells);
          if (update.done) problems.value = update.problems;
        },
        fault({ message }) {
          problems.value = [message];
          running.value = false;
        },
        complete: () => (running.value = false),
      },
    );
  }

  run();
  onScopeDispose(() => stop());
  return { cells, running, problems, kind, port, portProblem, ipVersion, tcpPort, run };
}
