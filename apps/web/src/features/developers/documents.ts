import { graphql } from '../../generated/gql.ts';

/** Ids of the viewer's labs, networks and containers, to fill into the examples. */
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
