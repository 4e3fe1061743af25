/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Viewer {\n    viewer {\n      id\n      username\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n    }\n  }\n": typeof types.ProfileDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.SignUpDocument,
    "\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n": typeof types.KnownIdsDocument,
    "\n  fragment ApplyFields on Apply {\n    id\n    revision\n    hostId\n    commandId\n    status\n    requestedAt\n    sentAt\n    finishedAt\n    durationMs\n  }\n": typeof types.ApplyFieldsFragmentDoc,
    "\n  query ApplyOutputs($labId: ID!) {\n    lab(id: $labId) {\n      id\n      applies(first: 10) {\n        id\n        status\n        output\n        errorOutput\n      }\n    }\n  }\n": typeof types.ApplyOutputsDocument,
    "\n  query Places {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.PlacesDocument,
    "\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    image {\n      id\n      name\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n": typeof types.ContainerFieldsFragmentDoc,
    "\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n": typeof types.ImagesDocument,
    "\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.CreateContainerDocument,
    "\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.ConnectContainerDocument,
    "\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeleteContainerDocument,
    "\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.StartContainerDocument,
    "\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.StopContainerDocument,
    "\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RestartContainerDocument,
    "\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DisconnectContainerDocument,
    "\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.DashboardDocument,
    "\n  query Labs($first: Int!, $after: String) {\n    labs(first: $first, after: $after) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.LabsDocument,
    "\n  fragment LabSummary on Lab {\n    id\n    name\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n": typeof types.LabSummaryFragmentDoc,
    "\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n": typeof types.ViewerReadinessDocument,
    "\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n": typeof types.LabFieldsFragmentDoc,
    "\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n": typeof types.LabDocument,
    "\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n": typeof types.LabChangesDocument,
    "\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.CreateLabDocument,
    "\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.RenameLabDocument,
    "\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeleteLabDocument,
    "\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    internet\n    createdAt\n  }\n": typeof types.NetworkFieldsFragmentDoc,
    "\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.CreateNetworkDocument,
    "\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeleteNetworkDocument,
    "\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n      }\n    }\n  }\n": typeof types.ApiTokensDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.CreateApiTokenDocument,
    "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RevokeApiTokenDocument,
    "\n  query ContainerTerminals($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n      ... on Container {\n        terminals {\n          name\n        }\n      }\n    }\n  }\n": typeof types.ContainerTerminalsDocument,
    "\n  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {\n    containerLogs(containerId: $containerId, tail: $tail, since: $since) {\n      lines {\n        at\n        stream\n        text\n      }\n      skipped\n    }\n  }\n": typeof types.ContainerLogsDocument,
    "\n  subscription ContainerStats($containerId: ID!) {\n    containerStats(containerId: $containerId) {\n      at\n      cpu\n      cpuLimit\n      memoryBytes\n      memoryLimitBytes\n      pids\n      interfaces {\n        name\n        network {\n          id\n          name\n        }\n        receivedBytesPerSecond\n        sentBytesPerSecond\n        receivedPacketsPerSecond\n        sentPacketsPerSecond\n      }\n    }\n  }\n": typeof types.ContainerStatsDocument,
};
const documents: Documents = {
    "\n  query Viewer {\n    viewer {\n      id\n      username\n    }\n  }\n": types.ViewerDocument,
    "\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n    }\n  }\n": types.ProfileDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n": types.SignUpDocument,
    "\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n": types.SignOutDocument,
    "\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n": types.KnownIdsDocument,
    "\n  fragment ApplyFields on Apply {\n    id\n    revision\n    hostId\n    commandId\n    status\n    requestedAt\n    sentAt\n    finishedAt\n    durationMs\n  }\n": types.ApplyFieldsFragmentDoc,
    "\n  query ApplyOutputs($labId: ID!) {\n    lab(id: $labId) {\n      id\n      applies(first: 10) {\n        id\n        status\n        output\n        errorOutput\n      }\n    }\n  }\n": types.ApplyOutputsDocument,
    "\n  query Places {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.PlacesDocument,
    "\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    image {\n      id\n      name\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n": types.ContainerFieldsFragmentDoc,
    "\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n": types.ImagesDocument,
    "\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.CreateContainerDocument,
    "\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.ConnectContainerDocument,
    "\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.DeleteContainerDocument,
    "\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.StartContainerDocument,
    "\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.StopContainerDocument,
    "\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.RestartContainerDocument,
    "\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.DisconnectContainerDocument,
    "\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.DashboardDocument,
    "\n  query Labs($first: Int!, $after: String) {\n    labs(first: $first, after: $after) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.LabsDocument,
    "\n  fragment LabSummary on Lab {\n    id\n    name\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n": types.LabSummaryFragmentDoc,
    "\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n": types.ViewerReadinessDocument,
    "\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n": types.LabFieldsFragmentDoc,
    "\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n": types.LabDocument,
    "\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n": types.LabChangesDocument,
    "\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.CreateLabDocument,
    "\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.RenameLabDocument,
    "\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.DeleteLabDocument,
    "\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    internet\n    createdAt\n  }\n": types.NetworkFieldsFragmentDoc,
    "\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.CreateNetworkDocument,
    "\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.DeleteNetworkDocument,
    "\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n      }\n    }\n  }\n": types.ApiTokensDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.CreateApiTokenDocument,
    "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n": types.RevokeApiTokenDocument,
    "\n  query ContainerTerminals($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n      ... on Container {\n        terminals {\n          name\n        }\n      }\n    }\n  }\n": types.ContainerTerminalsDocument,
    "\n  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {\n    containerLogs(containerId: $containerId, tail: $tail, since: $since) {\n      lines {\n        at\n        stream\n        text\n      }\n      skipped\n    }\n  }\n": types.ContainerLogsDocument,
    "\n  subscription ContainerStats($containerId: ID!) {\n    containerStats(containerId: $containerId) {\n      at\n      cpu\n      cpuLimit\n      memoryBytes\n      memoryLimitBytes\n      pids\n      interfaces {\n        name\n        network {\n          id\n          name\n        }\n        receivedBytesPerSecond\n        sentBytesPerSecond\n        receivedPacketsPerSecond\n        sentPacketsPerSecond\n      }\n    }\n  }\n": types.ContainerStatsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      id\n      username\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      id\n      username\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n    }\n  }\n"): (typeof documents)["\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on RateLimitError {\n        retryAfterSeconds\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApplyFields on Apply {\n    id\n    revision\n    hostId\n    commandId\n    status\n    requestedAt\n    sentAt\n    finishedAt\n    durationMs\n  }\n"): (typeof documents)["\n  fragment ApplyFields on Apply {\n    id\n    revision\n    hostId\n    commandId\n    status\n    requestedAt\n    sentAt\n    finishedAt\n    durationMs\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApplyOutputs($labId: ID!) {\n    lab(id: $labId) {\n      id\n      applies(first: 10) {\n        id\n        status\n        output\n        errorOutput\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApplyOutputs($labId: ID!) {\n    lab(id: $labId) {\n      id\n      applies(first: 10) {\n        id\n        status\n        output\n        errorOutput\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Places {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Places {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    image {\n      id\n      name\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    image {\n      id\n      name\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n"): (typeof documents)["\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Labs($first: Int!, $after: String) {\n    labs(first: $first, after: $after) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Labs($first: Int!, $after: String) {\n    labs(first: $first, after: $after) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LabSummary on Lab {\n    id\n    name\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LabSummary on Lab {\n    id\n    name\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n"): (typeof documents)["\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n"): (typeof documents)["\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    internet\n    createdAt\n  }\n"): (typeof documents)["\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    internet\n    createdAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ... on UserError {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContainerTerminals($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n      ... on Container {\n        terminals {\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ContainerTerminals($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n      ... on Container {\n        terminals {\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {\n    containerLogs(containerId: $containerId, tail: $tail, since: $since) {\n      lines {\n        at\n        stream\n        text\n      }\n      skipped\n    }\n  }\n"): (typeof documents)["\n  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {\n    containerLogs(containerId: $containerId, tail: $tail, since: $since) {\n      lines {\n        at\n        stream\n        text\n      }\n      skipped\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ContainerStats($containerId: ID!) {\n    containerStats(containerId: $containerId) {\n      at\n      cpu\n      cpuLimit\n      memoryBytes\n      memoryLimitBytes\n      pids\n      interfaces {\n        name\n        network {\n          id\n          name\n        }\n        receivedBytesPerSecond\n        sentBytesPerSecond\n        receivedPacketsPerSecond\n        sentPacketsPerSecond\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ContainerStats($containerId: ID!) {\n    containerStats(containerId: $containerId) {\n      at\n      cpu\n      cpuLimit\n      memoryBytes\n      memoryLimitBytes\n      pids\n      interfaces {\n        name\n        network {\n          id\n          name\n        }\n        receivedBytesPerSecond\n        sentBytesPerSecond\n        receivedPacketsPerSecond\n        sentPacketsPerSecond\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;