import { containerVariables, type ApiExample } from './api-example.ts';

export const mutationExamples: readonly ApiExample[] = [
  {
    id: 'create-lab',
    kind: 'mutation',
    title: 'Create a lab',
    description:
      'An expected failure, such as a taken name, is part of the data. Select UserError in every mutation.',
    text: /* GraphQL */ `
      mutation CreateLab($input: CreateLabInput!) {
        createLab(input: $input) {
          ... on CreateLabPayload {
            lab {
              id
              name
            }
          }
          ... on UserError {
            code
            message
          }
        }
      }
    `,
    variables: () => ({ input: { name: 'Created by a program' } }),
  },
  {
    id: 'create-network',
    kind: 'mutation',
    title: 'Create a network',
    description: 'Omit the subnet to get the next free one in the lab.',
    text: /* GraphQL */ `
      mutation CreateNetwork($input: CreateNetworkInput!) {
        createNetwork(input: $input) {
          ... on CreateNetworkPayload {
            network {
              id
              name
              ipv4Subnet
            }
          }
          ... on UserError {
            code
            message
          }
        }
      }
    `,
    variables: ({ labId }) => ({ input: { labId: labId ?? '', name: 'lan-api' } }),
  },
  {
    id: 'create-container',
    kind: 'mutation',
    title: 'Create a container',
    description:
      'It starts immediately. The response does not wait: watch the container to see it become ready.',
    text: /* GraphQL */ `
      mutation CreateContainer($input: CreateContainerInput!) {
        createContainer(input: $input) {
          ... on CreateContainerPayload {
            container {
              id
              name
              phase
              interfaces {
                name
                ipv4Address
              }
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
    `,
    variables: ({ labId, networkId }) => ({
      input: {
        labId: labId ?? '',
        name: 'created-by-api',
        image: 'host',
        networks: networkId ? [{ networkId }] : [],
      },
    }),
  },
  {
    id: 'restart-container',
    kind: 'mutation',
    title: 'Restart a container',
    description: 'Stops and starts it. It keeps its files and addresses.',
    text: /* GraphQL */ `
      mutation Restart($input: RestartContainerInput!) {
        restartContainer(input: $input) {
          ... on RestartContainerPayload {
            container {
              name
              phase
            }
          }
          ... on UserError {
            code
            message
          }
        }
      }
    `,
    variables: (known) => ({ input: containerVariables(known) }),
  },
  {
    id: 'save-snapshot',
    kind: 'mutation',
    title: 'Save a snapshot',
    description: 'The lab with what its containers wrote. The subscription snapshot says when it is READY.',
    text: /* GraphQL */ `
      mutation SaveSnapshot($input: SaveSnapshotInput!) {
        saveSnapshot(input: $input) {
          ... on SaveSnapshotPayload {
            snapshot {
              id
              state
            }
          }
          ... on UserError {
            code
            message
          }
        }
      }
    `,
    variables: ({ labId }) => ({ input: { labId: labId ?? '', name: 'Saved by a program' } }),
  },
];
