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

interface Failed {
  /** Null if it is not tried again. */
  readonly timer: NodeJS.Timeout | null;
  readonly retries: number;
}

/** Reconciles labs again that the engine or the kernel failed, after growing delays. */
export class LabRetries {
  readonly #reconcile: (labId: string) => void;
  readonly #recovered: () => void;
  readonly #failed = new Map<string, Failed>();

  /** @param recovered called when a lab that had failed matches again: the command that failed has reported otherwise */
  constructor(reconcile: (labId: string) => void, recovered: () => void) {
    this.#reconcile = reconcile;
    this.#recovered = recovered;
  }

  /** A failure that may pass. */
  failed(labId: string): void {
    const retries = (this.#failed.get(labId)?.retries ?? 0) + 1;
    this.forget(labId);
    if (retries > mostRetries) return this.failedForNow(labId);
    const delayMs = Math.min(firstDelayMs * 2 ** (retries - 1), longestDelayMs);
    const timer = setTimeout(() => this.#reconcile(labId), delayMs).unref();
    this.#failed.set(labId, { timer, retries });
  }

  /** A failure that another try would not change. Something else may: then the lab is reconciled anyway. */
  failedForNow(labId: string): void {
    this.forget(labId);
    this.#failed.set(labId, { timer: null, retries: 0 });
  }

  /** @param isCommanded whether by a command, which tells the control plane itself */
  succeeded(labId: string, isCommanded: boolean): void {
    if (this.forget(labId) && !isCommanded) this.#recovered();
  }

  close(): void {
    for (const labId of [...this.#failed.keys()]) this.forget(labId);
  }

  /** Does not try it again, and tells nothing. @returns whether the lab had failed */
  forget(labId: string): boolean {
    clearTimeout(this.#failed.get(labId)?.timer ?? undefined);
    return this.#failed.delete(labId);
  }
}
