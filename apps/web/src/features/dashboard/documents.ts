import { graphql } from '../../generated/gql.ts';

/** All that the dashboard knows comes from this one subscription. */
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
