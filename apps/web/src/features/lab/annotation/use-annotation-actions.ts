import { useApi } from '../../../client/api-client.ts';
import type { Outcome } from '../../../client/outcome.ts';
import type { CreateAnnotationInput, UpdateAnnotationInput } from '../../../generated/graphql.ts';
import type { Lab } from '../model/lab.ts';
import { unchangedHistory } from '../model/optimistic-lab.ts';
import { createAnnotationMutation, deleteAnnotationMutation, updateAnnotationMutation } from './documents.ts';

export type AnnotationChange = Omit<UpdateAnnotationInput, 'annotationId'>;

/** Properties, not methods: Vue infers the wrong prop type from a method. */
export interface AnnotationActions {
  readonly create: (
    input: Omit<CreateAnnotationInput, 'labId'>,
  ) => Promise<Outcome<{ annotation: { id: string } }>>;
  readonly update: (annotationId: string, change: AnnotationChange) => Promise<Outcome<unknown>>;
  readonly remove: (annotationId: string) => Promise<Outcome<unknown>>;
}

/** Edits the notes and frames of a lab. */
export function useAnnotationActions(lab: () => Lab): AnnotationActions {
  const api = useApi();
  return {
    create: (input) => api.mutate(createAnnotationMutation, { input: { labId: lab().id, ...input } }),
    update(annotationId, change) {
      const present = lab().annotations.find(({ id }) => id === annotationId);
      return api.mutate(
        updateAnnotationMutation,
        { input: { annotationId, ...change } },
        present && { optimistic: changedAnnotation(lab(), present, change) },
      );
    },
    remove: (annotationId) => api.mutate(deleteAnnotationMutation, { input: { annotationId } }),
  };
}

/** The expected answer. Apollo shows it at once and reverts it if the API refuses. */
function changedAnnotation(
  lab: Lab,
  present: Lab['annotations'][number],
  { position, ...change }: AnnotationChange,
): Record<string, unknown> {
  return {
    updateAnnotation: {
      __typename: 'UpdateAnnotationPayload',
      annotation: {
        ...present,
        ...change,
        ...(position && { position: { __typename: 'Position', ...position } }),
        __typename: 'Annotation',
      },
      lab: unchangedHistory(lab),
    },
  };
}
