import { containerVariables, labVariables, noVariables, type ApiExample } from './api-example.ts';

export const subscriptionExamples: readonly ApiExample[] = [
  {
    id: 'watch-everything',
    kind: 'subscription',
    title: 'Watch everything',
    description:
      'All your containers in all labs: their current state, then each change. The dashboard uses nothing else.',
    text: /* GraphQL */ `
      subscription WatchEverything {
        viewerReadiness {
          phase
          reason
          since
          elapsedMs
          version
          container {
            id
            name
            lab {
              id
              name
            }
          }
        }
      }
    `,
    variables: noVariables,
  },
  {
    id: 'watch-container',
    kind: 'subscription',
    title: 'Watch a container become ready',
    description: 'Its current phase, then each change, with the milliseconds spent in each phase.',
    text: /* GraphQL */ `
      subscription WatchContainer($containerId: ID!) {
        containerReadiness(containerId: $containerId) {
          phase
          reason
          elapsedMs
          phases {
            phase
            durationMs
          }
        }
      }
    `,
    variables: containerVariables,
  },
  {
    id: 'watch-lab',
    kind: 'subscription',
    title: 'Watch a lab',
    description: 'The current lab, then each change in it: what a canvas needs to stay current.',
    text: /* GraphQL */ `
      subscription WatchLab($labId: ID!) {
        labChanges(labId: $labId) {
          __typename
          ... on LabUpdated {
            lab {
              name
              revision
            }
          }
          ... on NetworkChanged {
            network {
              name
              phase
            }
          }
          ... on NetworkDeleted {
            networkId
          }
          ... on ContainerChanged {
            container {
              name
              phase
            }
          }
          ... on ContainerDeleted {
            containerId
          }
        }
      }
    `,
    variables: labVariables,
  },
  {
    id: 'watch-logs',
    kind: 'subscription',
    title: 'Follow a log',
    description: 'The latest lines that a container printed, then each new line.',
    text: /* GraphQL */ `
      subscription FollowLog($containerId: ID!, $tail: Int) {
        containerLogs(containerId: $containerId, tail: $tail) {
          skipped
          lines {
            at
            stream
            text
          }
        }
      }
    `,
    variables: (known) => ({ ...containerVariables(known), tail: 20 }),
  },
  {
    id: 'watch-stats',
    kind: 'subscription',
    title: 'Container statistics',
    description: 'CPU, memory and traffic, once a second while it runs.',
    text: /* GraphQL */ `
      subscription ContainerStatistics($containerId: ID!) {
        containerStats(containerId: $containerId) {
          at
          cpu
          memoryBytes
          pids
          interfaces {
            name
            receivedBytesPerSecond
            sentBytesPerSecond
          }
        }
      }
    `,
    variables: containerVariables,
  },
];
