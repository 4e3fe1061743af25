import { graphql } from '../../../generated/gql.ts';

export const containerFilesQuery = graphql(`
  query ContainerFiles($id: ID!) {
    node(id: $id) {
      __typename
      ... on Container {
        id
        filesVersion
        config {
          exec
          files {
            path
            content
            mode
            sha256
            size
          }
        }
      }
    }
  }
`);
