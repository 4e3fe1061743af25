import { graphql } from '../../generated/gql.ts';

/** Ids of what the viewer has, to put into the examples. */
export const knownIdsQuery = graphql(`
  query KnownIds {
    labs(first: 10) {
      nodes {
        id
        networks {
          id
        }
        containers {
          id
        }
      }
    }
  }
`);
