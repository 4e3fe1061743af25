import {
  addAnnotation,
  type AnnotationColour,
  type AnnotationKind,
  removeAnnotation,
  updateAnnotation,
} from '@pineapple/core';
import { requireViewer } from '../../context/request-context.ts';
import type { Resolvers, UpdateAnnotationInput } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { editedAnnotation, editNode } from '../lab/edit-node.ts';

export const annotationResolvers: Resolvers = {
  Mutation: {
    createAnnotation: async (_parent, { input }, context) => {
      const { labId, kind, position, ...rest } = input;
      const viewerId = requireViewer(context).id;
      const annotation = { position, ...toChoices(rest), kind: toKind(kind) };
      const edited = await context.services.editor.edit({
        ...{ labId, viewerId, needsHost: false },
        edit: (lab, tools) => addAnnotation(lab, annotation, tools),
      });
      const result = editedAnnotation(edited);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota']);
      return { __typename: 'CreateAnnotationPayload', ...result.value };
    },
    updateAnnotation: async (_parent, { input }, context) => {
      const { annotationId, ...changes } = input;
      const result = editedAnnotation(
        await editNode('annotation', annotationId, context, (lab, tools) =>
          updateAnnotation(lab, { annotationId, ...toChoices(changes) }, tools),
        ),
      );
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota']);
      return { __typename: 'UpdateAnnotationPayload', ...result.value };
    },
    deleteAnnotation: async (_parent, { input: { annotationId } }, context) => {
      const edited = await editNode('annotation', annotationId, context, (lab, tools) =>
        removeAnnotation(lab, { annotationId }, tools),
      );
      if (!edited.ok) return toUserError(edited.error, ['not-found', 'conflict']);
      return {
        __typename: 'DeleteAnnotationPayload',
        deletedAnnotationId: annotationId,
        lab: edited.value.snapshot,
      };
    },
  },
};

/** What is given of an annotation. */
function toChoices(input: Omit<UpdateAnnotationInput, 'annotationId'>) {
  const { kind, text, colour, position, width, height } = input;
  return {
    ...(kind && { kind: toKind(kind) }),
    ...(typeof text === 'string' && { text }),
    ...(colour && { colour: colour.toLowerCase() as AnnotationColour }),
    ...(position && { position }),
    ...(typeof width === 'number' && { width }),
    ...(typeof height === 'number' && { height }),
  };
}

function toKind(kind: Uppercase<AnnotationKind>): AnnotationKind {
  return kind.toLowerCase() as AnnotationKind;
}
