import { graphql } from '../generated/gql.ts';

export const containerTerminalsQuery = graphql(`
  query ContainerTerminals($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Container {
        terminals {
          name
        }
      }
    }
  }
`);

export const containerLogsSubscription = graphql(`
  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {
    containerLogs(containerId: $containerId, tail: $tail, since: $since) {
      lines {
        at
        stream
        text
      }
      skipped
    }
  }
`);

export const containerStatsSubscription = graphql(`
  subscription ContainerStats($containerId: ID!) {
    containerStats(containerId: $containerId) {
      at
      cpu
      cpuLimit
      memoryBytes
      memoryLimitBytes
      pids
      interfaces {
        name
        network {
          id
          name
        }
        receivedBytesPerSecond
        sentBytesPerSecond
        receivedPacketsPerSecond
        sentPacketsPerSecond
      }
    }
  }
`);

export const closeTerminalMutation = graphql(`
  mutation CloseTerminal($input: CloseTerminalInput!) {
    closeTerminal(input: $input) {
      __typename
      ... on CloseTerminalPayload {
        closedTerminalName
      }
      ...Refusal
    }
  }
`);
