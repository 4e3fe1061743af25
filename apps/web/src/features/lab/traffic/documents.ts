import { graphql } from '../../../generated/gql.ts';

export const linkRatesSubscription = graphql(`
  subscription LinkRates($labId: ID!) {
    linkRates(labId: $labId) {
      links {
        container {
          id
        }
        interface {
          network {
            id
          }
        }
        toContainer {
          bytesPerSecond
        }
        fromContainer {
          bytesPerSecond
        }
      }
    }
  }
`);
