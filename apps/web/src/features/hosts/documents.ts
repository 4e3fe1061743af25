import { graphql } from '../../generated/gql.ts';

export const hostsQuery = graphql(`
  query Hosts {
    hosts {
      ...HostFigures
    }
  }
`);

export const hostFigures = graphql(`
  fragment HostFigures on Host {
    id
    state
    reason
    cordoned
    reportedAt
    agentVersion
    dockerVersion
    room {
      cpus
      loadAverage
      memoryMb
      memoryFreeMb
      mostContainers
      containers
      labs
    }
    limitations
    leftovers
  }
`);

export const hostChangesSubscription = graphql(`
  subscription HostChanges {
    hostChanges {
      ...HostFigures
    }
  }
`);

export const cordonHostMutation = graphql(`
  mutation CordonHost($input: CordonHostInput!) {
    cordonHost(input: $input) {
      __typename
      ... on CordonHostPayload {
        host {
          ...HostFigures
        }
      }
      ...Refusal
    }
  }
`);

export const uncordonHostMutation = graphql(`
  mutation UncordonHost($input: UncordonHostInput!) {
    uncordonHost(input: $input) {
      __typename
      ... on UncordonHostPayload {
        host {
          ...HostFigures
        }
      }
      ...Refusal
    }
  }
`);

export const drainHostMutation = graphql(`
  mutation DrainHost($input: DrainHostInput!) {
    drainHost(input: $input) {
      __typename
      ... on DrainHostPayload {
        movedLabs
        host {
          ...HostFigures
        }
      }
      ...Refusal
    }
  }
`);
