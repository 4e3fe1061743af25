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
    "\n  fragment Refusal on UserError {\n    code\n    message\n    ... on ValidationError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on RateLimitError {\n      retryAfterSeconds\n    }\n  }\n": typeof types.RefusalFragmentDoc,
    "\n  query Viewer {\n    viewer {\n      id\n      username\n      operator\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  fragment QuotaUse on QuotaUse {\n    used\n    limit\n  }\n": typeof types.QuotaUseFragmentDoc,
    "\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n      operator\n      canBecomeOperator\n      usage {\n        labs {\n          ...QuotaUse\n        }\n        containers {\n          ...QuotaUse\n        }\n        networks {\n          ...QuotaUse\n        }\n        memoryMb {\n          ...QuotaUse\n        }\n      }\n    }\n  }\n": typeof types.ProfileDocument,
    "\n  query Sessions {\n    viewer {\n      id\n      sessions {\n        id\n        createdAt\n        lastSeenAt\n        userAgent\n        address\n        current\n      }\n    }\n  }\n": typeof types.SessionsDocument,
    "\n  query OwnedData {\n    viewer {\n      id\n      apiTokens {\n        id\n      }\n    }\n    labs(first: 100) {\n      totalCount\n      nodes {\n        id\n        containers {\n          id\n        }\n      }\n    }\n  }\n": typeof types.OwnedDataDocument,
    "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RevokeSessionDocument,
    "\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      __typename\n      signedOut\n    }\n  }\n": typeof types.SignOutEverywhereDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      __typename\n      ... on ChangePasswordPayload {\n        viewer {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  mutation BecomeOperator($input: BecomeOperatorInput!) {\n    becomeOperator(input: $input) {\n      __typename\n      ... on BecomeOperatorPayload {\n        viewer {\n          id\n          operator\n          canBecomeOperator\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.BecomeOperatorDocument,
    "\n  mutation DeleteAccount($input: DeleteAccountInput!) {\n    deleteAccount(input: $input) {\n      __typename\n      ... on DeleteAccountPayload {\n        deletedUserId\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DeleteAccountDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SignUpDocument,
    "\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.DashboardDocument,
    "\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n": typeof types.KnownIdsDocument,
    "\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n        lastUsedAt\n        scopes\n      }\n    }\n  }\n": typeof types.ApiTokensDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n          lastUsedAt\n          scopes\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CreateApiTokenDocument,
    "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RevokeApiTokenDocument,
    "\n  query Hosts {\n    hosts {\n      ...HostFigures\n    }\n  }\n": typeof types.HostsDocument,
    "\n  fragment HostFigures on Host {\n    id\n    state\n    reason\n    cordoned\n    reportedAt\n    agentVersion\n    dockerVersion\n    room {\n      cpus\n      loadAverage\n      memoryMb\n      memoryFreeMb\n      mostContainers\n      containers\n      labs\n    }\n    limitations\n    leftovers\n  }\n": typeof types.HostFiguresFragmentDoc,
    "\n  subscription HostChanges {\n    hostChanges {\n      ...HostFigures\n    }\n  }\n": typeof types.HostChangesDocument,
    "\n  mutation CordonHost($input: CordonHostInput!) {\n    cordonHost(input: $input) {\n      __typename\n      ... on CordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CordonHostDocument,
    "\n  mutation UncordonHost($input: UncordonHostInput!) {\n    uncordonHost(input: $input) {\n      __typename\n      ... on UncordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.UncordonHostDocument,
    "\n  mutation DrainHost($input: DrainHostInput!) {\n    drainHost(input: $input) {\n      __typename\n      ... on DrainHostPayload {\n        movedLabs\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DrainHostDocument,
    "\n  fragment ApplyFields on Apply {\n    id\n    revision\n    hostId\n    commandId\n    status\n    requestedAt\n    sentAt\n    finishedAt\n    durationMs\n  }\n": typeof types.ApplyFieldsFragmentDoc,
    "\n  query ApplyOutputs($labId: ID!) {\n    lab(id: $labId) {\n      id\n      applies(first: 10) {\n        id\n        status\n        output\n        errorOutput\n      }\n    }\n  }\n": typeof types.ApplyOutputsDocument,
    "\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    host {\n      id\n    }\n    position {\n      x\n      y\n    }\n    image {\n      id\n      name\n    }\n    gatewayChoice\n    defaultGateway\n    config {\n      sysctls {\n        name\n        value\n      }\n      env {\n        name\n        value\n      }\n      command\n      exec\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      ipv6Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n": typeof types.ContainerFieldsFragmentDoc,
    "\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n": typeof types.ImagesDocument,
    "\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CreateContainerDocument,
    "\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ConnectContainerDocument,
    "\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DeleteContainerDocument,
    "\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.StartContainerDocument,
    "\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.StopContainerDocument,
    "\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RestartContainerDocument,
    "\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DisconnectContainerDocument,
    "\n  mutation RenameContainer($input: RenameContainerInput!) {\n    renameContainer(input: $input) {\n      __typename\n      ... on RenameContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RenameContainerDocument,
    "\n  mutation UpdateContainer($input: UpdateContainerInput!) {\n    updateContainer(input: $input) {\n      __typename\n      ... on UpdateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.UpdateContainerDocument,
    "\n  mutation ImportLab($input: ImportLabInput!) {\n    importLab(input: $input) {\n      __typename\n      ... on ImportLabPayload {\n        lab {\n          id\n        }\n        networkCount\n        containerCount\n        notes {\n          severity\n          path\n          line\n          message\n        }\n        preview {\n          name\n          networks {\n            name\n            position {\n              x\n              y\n            }\n          }\n          containers {\n            name\n            image\n            position {\n              x\n              y\n            }\n            links {\n              network\n            }\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ImportLabDocument,
    "\n  fragment LabSummary on Lab {\n    id\n    name\n    folder\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n": typeof types.LabSummaryFragmentDoc,
    "\n  query Labs($first: Int!, $after: String, $search: String, $folder: String) {\n    labFolders\n    viewer {\n      id\n      usage {\n        containers {\n          used\n          limit\n        }\n      }\n    }\n    labs(first: $first, after: $after, search: $search, folder: $folder) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.LabsDocument,
    "\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n": typeof types.ViewerReadinessDocument,
    "\n  query CanSpread {\n    canSpread\n  }\n": typeof types.CanSpreadDocument,
    "\n  query LabTemplates {\n    labTemplates {\n      id\n      name\n      description\n      networkCount\n      containerCount\n      networks {\n        name\n        position {\n          x\n          y\n        }\n      }\n      containers {\n        name\n        image\n        position {\n          x\n          y\n        }\n        links {\n          network\n        }\n      }\n    }\n  }\n": typeof types.LabTemplatesDocument,
    "\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CreateLabDocument,
    "\n  fragment HistoryFields on LabHistory {\n    revision\n    canUndo\n    canRedo\n    undoStepId\n    redoStepId\n    undoLabel\n    redoLabel\n    undoWarning\n    redoWarning\n  }\n": typeof types.HistoryFieldsFragmentDoc,
    "\n  fragment EditedLab on Lab {\n    id\n    history {\n      ...HistoryFields\n    }\n  }\n": typeof types.EditedLabFragmentDoc,
    "\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    folder\n    instructions\n    history {\n      ...HistoryFields\n    }\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n": typeof types.LabFieldsFragmentDoc,
    "\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n": typeof types.LabDocument,
    "\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RenameLabDocument,
    "\n  mutation UpdateLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          folder\n          instructions\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.UpdateLabDocument,
    "\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DeleteLabDocument,
    "\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    ipv6Subnet\n    mtu\n    internet\n    createdAt\n    position {\n      x\n      y\n    }\n  }\n": typeof types.NetworkFieldsFragmentDoc,
    "\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CreateNetworkDocument,
    "\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DeleteNetworkDocument,
    "\n  mutation RenameNetwork($input: RenameNetworkInput!) {\n    renameNetwork(input: $input) {\n      __typename\n      ... on RenameNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RenameNetworkDocument,
    "\n  mutation UpdateNetwork($input: UpdateNetworkInput!) {\n    updateNetwork(input: $input) {\n      __typename\n      ... on UpdateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.UpdateNetworkDocument,
    "\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n": typeof types.LabChangesDocument,
    "\n  query LabHost($id: ID!) {\n    lab(id: $id) {\n      id\n      hosts {\n        id\n        state\n        reason\n      }\n    }\n  }\n": typeof types.LabHostDocument,
    "\n  mutation MoveLab($input: MoveLabInput!) {\n    moveLab(input: $input) {\n      __typename\n      ... on MoveLabPayload {\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.MoveLabDocument,
    "\n  fragment LabPlaces on Lab {\n    id\n    revision\n    history {\n      ...HistoryFields\n    }\n    networks {\n      id\n      position {\n        x\n        y\n      }\n    }\n    containers {\n      id\n      position {\n        x\n        y\n      }\n    }\n  }\n": typeof types.LabPlacesFragmentDoc,
    "\n  mutation MoveNodes($input: MoveNodesInput!) {\n    moveNodes(input: $input) {\n      __typename\n      ... on MoveNodesPayload {\n        lab {\n          ...LabPlaces\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.MoveNodesDocument,
    "\n  mutation CopyNodes($input: CopyNodesInput!) {\n    copyNodes(input: $input) {\n      __typename\n      ... on CopyNodesPayload {\n        nodeIds\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CopyNodesDocument,
    "\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ... on UndoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.UndoDocument,
    "\n  mutation Redo($input: RedoInput!) {\n    redo(input: $input) {\n      __typename\n      ... on RedoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RedoDocument,
    "\n  query ExportedLab($id: ID!, $format: LabFileFormat!) {\n    lab(id: $id) {\n      exported(format: $format) {\n        files {\n          path\n          contentBase64\n        }\n        notes {\n          severity\n          path\n          message\n        }\n      }\n    }\n  }\n": typeof types.ExportedLabDocument,
    "\n  query PaletteTargets {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.PaletteTargetsDocument,
    "\n  query ContainerTerminals($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n      ... on Container {\n        terminals {\n          name\n        }\n      }\n    }\n  }\n": typeof types.ContainerTerminalsDocument,
    "\n  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {\n    containerLogs(containerId: $containerId, tail: $tail, since: $since) {\n      lines {\n        at\n        stream\n        text\n      }\n      skipped\n    }\n  }\n": typeof types.ContainerLogsDocument,
    "\n  subscription ContainerStats($containerId: ID!) {\n    containerStats(containerId: $containerId) {\n      at\n      cpu\n      cpuLimit\n      memoryBytes\n      memoryLimitBytes\n      pids\n      interfaces {\n        name\n        network {\n          id\n          name\n        }\n        receivedBytesPerSecond\n        sentBytesPerSecond\n        receivedPacketsPerSecond\n        sentPacketsPerSecond\n      }\n    }\n  }\n": typeof types.ContainerStatsDocument,
    "\n  mutation CloseTerminal($input: CloseTerminalInput!) {\n    closeTerminal(input: $input) {\n      __typename\n      ... on CloseTerminalPayload {\n        closedTerminalName\n      }\n      ...Refusal\n    }\n  }\n": typeof types.CloseTerminalDocument,
};
const documents: Documents = {
    "\n  fragment Refusal on UserError {\n    code\n    message\n    ... on ValidationError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on RateLimitError {\n      retryAfterSeconds\n    }\n  }\n": types.RefusalFragmentDoc,
    "\n  query Viewer {\n    viewer {\n      id\n      username\n      operator\n    }\n  }\n": types.ViewerDocument,
    "\n  fragment QuotaUse on QuotaUse {\n    used\n    limit\n  }\n": types.QuotaUseFragmentDoc,
    "\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n      operator\n      canBecomeOperator\n      usage {\n        labs {\n          ...QuotaUse\n        }\n        containers {\n          ...QuotaUse\n        }\n        networks {\n          ...QuotaUse\n        }\n        memoryMb {\n          ...QuotaUse\n        }\n      }\n    }\n  }\n": types.ProfileDocument,
    "\n  query Sessions {\n    viewer {\n      id\n      sessions {\n        id\n        createdAt\n        lastSeenAt\n        userAgent\n        address\n        current\n      }\n    }\n  }\n": types.SessionsDocument,
    "\n  query OwnedData {\n    viewer {\n      id\n      apiTokens {\n        id\n      }\n    }\n    labs(first: 100) {\n      totalCount\n      nodes {\n        id\n        containers {\n          id\n        }\n      }\n    }\n  }\n": types.OwnedDataDocument,
    "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ...Refusal\n    }\n  }\n": types.RevokeSessionDocument,
    "\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      __typename\n      signedOut\n    }\n  }\n": types.SignOutEverywhereDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      __typename\n      ... on ChangePasswordPayload {\n        viewer {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  mutation BecomeOperator($input: BecomeOperatorInput!) {\n    becomeOperator(input: $input) {\n      __typename\n      ... on BecomeOperatorPayload {\n        viewer {\n          id\n          operator\n          canBecomeOperator\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.BecomeOperatorDocument,
    "\n  mutation DeleteAccount($input: DeleteAccountInput!) {\n    deleteAccount(input: $input) {\n      __typename\n      ... on DeleteAccountPayload {\n        deletedUserId\n      }\n      ...Refusal\n    }\n  }\n": types.DeleteAccountDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SignUpDocument,
    "\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n": types.SignOutDocument,
    "\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.DashboardDocument,
    "\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n": types.KnownIdsDocument,
    "\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n        lastUsedAt\n        scopes\n      }\n    }\n  }\n": types.ApiTokensDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n          lastUsedAt\n          scopes\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.CreateApiTokenDocument,
    "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ...Refusal\n    }\n  }\n": types.RevokeApiTokenDocument,
    "\n  query Hosts {\n    hosts {\n      ...HostFigures\n    }\n  }\n": types.HostsDocument,
    "\n  fragment HostFigures on Host {\n    id\n    state\n    reason\n    cordoned\n    reportedAt\n    agentVersion\n    dockerVersion\n    room {\n      cpus\n      loadAverage\n      memoryMb\n      memoryFreeMb\n      mostContainers\n      containers\n      labs\n    }\n    limitations\n    leftovers\n  }\n": types.HostFiguresFragmentDoc,
    "\n  subscription HostChanges {\n    hostChanges {\n      ...HostFigures\n    }\n  }\n": types.HostChangesDocument,
    "\n  mutation CordonHost($input: CordonHostInput!) {\n    cordonHost(input: $input) {\n      __typename\n      ... on CordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.CordonHostDocument,
    "\n  mutation UncordonHost($input: UncordonHostInput!) {\n    uncordonHost(input: $input) {\n      __typename\n      ... on UncordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.UncordonHostDocument,
    "\n  mutation DrainHost($input: DrainHostInput!) {\n    drainHost(input: $input) {\n      __typename\n      ... on DrainHostPayload {\n        movedLabs\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.DrainHostDocument,
    "\n  fragment ApplyFields on Apply {\n    id\n    revision\n    hostId\n    commandId\n    status\n    requestedAt\n    sentAt\n    finishedAt\n    durationMs\n  }\n": types.ApplyFieldsFragmentDoc,
    "\n  query ApplyOutputs($labId: ID!) {\n    lab(id: $labId) {\n      id\n      applies(first: 10) {\n        id\n        status\n        output\n        errorOutput\n      }\n    }\n  }\n": types.ApplyOutputsDocument,
    "\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    host {\n      id\n    }\n    position {\n      x\n      y\n    }\n    image {\n      id\n      name\n    }\n    gatewayChoice\n    defaultGateway\n    config {\n      sysctls {\n        name\n        value\n      }\n      env {\n        name\n        value\n      }\n      command\n      exec\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      ipv6Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n": types.ContainerFieldsFragmentDoc,
    "\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n": types.ImagesDocument,
    "\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.CreateContainerDocument,
    "\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ConnectContainerDocument,
    "\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.DeleteContainerDocument,
    "\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.StartContainerDocument,
    "\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.StopContainerDocument,
    "\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RestartContainerDocument,
    "\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.DisconnectContainerDocument,
    "\n  mutation RenameContainer($input: RenameContainerInput!) {\n    renameContainer(input: $input) {\n      __typename\n      ... on RenameContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RenameContainerDocument,
    "\n  mutation UpdateContainer($input: UpdateContainerInput!) {\n    updateContainer(input: $input) {\n      __typename\n      ... on UpdateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.UpdateContainerDocument,
    "\n  mutation ImportLab($input: ImportLabInput!) {\n    importLab(input: $input) {\n      __typename\n      ... on ImportLabPayload {\n        lab {\n          id\n        }\n        networkCount\n        containerCount\n        notes {\n          severity\n          path\n          line\n          message\n        }\n        preview {\n          name\n          networks {\n            name\n            position {\n              x\n              y\n            }\n          }\n          containers {\n            name\n            image\n            position {\n              x\n              y\n            }\n            links {\n              network\n            }\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ImportLabDocument,
    "\n  fragment LabSummary on Lab {\n    id\n    name\n    folder\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n": types.LabSummaryFragmentDoc,
    "\n  query Labs($first: Int!, $after: String, $search: String, $folder: String) {\n    labFolders\n    viewer {\n      id\n      usage {\n        containers {\n          used\n          limit\n        }\n      }\n    }\n    labs(first: $first, after: $after, search: $search, folder: $folder) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.LabsDocument,
    "\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n": types.ViewerReadinessDocument,
    "\n  query CanSpread {\n    canSpread\n  }\n": types.CanSpreadDocument,
    "\n  query LabTemplates {\n    labTemplates {\n      id\n      name\n      description\n      networkCount\n      containerCount\n      networks {\n        name\n        position {\n          x\n          y\n        }\n      }\n      containers {\n        name\n        image\n        position {\n          x\n          y\n        }\n        links {\n          network\n        }\n      }\n    }\n  }\n": types.LabTemplatesDocument,
    "\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.CreateLabDocument,
    "\n  fragment HistoryFields on LabHistory {\n    revision\n    canUndo\n    canRedo\n    undoStepId\n    redoStepId\n    undoLabel\n    redoLabel\n    undoWarning\n    redoWarning\n  }\n": types.HistoryFieldsFragmentDoc,
    "\n  fragment EditedLab on Lab {\n    id\n    history {\n      ...HistoryFields\n    }\n  }\n": types.EditedLabFragmentDoc,
    "\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    folder\n    instructions\n    history {\n      ...HistoryFields\n    }\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n": types.LabFieldsFragmentDoc,
    "\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n": types.LabDocument,
    "\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RenameLabDocument,
    "\n  mutation UpdateLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          folder\n          instructions\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n": types.UpdateLabDocument,
    "\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ...Refusal\n    }\n  }\n": types.DeleteLabDocument,
    "\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    ipv6Subnet\n    mtu\n    internet\n    createdAt\n    position {\n      x\n      y\n    }\n  }\n": types.NetworkFieldsFragmentDoc,
    "\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.CreateNetworkDocument,
    "\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.DeleteNetworkDocument,
    "\n  mutation RenameNetwork($input: RenameNetworkInput!) {\n    renameNetwork(input: $input) {\n      __typename\n      ... on RenameNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RenameNetworkDocument,
    "\n  mutation UpdateNetwork($input: UpdateNetworkInput!) {\n    updateNetwork(input: $input) {\n      __typename\n      ... on UpdateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.UpdateNetworkDocument,
    "\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n": types.LabChangesDocument,
    "\n  query LabHost($id: ID!) {\n    lab(id: $id) {\n      id\n      hosts {\n        id\n        state\n        reason\n      }\n    }\n  }\n": types.LabHostDocument,
    "\n  mutation MoveLab($input: MoveLabInput!) {\n    moveLab(input: $input) {\n      __typename\n      ... on MoveLabPayload {\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.MoveLabDocument,
    "\n  fragment LabPlaces on Lab {\n    id\n    revision\n    history {\n      ...HistoryFields\n    }\n    networks {\n      id\n      position {\n        x\n        y\n      }\n    }\n    containers {\n      id\n      position {\n        x\n        y\n      }\n    }\n  }\n": types.LabPlacesFragmentDoc,
    "\n  mutation MoveNodes($input: MoveNodesInput!) {\n    moveNodes(input: $input) {\n      __typename\n      ... on MoveNodesPayload {\n        lab {\n          ...LabPlaces\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.MoveNodesDocument,
    "\n  mutation CopyNodes($input: CopyNodesInput!) {\n    copyNodes(input: $input) {\n      __typename\n      ... on CopyNodesPayload {\n        nodeIds\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.CopyNodesDocument,
    "\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ... on UndoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.UndoDocument,
    "\n  mutation Redo($input: RedoInput!) {\n    redo(input: $input) {\n      __typename\n      ... on RedoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RedoDocument,
    "\n  query ExportedLab($id: ID!, $format: LabFileFormat!) {\n    lab(id: $id) {\n      exported(format: $format) {\n        files {\n          path\n          contentBase64\n        }\n        notes {\n          severity\n          path\n          message\n        }\n      }\n    }\n  }\n": types.ExportedLabDocument,
    "\n  query PaletteTargets {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.PaletteTargetsDocument,
    "\n  query ContainerTerminals($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n      ... on Container {\n        terminals {\n          name\n        }\n      }\n    }\n  }\n": types.ContainerTerminalsDocument,
    "\n  subscription ContainerLogs($containerId: ID!, $tail: Int!, $since: DateTime) {\n    containerLogs(containerId: $containerId, tail: $tail, since: $since) {\n      lines {\n        at\n        stream\n        text\n      }\n      skipped\n    }\n  }\n": types.ContainerLogsDocument,
    "\n  subscription ContainerStats($containerId: ID!) {\n    containerStats(containerId: $containerId) {\n      at\n      cpu\n      cpuLimit\n      memoryBytes\n      memoryLimitBytes\n      pids\n      interfaces {\n        name\n        network {\n          id\n          name\n        }\n        receivedBytesPerSecond\n        sentBytesPerSecond\n        receivedPacketsPerSecond\n        sentPacketsPerSecond\n      }\n    }\n  }\n": types.ContainerStatsDocument,
    "\n  mutation CloseTerminal($input: CloseTerminalInput!) {\n    closeTerminal(input: $input) {\n      __typename\n      ... on CloseTerminalPayload {\n        closedTerminalName\n      }\n      ...Refusal\n    }\n  }\n": types.CloseTerminalDocument,
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
export function graphql(source: "\n  fragment Refusal on UserError {\n    code\n    message\n    ... on ValidationError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on RateLimitError {\n      retryAfterSeconds\n    }\n  }\n"): (typeof documents)["\n  fragment Refusal on UserError {\n    code\n    message\n    ... on ValidationError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on RateLimitError {\n      retryAfterSeconds\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      id\n      username\n      operator\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      id\n      username\n      operator\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QuotaUse on QuotaUse {\n    used\n    limit\n  }\n"): (typeof documents)["\n  fragment QuotaUse on QuotaUse {\n    used\n    limit\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n      operator\n      canBecomeOperator\n      usage {\n        labs {\n          ...QuotaUse\n        }\n        containers {\n          ...QuotaUse\n        }\n        networks {\n          ...QuotaUse\n        }\n        memoryMb {\n          ...QuotaUse\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Profile {\n    viewer {\n      id\n      username\n      createdAt\n      operator\n      canBecomeOperator\n      usage {\n        labs {\n          ...QuotaUse\n        }\n        containers {\n          ...QuotaUse\n        }\n        networks {\n          ...QuotaUse\n        }\n        memoryMb {\n          ...QuotaUse\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions {\n    viewer {\n      id\n      sessions {\n        id\n        createdAt\n        lastSeenAt\n        userAgent\n        address\n        current\n      }\n    }\n  }\n"): (typeof documents)["\n  query Sessions {\n    viewer {\n      id\n      sessions {\n        id\n        createdAt\n        lastSeenAt\n        userAgent\n        address\n        current\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OwnedData {\n    viewer {\n      id\n      apiTokens {\n        id\n      }\n    }\n    labs(first: 100) {\n      totalCount\n      nodes {\n        id\n        containers {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query OwnedData {\n    viewer {\n      id\n      apiTokens {\n        id\n      }\n    }\n    labs(first: 100) {\n      totalCount\n      nodes {\n        id\n        containers {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      __typename\n      signedOut\n    }\n  }\n"): (typeof documents)["\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      __typename\n      signedOut\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      __typename\n      ... on ChangePasswordPayload {\n        viewer {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      __typename\n      ... on ChangePasswordPayload {\n        viewer {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BecomeOperator($input: BecomeOperatorInput!) {\n    becomeOperator(input: $input) {\n      __typename\n      ... on BecomeOperatorPayload {\n        viewer {\n          id\n          operator\n          canBecomeOperator\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation BecomeOperator($input: BecomeOperatorInput!) {\n    becomeOperator(input: $input) {\n      __typename\n      ... on BecomeOperatorPayload {\n        viewer {\n          id\n          operator\n          canBecomeOperator\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteAccount($input: DeleteAccountInput!) {\n    deleteAccount(input: $input) {\n      __typename\n      ... on DeleteAccountPayload {\n        deletedUserId\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteAccount($input: DeleteAccountInput!) {\n    deleteAccount(input: $input) {\n      __typename\n      ... on DeleteAccountPayload {\n        deletedUserId\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      __typename\n      ... on SignInPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SignUp($input: SignUpInput!) {\n    signUp(input: $input) {\n      __typename\n      ... on SignUpPayload {\n        viewer {\n          id\n          username\n          operator\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut {\n      __typename\n      signedOut\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Dashboard {\n    viewerReadiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n      container {\n        id\n        name\n        lab {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query KnownIds {\n    labs(first: 10) {\n      nodes {\n        id\n        networks {\n          id\n        }\n        containers {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n        lastUsedAt\n        scopes\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApiTokens {\n    viewer {\n      id\n      apiTokens {\n        id\n        name\n        createdAt\n        expiresAt\n        lastUsedAt\n        scopes\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n          lastUsedAt\n          scopes\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      __typename\n      ... on CreateApiTokenPayload {\n        secret\n        apiToken {\n          id\n          name\n          createdAt\n          expiresAt\n          lastUsedAt\n          scopes\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      __typename\n      ... on RevokeApiTokenPayload {\n        revokedTokenId\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Hosts {\n    hosts {\n      ...HostFigures\n    }\n  }\n"): (typeof documents)["\n  query Hosts {\n    hosts {\n      ...HostFigures\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HostFigures on Host {\n    id\n    state\n    reason\n    cordoned\n    reportedAt\n    agentVersion\n    dockerVersion\n    room {\n      cpus\n      loadAverage\n      memoryMb\n      memoryFreeMb\n      mostContainers\n      containers\n      labs\n    }\n    limitations\n    leftovers\n  }\n"): (typeof documents)["\n  fragment HostFigures on Host {\n    id\n    state\n    reason\n    cordoned\n    reportedAt\n    agentVersion\n    dockerVersion\n    room {\n      cpus\n      loadAverage\n      memoryMb\n      memoryFreeMb\n      mostContainers\n      containers\n      labs\n    }\n    limitations\n    leftovers\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription HostChanges {\n    hostChanges {\n      ...HostFigures\n    }\n  }\n"): (typeof documents)["\n  subscription HostChanges {\n    hostChanges {\n      ...HostFigures\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CordonHost($input: CordonHostInput!) {\n    cordonHost(input: $input) {\n      __typename\n      ... on CordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CordonHost($input: CordonHostInput!) {\n    cordonHost(input: $input) {\n      __typename\n      ... on CordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UncordonHost($input: UncordonHostInput!) {\n    uncordonHost(input: $input) {\n      __typename\n      ... on UncordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation UncordonHost($input: UncordonHostInput!) {\n    uncordonHost(input: $input) {\n      __typename\n      ... on UncordonHostPayload {\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DrainHost($input: DrainHostInput!) {\n    drainHost(input: $input) {\n      __typename\n      ... on DrainHostPayload {\n        movedLabs\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DrainHost($input: DrainHostInput!) {\n    drainHost(input: $input) {\n      __typename\n      ... on DrainHostPayload {\n        movedLabs\n        host {\n          ...HostFigures\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
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
export function graphql(source: "\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    host {\n      id\n    }\n    position {\n      x\n      y\n    }\n    image {\n      id\n      name\n    }\n    gatewayChoice\n    defaultGateway\n    config {\n      sysctls {\n        name\n        value\n      }\n      env {\n        name\n        value\n      }\n      command\n      exec\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      ipv6Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ContainerFields on Container {\n    id\n    name\n    createdAt\n    host {\n      id\n    }\n    position {\n      x\n      y\n    }\n    image {\n      id\n      name\n    }\n    gatewayChoice\n    defaultGateway\n    config {\n      sysctls {\n        name\n        value\n      }\n      env {\n        name\n        value\n      }\n      command\n      exec\n    }\n    readiness {\n      phase\n      reason\n      since\n      elapsedMs\n      version\n      phases {\n        phase\n        at\n        durationMs\n      }\n    }\n    interfaces {\n      name\n      ipv4Address\n      ipv6Address\n      macAddress\n      network {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n"): (typeof documents)["\n  query Images {\n    images {\n      id\n      name\n      description\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CreateContainer($input: CreateContainerInput!) {\n    createContainer(input: $input) {\n      __typename\n      ... on CreateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ConnectContainer($input: ConnectContainerInput!) {\n    connectContainer(input: $input) {\n      __typename\n      ... on ConnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteContainer($input: DeleteContainerInput!) {\n    deleteContainer(input: $input) {\n      __typename\n      ... on DeleteContainerPayload {\n        deletedContainerId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation StartContainer($input: StartContainerInput!) {\n    startContainer(input: $input) {\n      __typename\n      ... on StartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation StopContainer($input: StopContainerInput!) {\n    stopContainer(input: $input) {\n      __typename\n      ... on StopContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestartContainer($input: RestartContainerInput!) {\n    restartContainer(input: $input) {\n      __typename\n      ... on RestartContainerPayload {\n        container {\n          ...ContainerFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DisconnectContainer($input: DisconnectContainerInput!) {\n    disconnectContainer(input: $input) {\n      __typename\n      ... on DisconnectContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameContainer($input: RenameContainerInput!) {\n    renameContainer(input: $input) {\n      __typename\n      ... on RenameContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RenameContainer($input: RenameContainerInput!) {\n    renameContainer(input: $input) {\n      __typename\n      ... on RenameContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateContainer($input: UpdateContainerInput!) {\n    updateContainer(input: $input) {\n      __typename\n      ... on UpdateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateContainer($input: UpdateContainerInput!) {\n    updateContainer(input: $input) {\n      __typename\n      ... on UpdateContainerPayload {\n        container {\n          ...ContainerFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportLab($input: ImportLabInput!) {\n    importLab(input: $input) {\n      __typename\n      ... on ImportLabPayload {\n        lab {\n          id\n        }\n        networkCount\n        containerCount\n        notes {\n          severity\n          path\n          line\n          message\n        }\n        preview {\n          name\n          networks {\n            name\n            position {\n              x\n              y\n            }\n          }\n          containers {\n            name\n            image\n            position {\n              x\n              y\n            }\n            links {\n              network\n            }\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ImportLab($input: ImportLabInput!) {\n    importLab(input: $input) {\n      __typename\n      ... on ImportLabPayload {\n        lab {\n          id\n        }\n        networkCount\n        containerCount\n        notes {\n          severity\n          path\n          line\n          message\n        }\n        preview {\n          name\n          networks {\n            name\n            position {\n              x\n              y\n            }\n          }\n          containers {\n            name\n            image\n            position {\n              x\n              y\n            }\n            links {\n              network\n            }\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LabSummary on Lab {\n    id\n    name\n    folder\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LabSummary on Lab {\n    id\n    name\n    folder\n    createdAt\n    networks {\n      id\n    }\n    containers {\n      id\n      readiness {\n        phase\n        version\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Labs($first: Int!, $after: String, $search: String, $folder: String) {\n    labFolders\n    viewer {\n      id\n      usage {\n        containers {\n          used\n          limit\n        }\n      }\n    }\n    labs(first: $first, after: $after, search: $search, folder: $folder) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Labs($first: Int!, $after: String, $search: String, $folder: String) {\n    labFolders\n    viewer {\n      id\n      usage {\n        containers {\n          used\n          limit\n        }\n      }\n    }\n    labs(first: $first, after: $after, search: $search, folder: $folder) {\n      nodes {\n        ...LabSummary\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ViewerReadiness {\n    viewerReadiness {\n      phase\n      version\n      container {\n        id\n        readiness {\n          phase\n          version\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CanSpread {\n    canSpread\n  }\n"): (typeof documents)["\n  query CanSpread {\n    canSpread\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LabTemplates {\n    labTemplates {\n      id\n      name\n      description\n      networkCount\n      containerCount\n      networks {\n        name\n        position {\n          x\n          y\n        }\n      }\n      containers {\n        name\n        image\n        position {\n          x\n          y\n        }\n        links {\n          network\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query LabTemplates {\n    labTemplates {\n      id\n      name\n      description\n      networkCount\n      containerCount\n      networks {\n        name\n        position {\n          x\n          y\n        }\n      }\n      containers {\n        name\n        image\n        position {\n          x\n          y\n        }\n        links {\n          network\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CreateLab($input: CreateLabInput!) {\n    createLab(input: $input) {\n      __typename\n      ... on CreateLabPayload {\n        lab {\n          ...LabSummary\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HistoryFields on LabHistory {\n    revision\n    canUndo\n    canRedo\n    undoStepId\n    redoStepId\n    undoLabel\n    redoLabel\n    undoWarning\n    redoWarning\n  }\n"): (typeof documents)["\n  fragment HistoryFields on LabHistory {\n    revision\n    canUndo\n    canRedo\n    undoStepId\n    redoStepId\n    undoLabel\n    redoLabel\n    undoWarning\n    redoWarning\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EditedLab on Lab {\n    id\n    history {\n      ...HistoryFields\n    }\n  }\n"): (typeof documents)["\n  fragment EditedLab on Lab {\n    id\n    history {\n      ...HistoryFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    folder\n    instructions\n    history {\n      ...HistoryFields\n    }\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n"): (typeof documents)["\n  fragment LabFields on Lab {\n    id\n    name\n    revision\n    createdAt\n    folder\n    instructions\n    history {\n      ...HistoryFields\n    }\n    networks {\n      ...NetworkFields\n    }\n    containers {\n      ...ContainerFields\n    }\n    applies(first: 10) {\n      ...ApplyFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n"): (typeof documents)["\n  query Lab($id: ID!) {\n    lab(id: $id) {\n      ...LabFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RenameLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          revision\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          folder\n          instructions\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateLab($input: UpdateLabInput!) {\n    updateLab(input: $input) {\n      __typename\n      ... on UpdateLabPayload {\n        lab {\n          id\n          name\n          folder\n          instructions\n          revision\n        }\n      }\n      ... on UserError {\n        code\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteLab($input: DeleteLabInput!) {\n    deleteLab(input: $input) {\n      __typename\n      ... on DeleteLabPayload {\n        deletedLabId\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    ipv6Subnet\n    mtu\n    internet\n    createdAt\n    position {\n      x\n      y\n    }\n  }\n"): (typeof documents)["\n  fragment NetworkFields on Network {\n    id\n    name\n    phase\n    reason\n    ipv4Subnet\n    ipv6Subnet\n    mtu\n    internet\n    createdAt\n    position {\n      x\n      y\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CreateNetwork($input: CreateNetworkInput!) {\n    createNetwork(input: $input) {\n      __typename\n      ... on CreateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteNetwork($input: DeleteNetworkInput!) {\n    deleteNetwork(input: $input) {\n      __typename\n      ... on DeleteNetworkPayload {\n        deletedNetworkId\n        lab {\n          ...EditedLab\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameNetwork($input: RenameNetworkInput!) {\n    renameNetwork(input: $input) {\n      __typename\n      ... on RenameNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RenameNetwork($input: RenameNetworkInput!) {\n    renameNetwork(input: $input) {\n      __typename\n      ... on RenameNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateNetwork($input: UpdateNetworkInput!) {\n    updateNetwork(input: $input) {\n      __typename\n      ... on UpdateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateNetwork($input: UpdateNetworkInput!) {\n    updateNetwork(input: $input) {\n      __typename\n      ... on UpdateNetworkPayload {\n        network {\n          ...NetworkFields\n          lab {\n            ...EditedLab\n          }\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription LabChanges($labId: ID!) {\n    labChanges(labId: $labId) {\n      __typename\n      ... on LabUpdated {\n        lab {\n          ...LabFields\n        }\n      }\n      ... on LabDeleted {\n        labId\n      }\n      ... on NetworkChanged {\n        network {\n          ...NetworkFields\n        }\n      }\n      ... on NetworkDeleted {\n        networkId\n      }\n      ... on ContainerChanged {\n        container {\n          ...ContainerFields\n        }\n      }\n      ... on ContainerDeleted {\n        containerId\n      }\n      ... on ApplyChanged {\n        apply {\n          ...ApplyFields\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LabHost($id: ID!) {\n    lab(id: $id) {\n      id\n      hosts {\n        id\n        state\n        reason\n      }\n    }\n  }\n"): (typeof documents)["\n  query LabHost($id: ID!) {\n    lab(id: $id) {\n      id\n      hosts {\n        id\n        state\n        reason\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveLab($input: MoveLabInput!) {\n    moveLab(input: $input) {\n      __typename\n      ... on MoveLabPayload {\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation MoveLab($input: MoveLabInput!) {\n    moveLab(input: $input) {\n      __typename\n      ... on MoveLabPayload {\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LabPlaces on Lab {\n    id\n    revision\n    history {\n      ...HistoryFields\n    }\n    networks {\n      id\n      position {\n        x\n        y\n      }\n    }\n    containers {\n      id\n      position {\n        x\n        y\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LabPlaces on Lab {\n    id\n    revision\n    history {\n      ...HistoryFields\n    }\n    networks {\n      id\n      position {\n        x\n        y\n      }\n    }\n    containers {\n      id\n      position {\n        x\n        y\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveNodes($input: MoveNodesInput!) {\n    moveNodes(input: $input) {\n      __typename\n      ... on MoveNodesPayload {\n        lab {\n          ...LabPlaces\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation MoveNodes($input: MoveNodesInput!) {\n    moveNodes(input: $input) {\n      __typename\n      ... on MoveNodesPayload {\n        lab {\n          ...LabPlaces\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CopyNodes($input: CopyNodesInput!) {\n    copyNodes(input: $input) {\n      __typename\n      ... on CopyNodesPayload {\n        nodeIds\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CopyNodes($input: CopyNodesInput!) {\n    copyNodes(input: $input) {\n      __typename\n      ... on CopyNodesPayload {\n        nodeIds\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ... on UndoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ... on UndoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Redo($input: RedoInput!) {\n    redo(input: $input) {\n      __typename\n      ... on RedoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation Redo($input: RedoInput!) {\n    redo(input: $input) {\n      __typename\n      ... on RedoPayload {\n        label\n        lab {\n          ...LabFields\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportedLab($id: ID!, $format: LabFileFormat!) {\n    lab(id: $id) {\n      exported(format: $format) {\n        files {\n          path\n          contentBase64\n        }\n        notes {\n          severity\n          path\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ExportedLab($id: ID!, $format: LabFileFormat!) {\n    lab(id: $id) {\n      exported(format: $format) {\n        files {\n          path\n          contentBase64\n        }\n        notes {\n          severity\n          path\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PaletteTargets {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PaletteTargets {\n    labs(first: 100) {\n      nodes {\n        id\n        name\n        containers {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
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
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseTerminal($input: CloseTerminalInput!) {\n    closeTerminal(input: $input) {\n      __typename\n      ... on CloseTerminalPayload {\n        closedTerminalName\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CloseTerminal($input: CloseTerminalInput!) {\n    closeTerminal(input: $input) {\n      __typename\n      ... on CloseTerminalPayload {\n        closedTerminalName\n      }\n      ...Refusal\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;