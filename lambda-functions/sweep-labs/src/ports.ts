import type { CommandInvocation, LabFiles } from '@pineapple/aws';
import type {
  FinishApplyPorts,
  Log,
  MarkLabLostPorts,
  MoveLabPorts,
  PublishHost,
  PublishSnapshot,
} from '@pineapple/lab-lifecycle';
import type {
  ApiTokenStore,
  ApplyStore,
  HostStore,
  ImageStore,
  LabStore,
  ObservationStore,
  SessionStore,
  SnapshotStore,
  UserStore,
} from '@pineapple/store';

/** The dependencies of sweep-labs. */
export interface SweepPorts extends FinishApplyPorts, MarkLabLostPorts, MoveLabPorts {
  readonly labs: Pick<
    LabStore,
    | 'get'
    | 'listByHost'
    | 'listByOwner'
    | 'listUnconverged'
    | 'purge'
    | 'save'
    | 'markConverged'
    | 'takeOffHost'
  >;
  readonly hosts: Pick<HostStore, 'list' | 'markLost' | 'addOrphan'>;
  readonly observations: Pick<ObservationStore, 'listByLab' | 'put' | 'removeLab'>;
  readonly users: Pick<UserStore, 'get' | 'listDeletions' | 'finishDeletion'>;
  readonly sessions: Pick<SessionStore, 'removeAll'>;
  readonly apiTokens: Pick<ApiTokenStore, 'removeAll'>;
  readonly images: Pick<ImageStore, 'removeAll'>;
  readonly snapshots: Pick<
    SnapshotStore,
    'removeAll' | 'listByOwner' | 'listUnfinished' | 'finish' | 'settle'
  >;
  readonly files: Pick<LabFiles, 'get' | 'list' | 'remove' | 'removeAll' | 'contexts'>;
  readonly applies: Pick<ApplyStore, 'listByLab' | 'update'>;
  /** Invokes apply-lab asynchronously, optionally for some hosts of a multi-host lab only. */
  readonly applyLab: (labId: string, hosts?: readonly string[]) => Promise<void>;
  /** One GetCommandInvocation. Null when Systems Manager does not know the command (any more). */
  readonly getInvocation: (commandId: string, hostId: string) => Promise<CommandInvocation | null>;
  /** How long a host is lost before its labs move to other hosts; null leaves that to their owners. */
  readonly moveLostLabsAfterMinutes: number | null;
  readonly publishHost: PublishHost;
  readonly publishSnapshot: PublishSnapshot;
  readonly log: Log;
}

export interface SweepFigures {
  /** Labs that have not converged for a while. */
  readonly examined: number;
  /** Of these: labs with an apply whose end was missed. */
  readonly repaired: number;
  /** Of these: labs that were sent to their hosts again. */
  readonly reapplied: number;
  /** Of these: labs that could not be examined. The next sweep retries them. */
  readonly failed: number;
  /** Hosts that were marked lost by this sweep. */
  readonly hostsLost: number;
  /** Labs of lost hosts that were moved. */
  readonly labsMoved: number;
}
