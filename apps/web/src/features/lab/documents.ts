import { graphql } from '../../generated/gql.ts';

export const labsQuery = graphql(`
  query Labs($first: Int!, $after: String) {
    labs(first: $first, after: $after) {
      nodes {
        ...LabSummary
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`);

/** Whether a choice of several hosts is worth offering. */
export const canSpreadQuery = graphql(`
  query CanSpread {
    canSpread
  }
`);

export const labSummary = graphql(`
  fragment LabSummary on Lab {
    id
    name
    createdAt
    networks {
      id
    }
    containers {
      id
      readiness {
        phase
        version
      }
    }
  }
`);

/** Keeps the phase counts of the list live. */
export const viewerReadinessSubscription = graphql(`
  subscription ViewerReadiness {
    viewerReadiness {
      phase
      version
      container {
        id
        readiness {
          phase
          version
        }
      }
    }
  }
`);

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

/** What every edit changes of the lab itself, so that it can be taken back before the news of it has come. */
export const editedLab = graphql(`
  fragment EditedLab on Lab {
    id
    history {
      ...HistoryFields
    }
  }
`);

/** What moving nodes changes: less than the lab, which may be large. */
export const labPlaces = graphql(`
  fragment LabPlaces on Lab {
    id
    revision
    history {
      ...HistoryFields
    }
    networks {
      id
      position {
        x
        y
      }
    }
    containers {
      id
      position {
        x
        y
      }
    }
  }
`);

export const labFields = graphql(`
  fragment LabFields on Lab {
    id
    name
    revision
    createdAt
    history {
      ...HistoryFields
    }
    networks {
      ...NetworkFields
    }
    containers {
      ...ContainerFields
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

export const labChangesSubscription = graphql(`
  subscription LabChanges($labId: ID!) {
    labChanges(labId: $labId) {
      __typename
      ... on LabUpdated {
        lab {
          ...LabFields
        }
      }
      ... on LabDeleted {
        labId
      }
      ... on NetworkChanged {
        network {
          ...NetworkFields
        }
      }
      ... on NetworkDeleted {
        networkId
      }
      ... on ContainerChanged {
        container {
          ...ContainerFields
        }
      }
      ... on ContainerDeleted {
        containerId
      }
      ... on ApplyChanged {
        apply {
          ...ApplyFields
        }
      }
    }
  }
`);

export const labTemplatesQuery = graphql(`
  query LabTemplates {
    labTemplates {
      id
      name
      description
      networkCount
      containerCount
      networks {
        name
        position {
          x
          y
        }
      }
      containers {
        name
        image
        position {
          x
          y
        }
        links {
          network
        }
      }
    }
  }
`);

/** Asked for only when something is lost: all else about a lab comes with its changes. */
export const labHostQuery = graphql(`
  query LabHost($id: ID!) {
    lab(id: $id) {
      id
      hosts {
        id
        state
        reason
      }
    }
  }
`);

export const createLabMutation = graphql(`
  mutation CreateLab($input: CreateLabInput!) {
    createLab(input: $input) {
      __typename
      ... on CreateLabPayload {
        lab {
          ...LabSummary
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
      ... on UserError {
        code
        message
      }
    }
  }
`);

export const moveLabMutation = graphql(`
  mutation MoveLab($input: MoveLabInput!) {
    moveLab(input: $input) {
      __typename
      ... on MoveLabPayload {
        lab {
          ...LabFields
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`);

export const moveNodesMutation = graphql(`
  mutation MoveNodes($input: MoveNodesInput!) {
    moveNodes(input: $input) {
      __typename
      ... on MoveNodesPayload {
        lab {
          ...LabPlaces
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`);

export const undoMutation = graphql(`
  mutation Undo($input: UndoInput!) {
    undo(input: $input) {
      __typename
      ... on UndoPayload {
        label
        lab {
          ...LabFields
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`);

export const redoMutation = graphql(`
  mutation Redo($input: RedoInput!) {
    redo(input: $input) {
      __typename
      ... on RedoPayload {
        label
        lab {
          ...LabFields
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`);
