export {
  type ApiToken,
  type ApiTokenScope,
  apiTokenScopes,
  ApiTokenStore,
} from './accounts/api-token-store.ts';
export { OperatorStore } from './accounts/operator-store.ts';
export { removeOwnedData } from './accounts/remove-owned-data.ts';
export { type Session, SessionStore } from './accounts/session-store.ts';
export { type StoredUsage, UsageStore } from './accounts/usage-store.ts';
export { type User, UserStore } from './accounts/user-store.ts';
export { type HostRecord, HostStore, type RecordedReport } from './hosts/host-store.ts';
export { ImageStore, type StoredImage } from './images/image-store.ts';
export { type Apply, type ApplyStatus, applyStatuses, newApplyId } from './labs/apply.ts';
export { ApplyStore } from './labs/apply-store.ts';
export { type LabPage, type LabPageOptions } from './labs/lab-list.ts';
export { labPagesOf } from './labs/lab-pages.ts';
export { LabStore } from './labs/lab-store.ts';
export { ObservationStore } from './labs/observation-store.ts';
export { PlacementStore } from './labs/placement-store.ts';
export { openStores, type Stores } from './open-stores.ts';
export {
  bytesOfSnapshot,
  type SavedContainer,
  SnapshotStore,
  type StoredSnapshot,
} from './snapshots/snapshot-store.ts';
export { CorruptRowError, InvalidCursorError, MissingRowError, StoreError } from './table/store-error.ts';
export { type StoreOptions } from './table/store-options.ts';
export { type TableNames, tableDefinitions, tableNames, ttlAttributes } from './tables.ts';
