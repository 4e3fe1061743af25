import { graphql } from '../../generated/gql.ts';

/** The dashboard's only source of data. */
export const dashboardSubscription = graphql(`
  subscription Dashboard {
    viewerReadiness {
      phase
      reason
      since
      elapsedMs
      version
      phases {
        phase
        at
        durationMs
      }
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
`);
