import {
  DockerError,
  DockerUnavailableError,
  isBeingRemoved,
  isContainerFault,
} from '../docker/docker-error.ts';
import { ProgramError } from '../system/run-program.ts';

const firstDelayMs = 500;
const longestDelayMs = 15_000;
/** About a minute. After that the control plane sends the lab again. */
const mostRetries = 8;

/**
 * Whether a step that failed may succeed a moment later although nothing has changed: the engine or the kernel failed, not
 * the container. Docker reports no event when containerd is back.
 */
export function mayPass(cause: unknown): boolean {
  if (cause instanceof DockerUnavailableError || cause instanceof ProgramError) return true;
  if (isBeingRemoved(cause)) return true;
  return cause instanceof DockerError && cause.status >= 500 && !isContainerFault(cause);
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly retries: number;
}

/** Reconciles labs again that the engine or the kernel failed, after growing delays. */
export class LabRetries {
  readonly #reconcile: (labId: string) => void;
  readonly #recovered: () => void;
  readonly #waiting = new Map<string, Waiting>();

  /** @param recovered called when a lab that had failed matches again: the command that failed has reported otherwise */
  constructor(reconcile: (labId: string) => void, recovered: () => void) {
    this.#reconcile = reconcile;
    this.#recovered = recovered;
  }

  failed(labId: string): void {
    const known = this.#waiting.get(labId);
    const retries = (known?.retries ?? 0) + 1;
    clearTimeout(known?.timer);
    if (retries > mostRetries) {
      this.#waiting.delete(labId);
      return;
    }
    const delayMs = Math.min(firstDelayMs * 2 ** (retries - 1), longestDelayMs);
    const timer = setTimeout(() => this.#reconcile(labId), delayMs).unref();
    this.#waiting.set(labId, { timer, retries });
  }

  succeeded(labId: string): void {
    if (this.#forget(labId)) this.#recovered();
  }

  close(): void {
    for (const labId of [...this.#waiting.keys()]) this.#forget(labId);
  }

  /** @returns whether the lab had failed */
  #forget(labId: string): boolean {
    clearTimeout(this.#waiting.get(labId)?.timer);
    return this.#waiting.delete(labId);
  }
}
