import { graphql } from '../../generated/gql.ts';

export const viewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      username
      operator
    }
  }
`);

export const quotaUse = graphql(`
  fragment QuotaUse on QuotaUse {
    used
    limit
  }
`);

export const profileQuery = graphql(`
  query Profile {
    viewer {
      id
      username
      createdAt
      operator
      canBecomeOperator
      usage {
        labs {
          ...QuotaUse
        }
        containers {
          ...QuotaUse
        }
        networks {
          ...QuotaUse
        }
        images {
          ...QuotaUse
        }
        snapshots {
          ...QuotaUse
        }
        snapshotMb {
          ...QuotaUse
        }
        memoryMb {
          ...QuotaUse
        }
      }
    }
  }
`);

export const sessionsQuery = graphql(`
  query Sessions {
    viewer {
      id
      sessions {
        id
        createdAt
        lastSeenAt
        userAgent
        address
        current
      }
    }
  }
`);

/** What is deleted with the account. */
export const ownedDataQuery = graphql(`
  query OwnedData {
    viewer {
      id
      apiTokens {
        id
      }
    }
    labs(first: 100) {
      totalCount
      nodes {
        id
        containers {
          id
        }
      }
    }
  }
`);

export const revokeSessionMutation = graphql(`
  mutation RevokeSession($input: RevokeSessionInput!) {
    revokeSession(input: $input) {
      __typename
      ... on RevokeSessionPayload {
        revokedSessionId
      }
      ...Refusal
    }
  }
`);

export const signOutEverywhereMutation = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      __typename
      signedOut
    }
  }
`);

export const changePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      __typename
      ... on ChangePasswordPayload {
        viewer {
          id
        }
      }
      ...Refusal
    }
  }
`);

export const becomeOperatorMutation = graphql(`
  mutation BecomeOperator($input: BecomeOperatorInput!) {
    becomeOperator(input: $input) {
      __typename
      ... on BecomeOperatorPayload {
        viewer {
          id
          operator
          canBecomeOperator
        }
      }
      ...Refusal
    }
  }
`);

export const deleteAccountMutation = graphql(`
  mutation DeleteAccount($input: DeleteAccountInput!) {
    deleteAccount(input: $input) {
      __typename
      ... on DeleteAccountPayload {
        deletedUserId
      }
      ...Refusal
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
          operator
        }
      }
      ...Refusal
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
          operator
        }
      }
      ...Refusal
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
