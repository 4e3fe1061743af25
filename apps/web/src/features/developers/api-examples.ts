/** Ids of the viewer's own to begin with; null for what there is none of yet. */
export interface KnownIds {
  readonly labId: string | null;
  readonly networkId: string | null;
  readonly containerId: string | null;
}

/** An operation that works as it stands. */
export interface ApiExample {
  /** Its place in the page's address. */
  readonly id: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly title: string;
  readonly description: string;
  readonly text: string;
  /** What it starts with; the page lets one change it. */
  variables(known: KnownIds): Record<string, unknown>;
}

const none = (): Record<string, unknown> => ({});
const ofLab = ({ labId }: KnownIds): Record<string, unknown> => ({ labId: labId ?? '' });
const ofContainer = ({ containerId }: KnownIds): Record<string, unknown> => ({
  containerId: containerId ?? '',
});
const inputOf =
  (field: 'labId' | 'containerId') =>
  (known: KnownIds): Record<string, unknown> => ({ input: { [field]: known[field] ?? '' } });

/** All examples there are. The page shows them, and tests check and run each. */
export const apiExamples: readonly ApiExample[] = [
  {
    id: 'who-am-i',
    kind: 'query',
    title: 'Who am I',
    description: 'The account that you, or your token, acts as. The quickest way to see that a token works.',
    text: /* GraphQL */ `
      query WhoAmI {
        viewer {
          username
          createdAt
          apiTokens {
            name
            expiresAt
          }
        }
      }
    `,
    variables: none,
  },
  {
    id: 'my-labs',
    kind: 'query',
    title: 'My labs',
    description:
      'Your labs, newest first, a page at a time. Give pageInfo.endCursor as after to get the next page.',
    text: /* GraphQL */ `
      query MyLabs($first: Int, $after: String) {
        labs(first: $first, after: $after) {
          totalCount
          nodes {
            id
            name
            containers {
              name
              phase
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    `,
    variables: () => ({ first: 10 }),
  },
  {
    id: 'one-lab',
    kind: 'query',
    title: 'Everything in a lab',
    description: 'Networks, containers and the addresses by which they are attached: enough to draw the lab.',
    text: /* GraphQL */ `
      query OneLab($labId: ID!) {
        lab(id: $labId) {
          name
          revision
          networks {
            name
            ipv4Subnet
            internet
            phase
          }
          containers {
            name
            image {
              name
            }
            phase
            interfaces {
              name
              ipv4Address
              network {
                name
              }
            }
          }
        }
      }
    `,
    variables: ofLab,
  },
  {
    id: 'what-was-sent',
    kind: 'query',
    title: 'What was sent to the host',
    description:
      'Every change sends the whole lab to its host. How long that took and what the host said, newest first.',
    text: /* GraphQL */ `
      query WhatWasSent($labId: ID!) {
        lab(id: $labId) {
          applies(first: 5) {
            revision
            status
            commandId
            durationMs
            output
            errorOutput
          }
        }
      }
    `,
    variables: ofLab,
  },
  {
    id: 'images',
    kind: 'query',
    title: 'Images',
    description: 'What a container can run. The name is what createContainer takes.',
    text: /* GraphQL */ `
      query Images {
        images {
          name
          description
        }
      }
    `,
    variables: none,
  },
  {
    id: 'create-lab',
    kind: 'mutation',
    title: 'Make a lab',
    description:
      'An expected failure, as a taken name, is an answer and no error: ask for UserError in every mutation.',
    text: /* GraphQL */ `
      mutation MakeLab($input: CreateLabInput!) {
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
    variables: () => ({ input: { name: 'Made by a program' } }),
  },
  {
    id: 'create-network',
    kind: 'mutation',
    title: 'Add a network',
    description: 'Leave out the subnet to get the next free one of the lab.',
    text: /* GraphQL */ `
      mutation AddNetwork($input: CreateNetworkInput!) {
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
    title: 'Add a container',
    description:
      'It starts at once. The answer does not wait for it: watch the container to see it become ready.',
    text: /* GraphQL */ `
      mutation AddContainer($input: CreateContainerInput!) {
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
        name: 'made-by-api',
        image: 'host',
        networks: networkId ? [{ networkId }] : [],
      },
    }),
  },
  {
    id: 'restart-container',
    kind: 'mutation',
    title: 'Restart a container',
    description: 'Stops it and starts it. Its files stay, and so do its addresses.',
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
    variables: inputOf('containerId'),
  },
  {
    id: 'watch-everything',
    kind: 'subscription',
    title: 'Watch everything',
    description:
      'Every container of yours, across labs: first as it is now, then each change as it happens. All that the dashboard shows comes from this.',
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
    variables: none,
  },
  {
    id: 'watch-container',
    kind: 'subscription',
    title: 'Watch a container become ready',
    description: 'Its phase now, then each change, with the milliseconds that every phase took.',
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
    variables: ofContainer,
  },
  {
    id: 'watch-lab',
    kind: 'subscription',
    title: 'Watch a lab',
    description: 'The lab as it is, then every change in it: what a canvas needs to stay true.',
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
    variables: ofLab,
  },
  {
    id: 'watch-logs',
    kind: 'subscription',
    title: 'Follow a log',
    description: 'The last lines that a container printed, then every line as it comes.',
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
    variables: (known) => ({ ...ofContainer(known), tail: 20 }),
  },
  {
    id: 'watch-stats',
    kind: 'subscription',
    title: 'Measure a container',
    description: 'Processor, memory and traffic, once a second while it runs.',
    text: /* GraphQL */ `
      subscription Measure($containerId: ID!) {
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
    variables: ofContainer,
  },
];

/** The text as one writes it into a file. */
export function exampleText({ text }: ApiExample): string {
  const lines = text.replace(/^\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
