import { graphql } from '../../../generated/gql.ts';

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

/** Loaded only when something in the lab is lost: subscriptions do not carry the state of hosts. */
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

export const moveLabMutation = graphql(`
  mutation MoveLab($input: MoveLabInput!) {
    moveLab(input: $input) {
      __typename
      ... on MoveLabPayload {
        lab {
          ...LabFields
        }
      }
      ...Refusal
    }
  }
`);

/** What moving nodes changes. The whole lab may be large. */
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
    annotations {
      id
      position {
        x
        y
      }
      width
      height
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
      ...Refusal
    }
  }
`);

export const copyNodesMutation = graphql(`
  mutation CopyNodes($input: CopyNodesInput!) {
    copyNodes(input: $input) {
      __typename
      ... on CopyNodesPayload {
        nodeIds
        lab {
          ...LabFields
        }
      }
      ...Refusal
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
      ...Refusal
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
      ...Refusal
    }
  }
`);

export const exportedLabQuery = graphql(`
  query ExportedLab($id: ID!, $format: LabFileFormat!) {
    lab(id: $id) {
      exported(format: $format) {
        files {
          path
          contentBase64
        }
        notes {
          severity
          path
          message
        }
      }
    }
  }
`);
