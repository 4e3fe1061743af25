import { graphql } from '../../../generated/gql.ts';

export const checkReachabilitySubscription = graphql(`
  subscription CheckReachability($labId: ID!, $ipVersion: Int, $tcpPort: Int) {
    checkReachability(labId: $labId, ipVersion: $ipVersion, tcpPort: $tcpPort) {
      cells {
        from {
          id
        }
        to {
          id
        }
        address
        sent
        received
        rttMs
        status
      }
      done
      problems
    }
  }
`);

export const explainReachabilityQuery = graphql(`
  query ExplainReachability($from: ID!, $to: ID!, $address: IPAddress, $ipVersion: Int, $tcpPort: Int) {
    explainReachability(from: $from, to: $to, address: $address, ipVersion: $ipVersion, tcpPort: $tcpPort) {
      __typename
      ... on ReachabilityExplanation {
        address
        verdict
        sentence
        evidence
        hops {
          container {
            id
            name
          }
          inInterface
          outInterface
          network {
            id
            name
          }
        }
        back {
          container {
            id
            name
          }
          inInterface
          outInterface
          network {
            id
            name
          }
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`);
