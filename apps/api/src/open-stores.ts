import type { createDocumentClient } from '@pineapple/aws';
import {
  ApiTokenStore,
  ApplyStore,
  HostStore,
  LabStore,
  ObservationStore,
  SessionStore,
  type TableNames,
  UserStore,
} from '@pineapple/store';
import type { Stores } from './services.ts';

/** Every store of the API over one client. */
export function openStores(documents: ReturnType<typeof createDocumentClient>, tables: TableNames): Stores {
  return {
    labs: new LabStore({ documents, table: tables.labs }),
    observations: new ObservationStore({ documents, table: tables.observations }),
    applies: new ApplyStore({ documents, table: tables.applies }),
    users: new UserStore({ documents, table: tables.users }),
    sessions: new SessionStore({ documents, table: tables.sessions }),
    apiTokens: new ApiTokenStore({ documents, table: tables.apiTokens }),
    hosts: new HostStore({ documents, table: tables.hosts }),
  };
}
