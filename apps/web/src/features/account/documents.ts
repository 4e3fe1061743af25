import { graphql } from '../../generated/gql.ts';

export const viewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      username
    }
  }
`);

export const profileQuery = graphql(`
  query Profile {
    viewer {
      id
      username
      createdAt
    }
  }
`);

export const signInMutation = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignInPayload {
        viewer {
          id
          username
        }
      }
      ... on UserError {
        code
        message
      }
      ... on RateLimitError {
        retryAfterSeconds
      }
    }
  }
`);

export const signUpMutation = graphql(`
  mutation SignUp($input: SignUpInput!) {
    signUp(input: $input) {
      __typename
      ... on SignUpPayload {
        viewer {
          id
          username
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
      ... on RateLimitError {
        retryAfterSeconds
      }
    }
  }
`);

export const signOutMutation = graphql(`
  mutation SignOut {
    signOut {
      __typename
      signedOut
    }
  }
`);
