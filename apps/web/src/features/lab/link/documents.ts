import { graphql } from '../../../generated/gql.ts';

export const impairmentFields = graphql(`
  fragment ImpairmentFields on Impairment {
    delayMs
    jitterMs
    jitterDistribution
    lossPercent
    lossBurst
    lossStartPercent
    lossEndPercent
    lossBadPercent
    lossGoodPercent
    dropEvery
    dropMatching
    blackHoleMtu
    corruptPercent
    duplicatePercent
    reorderPercent
    rateKbit
    rateBurstBytes
    rateQueueMs
  }
`);

export const setLinkQualityMutation = graphql(`
  mutation SetLinkQuality($input: SetLinkQualityInput!) {
    setLinkQuality(input: $input) {
      __typename
      ... on SetLinkQualityPayload {
        container {
          ...ContainerFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const setLinkQualitiesMutation = graphql(`
  mutation SetLinkQualities($input: SetLinkQualitiesInput!) {
    setLinkQualities(input: $input) {
      __typename
      ... on SetLinkQualitiesPayload {
        lab {
          ...EditedLab
        }
      }
      ...Refusal
    }
  }
`);

export const linkLimitsQuery = graphql(`
  query LinkLimits($containerId: ID!) {
    node(id: $containerId) {
      __typename
      ... on Container {
        id
        host {
          id
          linkLimits {
            impairment
            direction
            lacks
          }
        }
      }
    }
  }
`);
