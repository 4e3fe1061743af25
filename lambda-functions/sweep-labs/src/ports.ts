import type { CommandInvocation } from '@pineapple/aws';
import type { FinishApplyPorts, Log } from '@pineapple/lab-records';
import type { ApplyStore, LabStore } from '@pineapple/store';

/** All that the sweep needs from outside. */
export interface SweepPorts extends FinishApplyPorts {
  readonly labs: Pick<LabStore, 'get' | 'listUnsettled' | 'purge' | 'settle'>;
  readonly applies: Pick<ApplyStore, 'listByLab' | 'update'>;
  /** One GetCommandInvocation; null when Systems Manager does not know the command (any more). */
  readonly getInvocation: (commandId: string, hostId: string) => Promise<CommandInvocation | null>;
  /** Invokes apply-lab and does not wait for it. */
  readonly applyLab: (labId: string) => Promise<void>;
  readonly log: Log;
}

export interface SweepFigures {
  /** Labs that had not been settled for a while. */
  readonly examined: number;
  /** Of these: applies whose end had been missed. */
  readonly repaired: number;
  /** Of these: sent to their host again. */
  readonly reapplied: number;
  /** Of these: could not be examined; the next sweep tries again. */
  readonly failed: number;
}
