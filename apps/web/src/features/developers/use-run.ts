import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import type { RawOperation } from '../../client/raw-operation.ts';

export interface RunAnswer {
  readonly key: number;
  /** Milliseconds from the start of the run. */
  readonly afterMs: number;
  readonly text: string;
  /** Over HTTP, such as `200 OK`. */
  readonly status: string | undefined;
}

/** An operation that the user runs, with its answers so far. */
export interface Run {
  readonly state: Readonly<Ref<'idle' | 'running' | 'done'>>;
  /** Newest first. */
  readonly answers: Readonly<ShallowRef<readonly RunAnswer[]>>;
  readonly total: Readonly<Ref<number>>;
  readonly failure: Readonly<Ref<string | null>>;
  start(operation: RawOperation): void;
  stop(): void;
}

const kept = 50;

/** @param done called when the operation has completed */
export function useRun(done: () => void): Run {
  const api = useApi();
  const state = ref<'idle' | 'running' | 'done'>('idle');
  const answers = shallowRef<readonly RunAnswer[]>([]);
  const total = ref(0);
  const failure = ref<string | null>(null);
  let end = (): void => undefined;

  function stop(): void {
    end();
    end = () => undefined;
    if (state.value === 'running') state.value = 'done';
  }

  function start(operation: RawOperation): void {
    stop();
    answers.value = [];
    total.value = 0;
    failure.value = null;
    state.value = 'running';
    const startedAt = performance.now();
    end = api.run(operation, {
      next(answer, status) {
        const text = JSON.stringify(answer, null, 2);
        total.value += 1;
        const entry = { key: total.value, afterMs: performance.now() - startedAt, text, status };
        answers.value = [entry, ...answers.value].slice(0, kept);
      },
      failed(message) {
        failure.value = message;
        state.value = 'done';
      },
      done() {
        state.value = 'done';
        done();
      },
    });
  }

  onScopeDispose(() => end());
  return { state, answers, total, failure, start, stop };
}

/** Parses variables from user input: a JSON object, or an error message. */
export function parseVariables(text: string): { variables: Record<string, unknown> } | { error: string } {
  if (text.trim() === '') return { variables: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { variables: value as Record<string, unknown> };
    }
    return { error: 'Variables must be one JSON object, such as { "first": 10 }.' };
  } catch (error) {
    return { error: `Invalid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
