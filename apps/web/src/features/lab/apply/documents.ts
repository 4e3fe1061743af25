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

/** What the commands printed; asked for only while somebody looks, because it can be long. */
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
