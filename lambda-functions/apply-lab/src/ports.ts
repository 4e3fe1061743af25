import type { LabFiles } from '@pineapple/aws';
import type { LabMessage } from '@pineapple/contracts';
import type { CatalogueImage, Result } from '@pineapple/core';
import type { Log } from '@pineapple/lab-lifecycle';
import type {
  ApplyStore,
  HostStore,
  ImageStore,
  LabStore,
  ObservationStore,
  PlacementStore,
  SnapshotStore,
} from '@pineapple/store';

/** One host manifest on its way to a host. */
export interface ApplyCommand {
  readonly hostId: string;
  readonly labId: string;
  readonly revision: number;
  readonly payload: string;
}

/** The dependencies of apply-lab. */
export interface ApplyLabPorts {
  readonly labs: Pick<LabStore, 'get' | 'place' | 'purge' | 'markConverged'>;
  readonly placements: Pick<PlacementStore, 'place'>;
  readonly observations: Pick<ObservationStore, 'listByLab'>;
  readonly files: Pick<LabFiles, 'removeAll'>;
  readonly applies: Pick<ApplyStore, 'put' | 'update'>;
  readonly images: Pick<ImageStore, 'get' | 'listByOwner' | 'place'>;
  readonly snapshots: Pick<SnapshotStore, 'get' | 'place'>;
  readonly catalogue: readonly CatalogueImage[];
  /** Returns the ids of the online hosts, optionally among the given ones, or why Systems Manager refused. */
  readonly findOnlineHosts: (among?: readonly string[]) => Promise<Result<readonly string[], string>>;
  readonly hosts: Pick<HostStore, 'get' | 'list' | 'forgetOrphan' | 'expect'>;
  /** Sends the command. Returns its id, or why Systems Manager refused it. */
  readonly send: (command: ApplyCommand) => Promise<Result<string, string>>;
  /** Sends a build. Returns the command's id, or why Systems Manager refused it. */
  readonly sendBuild: (command: {
    readonly hostId: string;
    readonly buildId: string;
    readonly payload: string;
  }) => Promise<Result<string, string>>;
  /** Has a host save containers. Returns the command's id, or why Systems Manager refused it. */
  readonly sendSave: (command: {
    readonly hostId: string;
    readonly snapshotId: string;
    readonly payload: string;
  }) => Promise<Result<string, string>>;
  readonly publish: (message: LabMessage) => Promise<void>;
  readonly newApplyId: () => string;
  readonly now: () => Date;
  readonly log: Log;
}
