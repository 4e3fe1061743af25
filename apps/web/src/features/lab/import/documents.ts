import { graphql } from '../../../generated/gql.ts';

export const importLabMutation = graphql(`
  mutation ImportLab($input: ImportLabInput!) {
    importLab(input: $input) {
      __typename
      ... on ImportLabPayload {
        lab {
          id
        }
        networkCount
        containerCount
        notes {
          severity
          path
          line
          message
        }
        preview {
          name
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
      ...Refusal
    }
  }
`);

export const repositorySourcesQuery = graphql(`
  query RepositorySources {
    repositorySources
  }
`);

export const readRepositoryMutation = graphql(`
  mutation ReadRepository($input: ReadRepositoryInput!) {
    readRepository(input: $input) {
      __typename
      ... on ReadRepositoryPayload {
        files {
          path
          contentBase64
        }
        notes {
          severity
          path
          line
          message
        }
      }
      ...Refusal
    }
  }
`);
