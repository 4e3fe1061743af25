import { graphql } from '../../../generated/gql.ts';

export const applyFields = graphql(`
  fragment ApplyFields on Apply {
    id
    revision
    hostId
    commandId
    status
    requestedAt
    sentAt
    finishedAt
    durationMs
  }
`);

/** The output of commands. It can be long, so it is loaded only when shown. */
export const applyOutputsQuery = graphql(`
  query ApplyOutputs($labId: ID!) {
    lab(id: $labId) {
      id
      applies(first: 10) {
        id
        status
        output
        errorOutput
      }
    }
  }
`);
