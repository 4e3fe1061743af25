import { graphql } from '../../../generated/gql.ts';

export const routingSessionsSubscription = graphql(`
  subscription RoutingSessions($labId: ID!) {
    routingSessions(labId: $labId) {
      routers
      omittedRouters
      sessions {
        id
        protocol
        status
        network {
          name
        }
        ends {
          container {
            id
            name
          }
          address
          state
        }
      }
    }
  }
`);
