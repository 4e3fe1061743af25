import { labVariables, noVariables, type ApiExample } from './api-example.ts';

export const queryExamples: readonly ApiExample[] = [
  {
    id: 'who-am-i',
    kind: 'query',
    title: 'Who am I',
    description: 'The account that you or your token acts as. The quickest way to test a token.',
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
    variables: noVariables,
  },
  {
    id: 'my-labs',
    kind: 'query',
    title: 'My labs',
    description:
      'Your labs, newest first, one page at a time. Pass pageInfo.endCursor as after to get the next page.',
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
    description: 'Networks, containers and their addresses: enough to draw the lab.',
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
    variables: labVariables,
  },
  {
    id: 'what-was-sent',
    kind: 'query',
    title: 'Deployments',
    description:
      'Every change deploys the whole lab to its host. The duration and output of each deployment, newest first.',
    text: /* GraphQL */ `
      query Deployments($labId: ID!) {
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
    variables: labVariables,
  },
  {
    id: 'images',
    kind: 'query',
    title: 'Images',
    description: 'The images that a container can run. Pass the name to createContainer.',
    text: /* GraphQL */ `
      query Images {
        images {
          name
          description
        }
      }
    `,
    variables: noVariables,
  },
];
