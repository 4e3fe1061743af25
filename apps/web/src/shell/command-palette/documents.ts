import { graphql } from '../../generated/gql.ts';

/** Everything of the viewer that has a name to be found by. */
export const placesQuery = graphql(`
  query Places {
    labs(first: 100) {
      nodes {
        id
        name
        containers {
          id
          name
        }
      }
    }
  }
`);
