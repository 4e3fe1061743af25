import { graphql } from '../../generated/gql.ts';

export const snapshotFacts = graphql(`
  fragment SnapshotFacts on Snapshot {
    id
    name
    lab {
      id
      name
    }
    labName
    state
    reason
    createdAt
    containerCount
    savedCount
    bytes
  }
`);

export const snapshotsQuery = graphql(`
  query Snapshots {
    snapshots {
      ...SnapshotFacts
    }
    viewer {
      id
      usage {
        snapshots {
          used
          limit
        }
        snapshotMb {
          used
          limit
        }
      }
    }
  }
`);

export const snapshotSizeQuery = graphql(`
  query SnapshotSize($labId: ID!) {
    snapshotSize(labId: $labId) {
      __typename
      ... on SnapshotSize {
        bytes
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const saveSnapshotMutation = graphql(`
  mutation SaveSnapshot($input: SaveSnapshotInput!) {
    saveSnapshot(input: $input) {
      __typename
      ... on SaveSnapshotPayload {
        snapshot {
          ...SnapshotFacts
        }
      }
      ...Refusal
    }
  }
`);

export const restoreSnapshotMutation = graphql(`
  mutation RestoreSnapshot($input: RestoreSnapshotInput!) {
    restoreSnapshot(input: $input) {
      __typename
      ... on RestoreSnapshotPayload {
        lab {
          id
        }
      }
      ...Refusal
    }
  }
`);

export const forkSnapshotMutation = graphql(`
  mutation ForkSnapshot($input: ForkSnapshotInput!) {
    forkSnapshot(input: $input) {
      __typename
      ... on ForkSnapshotPayload {
        lab {
          id
          name
        }
      }
      ...Refusal
    }
  }
`);

export const deleteSnapshotMutation = graphql(`
  mutation DeleteSnapshot($input: DeleteSnapshotInput!) {
    deleteSnapshot(input: $input) {
      __typename
      ... on DeleteSnapshotPayload {
        deletedId
      }
      ...Refusal
    }
  }
`);

export const snapshotSubscription = graphql(`
  subscription FollowSnapshot($id: ID!) {
    snapshot(id: $id) {
      ...SnapshotFacts
    }
  }
`);
