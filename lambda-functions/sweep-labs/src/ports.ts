import type { CommandInvocation } from '@pineapple/aws';
import type {
  FinishApplyPorts,
  Log,
  LoseLabPorts,
  MoveLabPorts,
  PublishHost,
} from '@pineapple/lab-lifecycle';
import type {
  ApiTokenStore,
  ApplyStore,
  HostStore,
  LabStore,
  ObservationStore,
  SessionStore,
  UserStore,
} from '@pineapple/store';

/** All that the sweep needs from outside. */
export interface SweepPorts extends FinishApplyPorts, LoseLabPorts, MoveLabPorts {
  readonly labs: Pick<
    LabStore,
    'get' | 'listByHost' | 'listByOwner' | 'listUnsettled' | 'purge' | 'save' | 'settle' | 'takeOffHost'
  >;
  readonly hosts: Pick<HostStore, 'list' | 'markLost' | 'addLeftover'>;
  readonly observations: Pick<ObservationStore, 'listByLab' | 'put' | 'removeLab'>;
  readonly users: Pick<UserStore, 'get' | 'listDeletions' | 'finishDeletion'>;
  readonly sessions: Pick<SessionStore, 'removeAll'>;
  readonly apiTokens: Pick<ApiTokenStore, 'removeAll'>;
  readonly applies: Pick<ApplyStore, 'listByLab' | 'update'>;
  /** Invokes apply-lab, of a wide lab for some of its hosts only, and does not wait for it. */
  readonly applyLab: (labId: string, hosts?: readonly string[]) => Promise<void>;
  /** One GetCommandInvocation; null when Systems Manager does not know the command (any more). */
  readonly getInvocation: (commandId: string, hostId: string) => Promise<CommandInvocation | null>;
  /** How long a host is dead before its labs are made anew elsewhere; null leaves that to their owners. */
  readonly moveLostLabsAfterMinutes: number | null;
  readonly publishHost: PublishHost;
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
  /** Hosts that were found dead now. */
  readonly hostsLost: number;
  /** Labs of dead hosts that are made anew elsewhere. */
  readonly labsMoved: number;
}
