import { effectiveApply } from '@pineapple/lab-lifecycle';
import { pageSize } from '../../graphql/connections.ts';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { toApplyModel } from '../../live-lab/apply-model.ts';
import { createLab } from './create-lab.ts';
import { copyNodes } from './copy-nodes.ts';
import { deleteLab } from './delete-lab.ts';
import { duplicateLab } from './duplicate-lab.ts';
import { exportLab } from './export-lab.ts';
import { findLab } from './find-lab.ts';
import { importLab } from './import-lab.ts';
import { listFolders, listLabs } from './list-labs.ts';
import { moveNodes } from './move-nodes.ts';
import { previewOf } from './preview-of.ts';
import { redo, undo } from './retrace-edit.ts';
import { updateLab } from './update-lab.ts';
import { requireViewer } from '../../context/request-context.ts';

export const labResolvers: Resolvers = {
  Query: {
    lab: (_parent, { id }, context) => {
      requireViewer(context);
      return findLab(id, context);
    },
    labs: (_parent, page, context) => listLabs(page, context),
    labFolders: (_parent, _args, context) => listFolders(context),
  },
  Lab: {
    owner: (lab, _args, { viewer, users }) => {
      const { ownerId } = lab.desired;
      return viewer?.id === ownerId ? viewer : users.load(ownerId).then((user) => owner(user, ownerId));
    },
    exported: (lab, { format }, context) => exportLab(lab, format, context),
    applies: async (lab, { first }, { services }) => {
      const size = pageSize(first, 10, 50);
      const applies = await services.applies.listByLab(lab.id, size);
      return applies.map((apply) => toApplyModel(effectiveApply(apply, services.clock())));
    },
  },
  Mutation: {
    createLab: async (_parent, { input }, context) => {
      const result = await createLab(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota']);
      return { __typename: 'CreateLabPayload', lab: result.value };
    },
    duplicateLab: async (_parent, { input }, context) => {
      const result = await duplicateLab(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota']);
      return { __typename: 'DuplicateLabPayload', lab: result.value };
    },
    importLab: async (_parent, { input }, context) => {
      const result = await importLab(input, context);
      if (!result.ok)
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      const { notes, preview, changes, ...rest } = result.value;
      return {
        __typename: 'ImportLabPayload',
        ...rest,
        notes: [...notes],
        changes: changes.map(({ details, ...change }) => ({ ...change, details: [...details] })),
        preview: preview && previewOf(preview),
      };
    },
    updateLab: async (_parent, { input }, context) => {
      const result = await updateLab(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict']);
      return { __typename: 'UpdateLabPayload', lab: result.value };
    },
    deleteLab: async (_parent, { input }, context) => {
      const result = await deleteLab(input.labId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'host']);
      return { __typename: 'DeleteLabPayload', deletedLabId: result.value };
    },
    moveNodes: async (_parent, { input }, context) => {
      const result = await moveNodes(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict']);
      return { __typename: 'MoveNodesPayload', lab: result.value };
    },
    copyNodes: async (_parent, { input }, context) => {
      const result = await copyNodes(input, context);
      if (!result.ok)
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'CopyNodesPayload', ...result.value };
    },
    undo: async (_parent, { input }, context) => {
      const result = await undo(input, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'UndoPayload', ...result.value };
    },
    redo: async (_parent, { input }, context) => {
      const result = await redo(input, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'RedoPayload', ...result.value };
    },
  },
};

function owner<T>(user: T | null, ownerId: string): T {
  if (user === null) throw new Error(`The owner ${ownerId} of a lab does not exist`);
  return user;
}
