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
      ... on UserError {
        code
        message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
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
      ... on UserError {
        code
        message
      }
    }
  }
`);
