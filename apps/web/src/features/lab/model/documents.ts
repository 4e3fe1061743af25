import { graphql } from '../../../generated/gql.ts';

export const historyFields = graphql(`
  fragment HistoryFields on LabHistory {
    revision
    canUndo
    canRedo
    undoStepId
    redoStepId
    undoLabel
    redoLabel
    undoWarning
    redoWarning
  }
`);

/** Edits return the lab's history, so that they can be undone before their event arrives. */
export const editedLab = graphql(`
  fragment EditedLab on Lab {
    id
    history {
      ...HistoryFields
    }
  }
`);

export const labFields = graphql(`
  fragment LabFields on Lab {
    id
    name
    revision
    createdAt
    folder
    instructions
    history {
      ...HistoryFields
    }
    networks {
      ...NetworkFields
    }
    containers {
      ...ContainerFields
    }
    annotations {
      ...AnnotationFields
    }
    applies(first: 10) {
      ...ApplyFields
    }
  }
`);

export const labQuery = graphql(`
  query Lab($id: ID!) {
    lab(id: $id) {
      ...LabFields
    }
  }
`);

export const renameLabMutation = graphql(`
  mutation RenameLab($input: UpdateLabInput!) {
    updateLab(input: $input) {
      __typename
      ... on UpdateLabPayload {
        lab {
          id
          name
          revision
        }
      }
      ...Refusal
    }
  }
`);

/** Changes the folder or the instructions. */
export const updateLabMutation = graphql(`
  mutation UpdateLab($input: UpdateLabInput!) {
    updateLab(input: $input) {
      __typename
      ... on UpdateLabPayload {
        lab {
          id
          name
          folder
          instructions
          revision
        }
      }
      ... on UserError {
        code
        message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
    }
  }
`);

export const deleteLabMutation = graphql(`
  mutation DeleteLab($input: DeleteLabInput!) {
    deleteLab(input: $input) {
      __typename
      ... on DeleteLabPayload {
        deletedLabId
      }
      ...Refusal
    }
  }
`);

export const duplicateLabMutation = graphql(`
  mutation DuplicateLab($input: DuplicateLabInput!) {
    duplicateLab(input: $input) {
      __typename
      ... on DuplicateLabPayload {
        lab {
          id
          name
        }
      }
      ...Refusal
    }
  }
`);
