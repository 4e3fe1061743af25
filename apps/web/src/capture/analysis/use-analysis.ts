import {
  type AnalysisAnswers,
  analysisPath,
  type AnalysisRequest,
  type LoadedRecording,
} from '@pineapple/host-link/analysis';
import { onScopeDispose, ref, type Ref, shallowRef, type ShallowRef } from 'vue';
import { AnalysisFault, askRecording } from './analysis-client.ts';

type Kind = Exclude<AnalysisRequest['ask'], 'load'>;
type Question<K extends Kind> = Omit<Extract<AnalysisRequest, { ask: K }>, 'snapshot'>;

export interface Analysis {
  /** What the host has loaded; null until it has. */
  readonly loaded: Readonly<ShallowRef<LoadedRecording | null>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  /** What went wrong last, for the reader; null if nothing did. */
  readonly fault: Readonly<Ref<string | null>>;
  /** Why what was loaded had to be loaded again; null after the reader went on. */
  readonly notice: Readonly<Ref<string | null>>;
  /** Whether the host lost what was loaded before. */
  readonly wasLost: Readonly<Ref<boolean>>;
  /** @param newer whether to include what came since another viewer loaded it */
  load(newer: boolean): Promise<void>;
  /** @returns null when there is no answer; `fault` says why */
  ask<K extends Kind>(question: Question<K>): Promise<AnalysisAnswers[K] | null>;
}

/** Asks the host's Wireshark about what a capture recorded, until the component is gone. */
export function useAnalysis(containerId: string, recordingId: string): Analysis {
  const path = analysisPath(containerId, recordingId);
  const loaded = shallowRef<LoadedRecording | null>(null);
  const isLoading = ref(false);
  const fault = ref<string | null>(null);
  const notice = ref<string | null>(null);
  const wasLost = ref(false);
  const gone = new AbortController();
  onScopeDispose(() => gone.abort());

  async function load(newer: boolean): Promise<void> {
    if (isLoading.value) return;
    isLoading.value = true;
    try {
      wasLost.value = !newer;
      notice.value = null;
      loaded.value = await askRecording<'load'>(path, { ask: 'load', newer }, gone.signal);
      fault.value = null;
    } catch (error) {
      report(error);
    } finally {
      isLoading.value = false;
    }
  }

  async function ask<K extends Kind>(question: Question<K>): Promise<AnalysisAnswers[K] | null> {
    const snapshot = loaded.value?.snapshot;
    if (snapshot === undefined) return null;
    // The list is fetched without the reader.
    if (question.ask !== 'frames') notice.value = null;
    try {
      const request = { ...question, snapshot } as unknown as Extract<AnalysisRequest, { ask: K }>;
      const answer = await askRecording<K>(path, request, gone.signal);
      fault.value = null;
      // Its numbers of frames are those of another state.
      return loaded.value?.snapshot === snapshot ? answer : null;
    } catch (error) {
      if (error instanceof AnalysisFault && error.isStale && loaded.value?.snapshot === snapshot) {
        await load(false);
        notice.value = error.message;
      } else report(error);
      return null;
    }
  }

  function report(error: unknown): void {
    if (gone.signal.aborted) return;
    fault.value = error instanceof AnalysisFault ? error.message : 'The analysis failed. Try again.';
  }

  return { loaded, isLoading, fault, notice, wasLost, load, ask };
}
