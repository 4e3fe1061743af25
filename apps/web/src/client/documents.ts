import { graphql } from '../generated/gql.ts';

/** Why a mutation was refused, as `toOutcome` reads it. Every mutation selects it. */
export const refusal = graphql(`
  fragment Refusal on UserError {
    code
    message
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on RateLimitError {
      retryAfterSeconds
    }
  }
`);
