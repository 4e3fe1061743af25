import type { CommandInvocation } from '@pineapple/aws';
import type { ApplyLabRequest } from '@pineapple/contracts';
import type {
  FinishApplyPorts,
  Log,
  MoveLabsPorts,
  PublishHost,
  PublishImage,
  PublishSnapshot,
} from '@pineapple/lab-lifecycle';
import type {
  ApplyStore,
  HostStore,
  ImageStore,
  LabStore,
  ObservationStore,
  SnapshotStore,
} from '@pineapple/store';

/** The dependencies of record-event. */
export interface RecordEventPorts extends FinishApplyPorts {
  readonly observations: Pick<
    ObservationStore,
    'get' | 'getMany' | 'put' | 'remove' | 'listByLab' | 'removeLab'
  >;
  readonly applies: Pick<ApplyStore, 'findByCommand' | 'update'>;
  readonly labs: FinishApplyPorts['labs'] &
    Pick<LabStore, 'listByHost' | 'listUnconverged' | 'listUnconvergedByHost'>;
  readonly hosts: Pick<HostStore, 'record' | 'markCaughtUp' | 'forgetOrphan' | 'setCordoned'>;
  readonly images: Pick<ImageStore, 'get' | 'finish'>;
  readonly snapshots: Pick<SnapshotStore, 'get' | 'listByOwner' | 'recordSaved' | 'finish'>;
  readonly labMover: MoveLabsPorts;
  /** Invokes apply-lab asynchronously. */
  readonly applyLab: (request: ApplyLabRequest) => Promise<void>;
  /** One GetCommandInvocation. Null when Systems Manager does not know the command (yet). */
  readonly getInvocation: (commandId: string, hostId: string) => Promise<CommandInvocation | null>;
  readonly publishHost: PublishHost;
  readonly publishImage: PublishImage;
  readonly publishSnapshot: PublishSnapshot;
  readonly log: Log;
}

/** The outcome of an event. A dropped event is not retried. */
export type Recorded =
  { readonly outcome: 'recorded' } | { readonly outcome: 'dropped'; readonly reason: string };

export const recorded: Recorded = { outcome: 'recorded' };

export function dropped(reason: string): Recorded {
  return { outcome: 'dropped', reason };
}
