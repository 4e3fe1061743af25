import { snapshotAt } from '@pineapple/core';
import { bytesOfSnapshot } from '@pineapple/store';
import { requireViewer } from '../../context/request-context.ts';
import type { Resolvers, SnapshotState } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { findLab } from '../lab/find-lab.ts';
import { deleteSnapshot } from './delete-snapshot.ts';
import { forkSnapshot } from './fork-snapshot.ts';
import { measureContents } from './measure-contents.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { saveSnapshot } from './save-snapshot.ts';

export const snapshotResolvers: Resolvers = {
  Query: {
    snapshots: async (_parent, _args, context) => {
      const { snapshots, clock } = context.services;
      const own = await snapshots.listByOwner(requireViewer(context).id);
      return own.map((snapshot) => snapshotAt(snapshot, clock()));
    },
    snapshotSize: async (_parent, { labId }, context) => {
      const found = await findLab(labId, context);
      if (found === null) return toUserError(noSuch('lab', labId), ['not-found']);
      const sizes = await measureContents(found.desired, context);
      if (!sizes.ok) return toUserError(sizes.error, ['host']);
      const bytes = sizes.value.reduce((sum, each) => sum + each.bytes, 0);
      return { __typename: 'SnapshotSize', bytes, containers: [...sizes.value] };
    },
  },
  Snapshot: {
    state: ({ state }) => state.toUpperCase() as SnapshotState,
    bytes: (snapshot) => bytesOfSnapshot(snapshot),
    containerCount: ({ containers }) => containers.length,
    savedCount: ({ saved }) => Object.keys(saved).length,
    // Another site's has none here.
    lab: ({ labId }, _args, context) => (labId === '' ? null : findLab(labId, context)),
  },
  Mutation: {
    saveSnapshot: async (_parent, { input }, context) => {
      const result = await saveSnapshot(input, context);
      if (!result.ok)
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'SaveSnapshotPayload', snapshot: result.value };
    },
    restoreSnapshot: async (_parent, { input }, context) => {
      const result = await restoreSnapshot(input.snapshotId, context);
      if (!result.ok)
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'RestoreSnapshotPayload', lab: result.value };
    },
    forkSnapshot: async (_parent, { input }, context) => {
      const result = await forkSnapshot(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota']);
      return { __typename: 'ForkSnapshotPayload', lab: result.value };
    },
    deleteSnapshot: async (_parent, { input }, context) => {
      const result = await deleteSnapshot(input.snapshotId, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'DeleteSnapshotPayload', deletedId: result.value };
    },
  },
};
