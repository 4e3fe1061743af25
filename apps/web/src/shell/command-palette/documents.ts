import { graphql } from '../../generated/gql.ts';

/** The viewer's labs and containers, to find by name. */
export const paletteTargetsQuery = graphql(`
  query PaletteTargets {
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
