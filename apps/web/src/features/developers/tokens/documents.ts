import { graphql } from '../../../generated/gql.ts';

export const apiTokensQuery = graphql(`
  query ApiTokens {
    viewer {
      id
      apiTokens {
        id
        name
        createdAt
        expiresAt
        lastUsedAt
        scopes
      }
    }
  }
`);

export const createApiTokenMutation = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      __typename
      ... on CreateApiTokenPayload {
        secret
        apiToken {
          id
          name
          createdAt
          expiresAt
          lastUsedAt
          scopes
        }
      }
      ...Refusal
    }
  }
`);

export const revokeApiTokenMutation = graphql(`
  mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) {
      __typename
      ... on RevokeApiTokenPayload {
        revokedTokenId
      }
      ...Refusal
    }
  }
`);
