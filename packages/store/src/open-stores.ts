import type { createDocumentClient } from '@pineapple/aws';
import { ApiTokenStore } from './accounts/api-token-store.ts';
import { ApplyStore } from './labs/apply-store.ts';
import { HostStore } from './hosts/host-store.ts';
import { ImageStore } from './images/image-store.ts';
import { LabStore } from './labs/lab-store.ts';
import { OperatorStore } from './accounts/operator-store.ts';
import { ObservationStore } from './labs/observation-store.ts';
import { PlacementStore } from './labs/placement-store.ts';
import { SnapshotStore } from './snapshots/snapshot-store.ts';
import { SessionStore } from './accounts/session-store.ts';
import { type TableNames } from './tables.ts';
import { UsageStore } from './accounts/usage-store.ts';
import { UserStore } from './accounts/user-store.ts';

/** The stores of all tables that the API reads and writes. */
export interface Stores {
  readonly labs: LabStore;
  readonly placements: PlacementStore;
  readonly observations: ObservationStore;
  readonly applies: ApplyStore;
  readonly users: UserStore;
  readonly operators: OperatorStore;
  readonly usage: UsageStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly hosts: HostStore;
  readonly images: ImageStore;
  readonly snapshots: SnapshotStore;
}

/** Opens all stores over one client. */
export function openStores(documents: ReturnType<typeof createDocumentClient>, tables: TableNames): Stores {
  return {
    labs: new LabStore({ documents, table: tables.labs }),
    placements: new PlacementStore({ documents, table: tables.labs }),
    observations: new ObservationStore({ documents, table: tables.observations }),
    applies: new ApplyStore({ documents, table: tables.applies }),
    users: new UserStore({ documents, table: tables.users }),
    operators: new OperatorStore({ documents, table: tables.users }),
    usage: new UsageStore({ documents, table: tables.users }),
    sessions: new SessionStore({ documents, table: tables.sessions }),
    apiTokens: new ApiTokenStore({ documents, table: tables.apiTokens }),
    hosts: new HostStore({ documents, table: tables.hosts }),
    images: new ImageStore({ documents, table: tables.images }),
    snapshots: new SnapshotStore({ documents, table: tables.snapshots }),
  };
}
