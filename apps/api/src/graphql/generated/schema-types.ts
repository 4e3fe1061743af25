import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserModel as UserModelModel } from '../../identity/user-model.ts';
import type { ApiTokenModel as ApiTokenModelModel, SessionModel as SessionModelModel } from '../../identity/credential-models.ts';
import type { LabTemplate as LabTemplateModel } from '@pineapple/core';
import type { LabSnapshot as LabSnapshotModel, NetworkModel as NetworkModelModel, ContainerModel as ContainerModelModel, AnnotationModel as AnnotationModelModel, InterfaceModel as InterfaceModelModel, ReadinessModel as ReadinessModelModel, LabHostModel as LabHostModelModel } from '../../live-lab/lab-snapshot.ts';
import type { ApplyModel as ApplyModelModel } from '../../live-lab/apply-model.ts';
import type { ImageModel as ImageModelModel } from '../../live-lab/catalogue.ts';
import type { StoredImage as StoredImageModel, StoredSnapshot as StoredSnapshotModel } from '@pineapple/store';
import type { ImageLayer as ImageLayerModel } from '@pineapple/host-link/protocol';
import type { HostModel as HostModelModel } from '../../live-hosts/host-model.ts';
import type { RequestContext } from '../../context/request-context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A subnet in CIDR notation, such as 10.0.1.0/24 or fd00::/64. */
  CIDR: { input: string; output: string; }
  /** A point in time: RFC 3339 in UTC, with milliseconds, such as 2026-01-31T12:00:00.000Z. */
  DateTime: { input: string; output: string; }
  /** An IP address, such as 10.0.1.10 or fd00::10. */
  IPAddress: { input: string; output: string; }
};

/** An address of an interface. */
export type AddressRow = {
  __typename?: 'AddressRow';
  /** With its prefix length, such as 10.0.1.2/24. */
  address: Scalars['String']['output'];
  /** The name of the interface. */
  interface: Scalars['String']['output'];
  /** global, link or host. */
  scope: Scalars['String']['output'];
};

/** A note or a frame on the canvas of a lab. Nothing changes on the hosts. */
export type Annotation = Node & {
  __typename?: 'Annotation';
  /** Its colour. */
  colour: AnnotationColour;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** In canvas units, from 32 to 20000. */
  height: Scalars['Float']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** What it is drawn as. */
  kind: AnnotationKind;
  /** Its upper left corner. */
  position: Position;
  /** Plain text: of a note up to 2,000 characters, of a frame a title of up to 100 in one line. May be empty. */
  text: Scalars['String']['output'];
  /** In canvas units, from 48 to 20000. */
  width: Scalars['Float']['output'];
};

/** The colour of an annotation. The page shows it in a shade that fits its theme. */
export type AnnotationColour =
  /** Blue. */
  | 'BLUE'
  /** Green. */
  | 'GREEN'
  /** Grey. */
  | 'GREY'
  /** Purple. */
  | 'PURPLE'
  /** Red. */
  | 'RED'
  /** Yellow. */
  | 'YELLOW';

/** What an annotation is drawn as. */
export type AnnotationKind =
  /** A round frame with a title around nodes. */
  | 'ELLIPSE'
  /** A text on a card. */
  | 'NOTE'
  /** A frame with a title around nodes. */
  | 'RECTANGLE';

/** A token that lets a program act as the user. Send it as `Authorization: Bearer pn_…`. */
export type ApiToken = {
  __typename?: 'ApiToken';
  /** When the token was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the token expires. Null if it does not. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Pass it to `revokeApiToken`. It is not the secret. */
  id: Scalars['ID']['output'];
  /** When the token was last used, to the minute. Null if never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the token is for, in the user's words. */
  name: Scalars['String']['output'];
  /** What the token allows. */
  scopes: Array<ApiTokenScope>;
};

/** What a token allows. */
export type ApiTokenScope =
  /** Queries and subscriptions. */
  | 'READ'
  /** Terminals in containers, and captures of their packets: `GET /captures/<container id>?interface=eth0`. */
  | 'TERMINAL'
  /** Mutations. */
  | 'WRITE';

/** One delivery of a lab to one of its hosts, and its outcome. The website calls it a deployment. */
export type Apply = {
  __typename?: 'Apply';
  /** The Systems Manager command that carried it. Null if none was sent. */
  commandId?: Maybe<Scalars['String']['output']>;
  /** Milliseconds from the request to the end. Null while it runs. */
  durationMs?: Maybe<Scalars['Int']['output']>;
  /** The command's error output, or why nothing was sent. Null if there is neither. */
  errorOutput?: Maybe<Scalars['String']['output']>;
  /** When it ended. Null while it runs. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The host it was sent to. Null if no host could be chosen. */
  hostId?: Maybe<Scalars['String']['output']>;
  /** The id of the delivery. */
  id: Scalars['ID']['output'];
  /** The command's standard output: a JSON report of every step with its reason and duration. Null if there is none. */
  output?: Maybe<Scalars['String']['output']>;
  /** When the change was requested. */
  requestedAt: Scalars['DateTime']['output'];
  /** The revision of the lab that was sent. */
  revision: Scalars['Int']['output'];
  /** When the command was sent. Null if it was not. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** The status of the delivery. */
  status: ApplyStatus;
};

/** A deployment started or changed its status. */
export type ApplyChanged = {
  __typename?: 'ApplyChanged';
  /** The deployment. */
  apply: Apply;
};

/** The status of a deployment. */
export type ApplyStatus =
  /** Cancelled, or never delivered. */
  | 'CANCELLED'
  /** A step failed. `output` and `errorOutput` say which and why. */
  | 'FAILED'
  /** The host is applying it. */
  | 'IN_PROGRESS'
  /** Recorded, not sent yet. */
  | 'PENDING'
  /** Sent to the host through Systems Manager. */
  | 'SENT'
  /** The host has applied all of it. */
  | 'SUCCESS'
  /** The host did not finish in time. */
  | 'TIMED_OUT';

/**
 * A network to attach to. For each of its subnets, the interface gets the given address or the next free one. A family
 * without a subnet takes no address: set it inside the container.
 */
export type AttachmentInput = {
  /** Whether to give the next free address of each subnet for which none is named. */
  addressed?: InputMaybe<Scalars['Boolean']['input']>;
  /** The name of the interface: 1 to 15 letters, digits and '_.-'. Null or left out: the next free one of eth0, eth1, … */
  interfaceName?: InputMaybe<Scalars['String']['input']>;
  /** The IPv4 address on the network. Null or left out: the next free one. */
  ipv4Address?: InputMaybe<Scalars['IPAddress']['input']>;
  /** The IPv6 address on the network, in any spelling. Null or left out: the next free one. */
  ipv6Address?: InputMaybe<Scalars['IPAddress']['input']>;
  /** The MAC address: unicast, unique on the network. Null or left out: derived. */
  macAddress?: InputMaybe<Scalars['String']['input']>;
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** A phase that one container can wait for in another. */
export type AwaitedPhase =
  /** Its program runs, and its start commands and readiness check are done. */
  | 'READY'
  /** Its program runs. */
  | 'RUNNING';

/** The code of the first operator. */
export type BecomeOperatorInput = {
  /** The code, in any letter case, with or without the dashes. */
  code: Scalars['String']['input'];
};

/** The viewer is an operator. */
export type BecomeOperatorPayload = {
  __typename?: 'BecomeOperatorPayload';
  /** The user. */
  viewer: User;
};

/** The outcome of `becomeOperator`. CREDENTIALS for a wrong code, and for one that another account used. */
export type BecomeOperatorResult = BecomeOperatorPayload | CredentialsError | RateLimitError;

/** The image to build. */
export type BuildImageInput = {
  /**
   * The SHA-256 of the files that COPY and ADD take: a tar archive of at most 50 MB that was sent with
   * `PUT /build-contexts` as `application/x-tar`, which answers with `{ sha256, bytes }`.
   */
  contextSha256?: InputMaybe<Scalars['String']['input']>;
  /**
   * The Dockerfile, at most 8,000 characters: FROM with an image of the catalogue, RUN, COPY, ADD, ENV, ARG, WORKDIR, USER,
   * CMD, ENTRYPOINT, LABEL and EXPOSE. Commands run without a network.
   */
  dockerfile: Scalars['String']['input'];
  /** 1 to 63 lower-case letters, digits and dashes. An image whose build failed or was cancelled is replaced. */
  name: Scalars['String']['input'];
};

/** The build has begun. */
export type BuildImagePayload = {
  __typename?: 'BuildImagePayload';
  /** The image, which is being built. */
  image: OwnImage;
};

/** The outcome of `buildImage`. */
export type BuildImageResult = BuildImagePayload | ConflictError | HostError | QuotaError | ValidationError;

/** The build to end. */
export type CancelImageBuildInput = {
  /** The name of the image. */
  name: Scalars['String']['input'];
};

/** The build has ended. */
export type CancelImageBuildPayload = {
  __typename?: 'CancelImageBuildPayload';
  /** The image. */
  image: OwnImage;
};

/** The outcome of `cancelImageBuild`. */
export type CancelImageBuildResult = CancelImageBuildPayload | ConflictError | NotFoundError;

/** The old and the new password. */
export type ChangePasswordInput = {
  /** The current password. */
  currentPassword: Scalars['String']['input'];
  /** The new password. 10 to 200 characters, and not one that is guessed at once. */
  newPassword: Scalars['String']['input'];
};

/** The password is changed, and all other sessions are over. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** The user. */
  viewer: User;
};

/** The outcome of `changePassword`. */
export type ChangePasswordResult = ChangePasswordPayload | CredentialsError | RateLimitError | ValidationError;

/** The terminal to close. */
export type CloseTerminalInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** The name of the terminal. */
  name: Scalars['String']['input'];
};

/** The terminal is closed. */
export type CloseTerminalPayload = {
  __typename?: 'CloseTerminalPayload';
  /** The name of the terminal. */
  closedTerminalName: Scalars['String']['output'];
  /** The container that it was in. */
  container: Container;
};

/** The outcome of `closeTerminal`. */
export type CloseTerminalResult = CloseTerminalPayload | HostError | NotFoundError;

/** The request clashes with the current state. Nothing was changed. */
export type ConflictError = UserError & {
  __typename?: 'ConflictError';
  /** Always CONFLICT. */
  code: UserErrorCode;
  /** What it clashes with, and what to do. */
  message: Scalars['String']['output'];
};

/** The container to attach, and the network. */
export type ConnectContainerInput = {
  /** Whether to give the next free address of each subnet for which none is named. */
  addressed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** The name of the interface: 1 to 15 letters, digits and '_.-'. Null or left out: the next free one of eth0, eth1, … */
  interfaceName?: InputMaybe<Scalars['String']['input']>;
  /** The IPv4 address on the network. Null or left out: the next free one. */
  ipv4Address?: InputMaybe<Scalars['IPAddress']['input']>;
  /** The IPv6 address on the network, in any spelling. Null or left out: the next free one. */
  ipv6Address?: InputMaybe<Scalars['IPAddress']['input']>;
  /** The MAC address: unicast, unique on the network. Null or left out: derived. */
  macAddress?: InputMaybe<Scalars['String']['input']>;
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** The container is being attached. */
export type ConnectContainerPayload = {
  __typename?: 'ConnectContainerPayload';
  /** The container. */
  container: Container;
  /** The new interface. */
  interface: Interface;
};

/** The outcome of `connectContainer`. */
export type ConnectContainerResult = ConflictError | ConnectContainerPayload | HostError | NotFoundError | ValidationError;

/** A node of a lab: a Docker container whose name is its host name and its DNS name. */
export type Container = Node & {
  __typename?: 'Container';
  /** The settings that were changed since it was started. They count from its next start on. Empty while it is stopped or starts. */
  changedSinceStart: Array<ContainerSetting>;
  /** What the container has beside its image: files, sysctls, commands and the like. Null if there is nothing. */
  config?: Maybe<ContainerConfig>;
  /** When the container was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The router of its default route. Null if it has no default route. */
  defaultGateway?: Maybe<Scalars['IPAddress']['output']>;
  /** Changes with the files and start commands. `updateContainer` takes it to refuse a change that others made at the same time. */
  filesVersion: Scalars['String']['output'];
  /** How its default route is chosen. */
  gatewayChoice: GatewayChoice;
  /** The lab's host that the container runs on. Null until it is placed. */
  host?: Maybe<LabHost>;
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The image that the container runs. */
  image: Image;
  /** The interfaces, in the order in which they were attached. */
  interfaces: Array<Interface>;
  /** The lab it belongs to. */
  lab: Lab;
  /** The host name and DNS name, unique in the lab. */
  name: Scalars['String']['output'];
  /** The state of the container. */
  phase: ContainerPhase;
  /** The position on the canvas. Null until it is laid out. */
  position?: Maybe<Position>;
  /** The state with its reason and timings. */
  readiness: ContainerReadiness;
  /** The open terminals, oldest first, with or without viewers. Empty while the container's host does not answer. */
  terminals: Array<Terminal>;
};

/** A container was added or changed. */
export type ContainerChanged = {
  __typename?: 'ContainerChanged';
  /** The changed container. */
  container: Container;
};

/** How a container differs from its image. All of it stays when the container is recreated, and all of it can be changed. */
export type ContainerConfig = {
  __typename?: 'ContainerConfig';
  /** The words that replace the command of its image, and are the arguments of the entrypoint. Null for the image's command. */
  command?: Maybe<Array<Scalars['String']['output']>>;
  /** How many processors it may use, such as 0.5. Null for the site's limit. A host with fewer gives all that it has. */
  cpus?: Maybe<Scalars['Float']['output']>;
  /** The gateway to other networks, set at every start. Null if there is none. */
  defaultGateway?: Maybe<Scalars['IPAddress']['output']>;
  /** The words that replace the entrypoint of its image, whose command does not count then. Null for the image's entrypoint. */
  entrypoint?: Maybe<Array<Scalars['String']['output']>>;
  /** Variables in the environment of its programs, beside those of its image. */
  env: Array<EnvVariable>;
  /** Commands that run in it one after the other at every start. It is READY after the last. */
  exec: Array<Scalars['String']['output']>;
  /** Written into the container before its program runs: all at its first start, and later those that were changed since. */
  files: Array<ContainerFile>;
  /** How much memory it may use, in MB of 1,048,576 bytes. Null for the site's limit. */
  memoryMb?: Maybe<Scalars['Int']['output']>;
  /** Commands that run in it one after the other before it is stopped, restarted or deleted, for at most 10 seconds in all. */
  onStop: Array<Scalars['String']['output']>;
  /** The TCP ports that are offered to its owner, such as that of its web page. Others can be reached too. */
  ports: Array<ContainerPort>;
  /** Routes besides the default route. The host sets each while the container reaches its gateway. */
  routes: Array<StaticRoute>;
  /** Kernel parameters of the container's own network namespace, set before its program runs. */
  sysctls: Array<Sysctl>;
  /** The user of its program and terminals. Null for the image's user. Start commands run as root. */
  user?: Maybe<Scalars['String']['output']>;
  /** The containers that it waits for at every start. It is PENDING until all have reached their phases, and its reason names one. */
  waitFor: Array<ContainerDependency>;
  /** The folder that its program and terminals begin in. Null for the image's. */
  workingDir?: Maybe<Scalars['String']['output']>;
};

/**
 * How a container differs from its image. The files, sysctls, variables and commands of all containers of a lab have at most
 * 24 kB.
 */
export type ContainerConfigInput = {
  /**
   * 1 to 32 words of at most 1024 characters each, which replace the command of the image. The entrypoint gets them as its arguments.
   * Null or left out: the image's command.
   */
  command?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How many processors it may use, in hundredths from 0.01 on, at most as many as the site allows. Null or left out: the site's limit. */
  cpus?: InputMaybe<Scalars['Float']['input']>;
  /**
   * The gateway to other networks, an IPv4 address. Set at every start, while an interface is on its network. A container
   * that is created on networks must have an interface on the gateway's.
   */
  defaultGateway?: InputMaybe<Scalars['IPAddress']['input']>;
  /**
   * 1 to 32 words of at most 1024 characters each, which replace the entrypoint of the image. Its command does not count then, as
   * in Docker. Null or left out: the image's entrypoint.
   */
  entrypoint?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At most 64 variables in the environment of all its programs, terminals too. */
  env?: InputMaybe<Array<EnvInput>>;
  /**
   * At most 64 commands of at most 1024 characters each. They run as root one after the other at every start, when the interfaces,
   * addresses and files are there and the image's program was started. Quotes and backslashes are those of a shell, but there
   * is no shell: write sh -c '…' for pipes and variables. The container is READY after the last, and FAILED if one does not exit with
   * status 0.
   */
  exec?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At most 20, written before the container's program runs. */
  files?: Array<ContainerFileInput>;
  /**
   * How much memory it may use, in MB of 1,048,576 bytes from 6 on, at most as much as the site allows. It counts for the owner's
   * quota of memory while the container is switched on. Null or left out: the site's limit.
   */
  memoryMb?: InputMaybe<Scalars['Int']['input']>;
  /**
   * At most 64 commands of at most 1024 characters each. They run as root one after the other before the container is stopped,
   * restarted or deleted while its program runs, split as those of `exec`, for at most 10 seconds in all. Its reason names one that
   * fails, and it stops in any case.
   */
  onStop?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At most 16 TCP ports to offer to its owner. Others can be reached too. */
  ports?: InputMaybe<Array<ContainerPortInput>>;
  /**
   * At most 64 static routes. A container that is created on networks must reach each gateway. The host sets them when it connects
   * the container, before its program runs.
   */
  routes?: InputMaybe<Array<StaticRouteInput>>;
  /** At most 64, set before the container's program runs. */
  sysctls?: InputMaybe<Array<SysctlInput>>;
  /**
   * Whom the program and terminals run as: a name or number of the image, and after a colon a group, such as 1000:1000. Null or left
   * out: the image's user.
   */
  user?: InputMaybe<Scalars['String']['input']>;
  /**
   * At most 16 other containers of the lab that it waits for at every start. None may wait for it, directly or through others. In a
   * lab on several hosts, they have to be on its host.
   */
  waitFor?: InputMaybe<Array<DependencyInput>>;
  /**
   * The folder that the program and terminals begin in: an absolute path of at most 200 letters, digits and ._+@%=:,- Null or left
   * out: the image's.
   */
  workingDir?: InputMaybe<Scalars['String']['input']>;
};

/** A container is gone. */
export type ContainerDeleted = {
  __typename?: 'ContainerDeleted';
  /** Id of the container. */
  containerId: Scalars['ID']['output'];
};

/** A container that another one waits for at every start. */
export type ContainerDependency = {
  __typename?: 'ContainerDependency';
  /** The container. Null if the lab no longer has it: the one that waits does not start then. */
  container?: Maybe<Container>;
  /** Its id. */
  containerId: Scalars['ID']['output'];
  /** The phase that it has to reach. */
  until: AwaitedPhase;
};

/** A file of a container as its owner wants it. What programs write into it stays, until the owner changes it here. */
export type ContainerFile = {
  __typename?: 'ContainerFile';
  /** The text of the file. Empty if it is binary or large: then `GET /files/<lab id>/<sha256>` answers with its bytes. */
  content: Scalars['String']['output'];
  /** The permissions as a decimal number: 420 is 644 in octal. */
  mode: Scalars['Int']['output'];
  /** The absolute path. */
  path: Scalars['String']['output'];
  /** The SHA-256 of a file that is binary or large, in hexadecimal. Null for a text, which is in `content`. */
  sha256?: Maybe<Scalars['String']['output']>;
  /** Its bytes. */
  size: Scalars['Int']['output'];
};

/** A file to write into a container, owned by root. */
export type ContainerFileInput = {
  /** Text of at most 16 kB. Left out for a file with a `sha256`. */
  content?: InputMaybe<Scalars['String']['input']>;
  /** The permissions as a decimal number. The default, 420, is 644 in octal. */
  mode?: InputMaybe<Scalars['Int']['input']>;
  /**
   * An absolute path, such as /etc/frr/frr.conf, of letters, digits and ._+@%=:,- outside /proc, /sys and the like. A container
   * that brings /etc/hosts or /etc/resolv.conf keeps it, and the host writes no names into it.
   */
  path: Scalars['String']['input'];
  /**
   * The SHA-256 of a file that is binary or large, in hexadecimal, instead of `content`. Its bytes were sent before, as the body of
   * `PUT /files/<lab id>` with the type application/octet-stream. All such files of a lab have at most 10 MB.
   */
  sha256?: InputMaybe<Scalars['String']['input']>;
};

/** Lines of a container's log, oldest first. A burst of lines is one event. */
export type ContainerLogs = {
  __typename?: 'ContainerLogs';
  /** The lines. Empty only if some were skipped. */
  lines: Array<LogLine>;
  /** The number of lines left out before these because the client or the connection was too slow. */
  skipped: Scalars['Int']['output'];
};

/** The state of a container: the phases on the way to READY, and those after it. */
export type ContainerPhase =
  /** It is attached to every network it should be on. */
  | 'CONNECTED'
  /** Docker has created it. */
  | 'CREATED'
  /** It is gone. */
  | 'DELETED'
  /** It is being deleted. */
  | 'DELETING'
  /** It could not be started, or it ended by itself. The reason says why. */
  | 'FAILED'
  /** Its host does not answer. */
  | 'LOST'
  /** Requested. The host has not started it yet. */
  | 'PENDING'
  /** It is running, and its health check passes if the image has one. */
  | 'READY'
  /** Its main process is running. */
  | 'RUNNING'
  /** It was stopped as requested. */
  | 'STOPPED'
  /** It is being stopped. */
  | 'STOPPING';

/** A TCP port of a container that is offered to its owner, at /ports/<id of the container>/<port>/ and to `pineapple forward`. */
export type ContainerPort = {
  __typename?: 'ContainerPort';
  /** What is behind it. Null if it has no name. */
  name?: Maybe<Scalars['String']['output']>;
  /** From 1 to 65535. */
  port: Scalars['Int']['output'];
};

/** A TCP port of a container to offer to its owner. */
export type ContainerPortInput = {
  /** What is behind it: 1 to 60 characters in one line. Null or left out: the number alone is shown. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** From 1 to 65535, each once. */
  port: Scalars['Int']['input'];
};

/** The state of a container, its reason, and the time spent in each phase. */
export type ContainerReadiness = {
  __typename?: 'ContainerReadiness';
  /** The container. */
  container: Container;
  /** Milliseconds from the last request to start until READY, STOPPED or FAILED; until now if it is still on its way. */
  elapsedMs: Scalars['Int']['output'];
  /** The current phase. */
  phase: ContainerPhase;
  /** Every phase since the last request to start, oldest first. */
  phases: Array<PhaseTiming>;
  /** Why the container is not READY, as Docker or its health check put it. Null if there is nothing to explain. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it entered the phase. */
  since: Scalars['DateTime']['output'];
  /** Grows with every change. Ignore an event with a lower version than the last one. */
  version: Scalars['Int']['output'];
};

/** The parts of a container's configuration that count from its next start on. */
export type ContainerSetting =
  /** The command in place of its image's. */
  | 'COMMAND'
  /** The entrypoint in place of its image's. */
  | 'ENTRYPOINT'
  /** Variables in its environment. */
  | 'ENV'
  /** The commands that run in it at every start. */
  | 'EXEC'
  /** Files that were added, changed or removed. */
  | 'FILES'
  /** Kernel parameters of its network namespace. */
  | 'SYSCTLS'
  /** The user of its program and terminals. */
  | 'USER'
  /** The containers that it waits for at every start. */
  | 'WAIT_FOR'
  /** The folder that its program and terminals begin in. */
  | 'WORKING_DIR';

/** How much the programs of a container changed. */
export type ContainerSize = {
  __typename?: 'ContainerSize';
  /** In bytes, not packed. At most 512 MB can be saved. */
  bytes: Scalars['Float']['output'];
  /** Id of the container. */
  containerId: Scalars['ID']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};

/** The resources that a container uses, measured once a second. */
export type ContainerStats = {
  __typename?: 'ContainerStats';
  /** When it was measured. */
  at: Scalars['DateTime']['output'];
  /** The container. */
  container: Container;
  /** CPU use in cores: 1 is one core fully used. */
  cpu: Scalars['Float']['output'];
  /** The CPU limit, in cores. Null if there is none. */
  cpuLimit?: Maybe<Scalars['Float']['output']>;
  /** The traffic of each interface, eth0 first. */
  interfaces: Array<InterfaceStats>;
  /** Memory in use, in bytes. */
  memoryBytes: Scalars['Float']['output'];
  /** The memory limit, in bytes. Null if there is none. */
  memoryLimitBytes?: Maybe<Scalars['Float']['output']>;
  /** The number of processes and threads. */
  pids: Scalars['Int']['output'];
};

/** The networks, containers and annotations to copy. */
export type CopyNodesInput = {
  /** Id of the lab that gets the copies. */
  labId: Scalars['ID']['input'];
  /** Ids of 1 to 200 networks, containers and annotations of one lab. All or none are copied. */
  nodeIds: Array<Scalars['ID']['input']>;
  /** How far from the originals the copies are placed on the canvas. */
  offset: PositionInput;
};

/** The nodes are copied. */
export type CopyNodesPayload = {
  __typename?: 'CopyNodesPayload';
  /** The changed lab. */
  lab: Lab;
  /** Ids of the copies: networks, then containers, then annotations. */
  nodeIds: Array<Scalars['ID']['output']>;
};

/** The outcome of `copyNodes`. */
export type CopyNodesResult = ConflictError | CopyNodesPayload | HostError | NotFoundError | QuotaError | ValidationError;

/** The host to cordon. */
export type CordonHostInput = {
  /** Id of the host. */
  hostId: Scalars['ID']['input'];
};

/** The host takes no new labs. */
export type CordonHostPayload = {
  __typename?: 'CordonHostPayload';
  /** The host. */
  host: Host;
};

/** The outcome of `cordonHost`. */
export type CordonHostResult = CordonHostPayload | NotFoundError;

/** The new annotation. */
export type CreateAnnotationInput = {
  /** Left out: yellow for a note, blue for a frame. */
  colour?: InputMaybe<AnnotationColour>;
  /** Left out: 96 for a note, 288 for a frame. */
  height?: InputMaybe<Scalars['Float']['input']>;
  /** What it is drawn as. */
  kind: AnnotationKind;
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** Its upper left corner. */
  position: PositionInput;
  /** Its text or title. Left out: empty. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Left out: 200 for a note, 448 for a frame. */
  width?: InputMaybe<Scalars['Float']['input']>;
};

/** The annotation is on the canvas. */
export type CreateAnnotationPayload = {
  __typename?: 'CreateAnnotationPayload';
  /** The new annotation. */
  annotation: Annotation;
  /** Its lab. */
  lab: Lab;
};

/** The outcome of `createAnnotation`. */
export type CreateAnnotationResult = ConflictError | CreateAnnotationPayload | NotFoundError | QuotaError | ValidationError;

/** The token to create. */
export type CreateApiTokenInput = {
  /** Days until the token expires, from 1 to 365. Null: it does not, or it expires with the token of the request. */
  expiresInDays?: InputMaybe<Scalars['Int']['input']>;
  /** What the token is for. 1 to 60 characters. */
  name: Scalars['String']['input'];
  /** What the token allows. At least one scope, and none that the requesting token lacks. */
  scopes?: Array<ApiTokenScope>;
};

/** The token is created. */
export type CreateApiTokenPayload = {
  __typename?: 'CreateApiTokenPayload';
  /** The token. */
  apiToken: ApiToken;
  /** The secret, `pn_…`. It can't be shown again. */
  secret: Scalars['String']['output'];
};

/** The outcome of `createApiToken`. */
export type CreateApiTokenResult = CreateApiTokenPayload | QuotaError | ValidationError;

/** The container to add. */
export type CreateContainerInput = {
  /** How the container differs from its image. Null or left out: not at all. */
  config?: InputMaybe<ContainerConfigInput>;
  /** The name of an image in the catalogue. */
  image: Scalars['String']['input'];
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** 1 to 63 lower-case letters, digits and '-', unique in the lab. */
  name: Scalars['String']['input'];
  /** The networks to attach to, first to last. */
  networks?: Array<AttachmentInput>;
  /** The position on the canvas. Null or left out: the client lays it out. */
  position?: InputMaybe<PositionInput>;
};

/** The container is added. */
export type CreateContainerPayload = {
  __typename?: 'CreateContainerPayload';
  /** The new container. */
  container: Container;
};

/** The outcome of `createContainer`. */
export type CreateContainerResult = ConflictError | CreateContainerPayload | HostError | NotFoundError | QuotaError | ValidationError;

/** The lab to create. */
export type CreateLabInput = {
  /** 1 to 60 characters, unique among the viewer's labs. */
  name: Scalars['String']['input'];
  /**
   * Whether to spread the containers over several hosts. The networks span the hosts, and the lab behaves the same. A lab
   * that is too large for one host is always spread.
   */
  spread?: InputMaybe<Scalars['Boolean']['input']>;
  /** Id of the template to start from. Null or left out: an empty lab. */
  templateId?: InputMaybe<Scalars['ID']['input']>;
};

/** The lab is created. */
export type CreateLabPayload = {
  __typename?: 'CreateLabPayload';
  /** The new lab. */
  lab: Lab;
};

/** The outcome of `createLab`. */
export type CreateLabResult = ConflictError | CreateLabPayload | NotFoundError | QuotaError | ValidationError;

/**
 * The network to add. Without a subnet it gets the next free IPv4 subnet. With an IPv6 subnet only it has IPv6 only, and
 * `plain` makes it layer 2 only.
 */
export type CreateNetworkInput = {
  /** Ids of containers to attach to it, in the same step of the history. Two on a plain network are joined as by a cable. */
  containerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whether the network has egress: its containers reach the internet through NAT. It needs an IPv4 subnet. */
  internet?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * From /8 to /31: a private subnet with egress, otherwise any unicast range, public ones and 169.254.0.0/16 included. Null
   * or left out: the next free 10.x.y.0/24 of the lab, unless there is an IPv6 subnet or the network is plain.
   */
  ipv4Subnet?: InputMaybe<Scalars['CIDR']['input']>;
  /** A unique local or global subnet from /32 to /127, in any spelling. Null or left out: none. */
  ipv6Subnet?: InputMaybe<Scalars['CIDR']['input']>;
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** The size of the largest packet, in bytes: 68 to 9500, and at least 1280 with an IPv6 subnet. */
  mtu?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 63 lower-case letters, digits and '-', unique in the lab. */
  name: Scalars['String']['input'];
  /** Whether the network has no subnets: layer 2 only. Interfaces on it get no addresses. */
  plain?: InputMaybe<Scalars['Boolean']['input']>;
  /** The position on the canvas. Null or left out: the client lays it out. */
  position?: InputMaybe<PositionInput>;
};

/** The network is added. */
export type CreateNetworkPayload = {
  __typename?: 'CreateNetworkPayload';
  /** The new network. */
  network: Network;
};

/** The outcome of `createNetwork`. */
export type CreateNetworkResult = ConflictError | CreateNetworkPayload | HostError | NotFoundError | QuotaError | ValidationError;

/** The user name or the password is wrong. The error never says which. */
export type CredentialsError = UserError & {
  __typename?: 'CredentialsError';
  /** Always CREDENTIALS. */
  code: UserErrorCode;
  /** What was wrong. */
  message: Scalars['String']['output'];
};

/** Confirms the deletion of the viewer's account. */
export type DeleteAccountInput = {
  /** The viewer's password. */
  password: Scalars['String']['input'];
};

/** The account is deleted. Its labs are being removed. */
export type DeleteAccountPayload = {
  __typename?: 'DeleteAccountPayload';
  /** Id of the user. */
  deletedUserId: Scalars['ID']['output'];
};

/** The outcome of `deleteAccount`. */
export type DeleteAccountResult = CredentialsError | DeleteAccountPayload | RateLimitError;

/** The annotation to delete. */
export type DeleteAnnotationInput = {
  /** Id of the annotation. */
  annotationId: Scalars['ID']['input'];
};

/** The annotation is deleted. */
export type DeleteAnnotationPayload = {
  __typename?: 'DeleteAnnotationPayload';
  /** Id of the annotation that was deleted. */
  deletedAnnotationId: Scalars['ID']['output'];
  /** Its lab. */
  lab: Lab;
};

/** The outcome of `deleteAnnotation`. */
export type DeleteAnnotationResult = ConflictError | DeleteAnnotationPayload | NotFoundError;

/** The container to delete. */
export type DeleteContainerInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being deleted. */
export type DeleteContainerPayload = {
  __typename?: 'DeleteContainerPayload';
  /** Id of the container. */
  deletedContainerId: Scalars['ID']['output'];
  /** The changed lab. */
  lab: Lab;
};

/** The outcome of `deleteContainer`. */
export type DeleteContainerResult = DeleteContainerPayload | HostError | NotFoundError;

/** The image to delete. */
export type DeleteImageInput = {
  /** Its name. */
  name: Scalars['String']['input'];
};

/** The image is deleted. */
export type DeleteImagePayload = {
  __typename?: 'DeleteImagePayload';
  /** Its name. */
  deletedName: Scalars['String']['output'];
};

/** The outcome of `deleteImage`. */
export type DeleteImageResult = ConflictError | DeleteImagePayload | NotFoundError;

/** The lab to delete. */
export type DeleteLabInput = {
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
};

/** The lab is being deleted. */
export type DeleteLabPayload = {
  __typename?: 'DeleteLabPayload';
  /** Id of the lab. */
  deletedLabId: Scalars['ID']['output'];
};

/** The outcome of `deleteLab`. */
export type DeleteLabResult = DeleteLabPayload | HostError | NotFoundError;

/** The network to delete. */
export type DeleteNetworkInput = {
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** The network is being deleted. */
export type DeleteNetworkPayload = {
  __typename?: 'DeleteNetworkPayload';
  /** Id of the network. */
  deletedNetworkId: Scalars['ID']['output'];
  /** The changed lab. */
  lab: Lab;
};

/** The outcome of `deleteNetwork`. A conflict names the attached containers. */
export type DeleteNetworkResult = ConflictError | DeleteNetworkPayload | HostError | NotFoundError;

/** The snapshot to delete. */
export type DeleteSnapshotInput = {
  /** Id of the snapshot. */
  snapshotId: Scalars['ID']['input'];
};

/** The snapshot is deleted. */
export type DeleteSnapshotPayload = {
  __typename?: 'DeleteSnapshotPayload';
  /** Id of the snapshot. */
  deletedId: Scalars['ID']['output'];
};

/** The outcome of `deleteSnapshot`. */
export type DeleteSnapshotResult = DeleteSnapshotPayload | NotFoundError;

/** A container to wait for. */
export type DependencyInput = {
  /** Id of a container of the same lab. */
  containerId: Scalars['ID']['input'];
  /** The phase that it has to reach. */
  until?: AwaitedPhase;
};

/** The container to detach, and the network. */
export type DisconnectContainerInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** The container is being detached. */
export type DisconnectContainerPayload = {
  __typename?: 'DisconnectContainerPayload';
  /** The container. */
  container: Container;
};

/** The outcome of `disconnectContainer`. */
export type DisconnectContainerResult = ConflictError | DisconnectContainerPayload | HostError | NotFoundError;

/** The host to drain. */
export type DrainHostInput = {
  /** Id of the host. */
  hostId: Scalars['ID']['input'];
};

/** The host is cordoned, and its labs are being recreated on other hosts. */
export type DrainHostPayload = {
  __typename?: 'DrainHostPayload';
  /** The host. */
  host: Host;
  /** The number of labs that leave the host. */
  movedLabs: Scalars['Int']['output'];
};

/** The outcome of `drainHost`. */
export type DrainHostResult = DrainHostPayload | NotFoundError;

/** The lab to copy. */
export type DuplicateLabInput = {
  /** One of the viewer's labs. */
  labId: Scalars['ID']['input'];
  /** 1 to 60 characters, unique among the viewer's labs. Null or left out: the lab's name with `copy`, the first that is free. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The lab is copied. */
export type DuplicateLabPayload = {
  __typename?: 'DuplicateLabPayload';
  /** The new lab. */
  lab: Lab;
};

/** The outcome of `duplicateLab`. Like a new lab, the copy has to be within the viewer's quotas. */
export type DuplicateLabResult = ConflictError | DuplicateLabPayload | NotFoundError | QuotaError | ValidationError;

/** A variable for the environment of a container's programs. */
export type EnvInput = {
  /** Letters, digits and _, not beginning with a digit, at most 128 characters. */
  name: Scalars['String']['input'];
  /** At most 1024 characters, without control characters other than tabs. */
  value: Scalars['String']['input'];
};

/** A variable in the environment of a container's programs. */
export type EnvVariable = {
  __typename?: 'EnvVariable';
  /** The name, such as LOG_LEVEL. */
  name: Scalars['String']['output'];
  /** The value. */
  value: Scalars['String']['output'];
};

/** The result of `explainReachability`. */
export type ExplainReachabilityResult = ConflictError | HostError | NotFoundError | ReachabilityExplanation | ValidationError;

/** A file of an exported lab. */
export type ExportFile = {
  __typename?: 'ExportFile';
  /** The content, in base64. */
  contentBase64: Scalars['String']['output'];
  /** Relative to the lab's folder. */
  path: Scalars['String']['output'];
};

/** An entry of a forwarding database. */
export type FdbRow = {
  __typename?: 'FdbRow';
  /** The bridge. */
  bridge?: Maybe<Scalars['String']['output']>;
  /** The address of a VXLAN's other end. */
  destination?: Maybe<Scalars['String']['output']>;
  /** The port that leads to it. */
  interface: Scalars['String']['output'];
  /** The MAC address. */
  macAddress: Scalars['String']['output'];
  /** permanent or static. Null for an entry that was learned. */
  state?: Maybe<Scalars['String']['output']>;
  /** The VLAN. */
  vlan?: Maybe<Scalars['Int']['output']>;
};

/**
 * A rule of nftables, or a chain that packets pass. A change of a rule is pushed. What rules have counted is read every two seconds
 * while it changes, and ever less often while it does not; the history has it every 30 seconds.
 */
export type FilterRow = {
  __typename?: 'FilterRow';
  /** How many bytes these had. Null if it does not count. */
  bytes?: Maybe<Scalars['Float']['output']>;
  /** The name of its chain. */
  chain: Scalars['String']['output'];
  /** ip, ip6, inet, bridge and so on. */
  family: Scalars['String']['output'];
  /** Unique in its table. It stays the same as long as the rule is there. */
  handle: Scalars['Float']['output'];
  /** Where packets pass the chain, such as input or forward. Null for a chain that others jump to. */
  hook?: Maybe<Scalars['String']['output']>;
  /** How many packets it matched. Null if it does not count. */
  packets?: Maybe<Scalars['Float']['output']>;
  /** Its place in the chain, from 1. Zero for the chain itself. */
  position: Scalars['Int']['output'];
  /** In nft's own words without its counter, such as: tcp dport 22 drop. For a chain: policy drop. */
  rule: Scalars['String']['output'];
  /** The name of its table. */
  table: Scalars['String']['output'];
};

/** The snapshot to make a lab of. */
export type ForkSnapshotInput = {
  /** The new lab's name. Left out: the saved lab's name with 'copy'. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Id of the snapshot. */
  snapshotId: Scalars['ID']['input'];
};

/** The lab is being made. */
export type ForkSnapshotPayload = {
  __typename?: 'ForkSnapshotPayload';
  /** The new lab. */
  lab: Lab;
};

/** The outcome of `forkSnapshot`. Like a new lab, it has to be within the viewer's quotas. */
export type ForkSnapshotResult = ConflictError | ForkSnapshotPayload | NotFoundError | QuotaError | ValidationError;

/** How the default route of a container is chosen. */
export type GatewayChoice =
  /** The gateway of a network with egress, else the first router on its networks. Routers only take the first. */
  | 'AUTOMATIC'
  /** An address that was chosen. */
  | 'MANUAL'
  /** No default route. */
  | 'NONE';

/** A machine with Docker that runs labs, as operators see it. */
export type Host = {
  __typename?: 'Host';
  /** The version of the host agent. */
  agentVersion: Scalars['String']['output'];
  /** Whether the host takes no new labs. */
  cordoned: Scalars['Boolean']['output'];
  /** The version of Docker on the host. Null until the host agent has seen it. */
  dockerVersion?: Maybe<Scalars['String']['output']>;
  /** The id of the host in Systems Manager. */
  id: Scalars['ID']['output'];
  /** The number of labs that were moved away and still have to be removed from the host. */
  leftovers: Scalars['Int']['output'];
  /** What the host does not support, each with the reason. */
  limitations: Array<Scalars['String']['output']>;
  /** Why the host is not READY. Null if it is. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the host last reported. */
  reportedAt: Scalars['DateTime']['output'];
  /** The host's capacity and load. Null until the host has reported them. */
  room?: Maybe<HostRoom>;
  /** The condition of the host. */
  state: HostState;
  /** The address where other hosts reach this one for multi-host labs. Null if it can't run part of a lab. */
  underlayAddress?: Maybe<Scalars['IPAddress']['output']>;
};

/** A host of the lab can't take the request now. Nothing was changed. */
export type HostError = UserError & {
  __typename?: 'HostError';
  /** Always HOST_UNAVAILABLE. */
  code: UserErrorCode;
  /** Why the host can't take the request. */
  message: Scalars['String']['output'];
};

/** The capacity of a host, and how much of it is in use. */
export type HostRoom = {
  __typename?: 'HostRoom';
  /** The number of lab containers on the host. */
  containers: Scalars['Int']['output'];
  /** The number of CPUs. */
  cpus: Scalars['Int']['output'];
  /** The number of labs on the host. */
  labs: Scalars['Int']['output'];
  /** The load average of the last minute: processes that run or wait for a CPU. */
  loadAverage: Scalars['Float']['output'];
  /** Free memory, in MB. */
  memoryFreeMb: Scalars['Int']['output'];
  /** Memory, in MB. */
  memoryMb: Scalars['Int']['output'];
  /** The most containers the host may run. */
  mostContainers: Scalars['Int']['output'];
};

/** The condition of a host. */
export type HostState =
  /** The host keeps its labs and takes no new ones. */
  | 'CORDONED'
  /** The host's Docker is down. */
  | 'DOCKER_DOWN'
  /** The host has not reported for two minutes. */
  | 'LOST'
  /** The host takes labs. */
  | 'READY';

/** What a container can run. */
export type Image = Node & {
  __typename?: 'Image';
  /** What the image contains. */
  description: Scalars['String']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The name that `createContainer` takes, such as 'host' or 'router'. */
  name: Scalars['String']['output'];
};

/** News of a build. */
export type ImageBuildEvent = {
  __typename?: 'ImageBuildEvent';
  /** The image as it is now. */
  image: OwnImage;
  /** The layers of an image that is pulled of which there is news. */
  layers: Array<ImageLayer>;
  /** New lines of the log, oldest first. */
  lines: Array<Scalars['String']['output']>;
};

/** The files that a Dockerfile copies, as the site stores them: a tar archive. */
export type ImageContext = {
  __typename?: 'ImageContext';
  /** Of the archive. */
  bytes: Scalars['Int']['output'];
  /** Of the archive, in hexadecimal. */
  sha256: Scalars['String']['output'];
};

/** How far one layer of an image is that is pulled. */
export type ImageLayer = {
  __typename?: 'ImageLayer';
  /** Bytes that are here, as they are downloaded. */
  current: Scalars['Float']['output'];
  /** Unique among the layers of the image. */
  id: Scalars['String']['output'];
  /** What happens to it. */
  state: ImageLayerState;
  /** Bytes to download. Null until they are known. */
  total?: Maybe<Scalars['Float']['output']>;
};

/** What happens to a layer of an image that is pulled. */
export type ImageLayerState =
  /** It is on the host. */
  | 'DONE'
  /** It comes from the registry. */
  | 'DOWNLOADING'
  /** It is unpacked. */
  | 'EXTRACTING'
  /** Other layers come first. */
  | 'WAITING';

/** What a link does to the frames of one direction. */
export type Impairment = {
  __typename?: 'Impairment';
  /** Packets of more bytes, without their Ethernet header, are dropped without an answer. Null: none. */
  blackHoleMtu?: Maybe<Scalars['Int']['output']>;
  /** Frames in which one bit is turned at random, 0 to 100. */
  corruptPercent: Scalars['Float']['output'];
  /** Added to the way of each frame, in milliseconds. One way: a ping has the delays of both directions. */
  delayMs: Scalars['Float']['output'];
  /** Each frame whose number is a multiple of this one is dropped, in the order in which frames come. 0: none. */
  dropEvery: Scalars['Int']['output'];
  /** Frames that match this packet filter are dropped. Null: none. */
  dropMatching?: Maybe<Scalars['String']['output']>;
  /** Frames that arrive twice, 0 to 100. */
  duplicatePercent: Scalars['Float']['output'];
  /** How the delays are distributed. It does nothing without jitter. */
  jitterDistribution: JitterDistribution;
  /** How far the delay varies to either side, in milliseconds. At most the delay. */
  jitterMs: Scalars['Float']['output'];
  /** Frames that a bad link drops, 0 to 100 (1-h). */
  lossBadPercent: Scalars['Float']['output'];
  /** How many frames are lost in a row on average, by the model of Gilbert. 0: each is lost or not by itself. */
  lossBurst: Scalars['Float']['output'];
  /** The chance that a bad link turns good before a frame, 0 to 100 (r). */
  lossEndPercent: Scalars['Float']['output'];
  /** Frames that a good link drops, 0 to 100 (1-k). */
  lossGoodPercent: Scalars['Float']['output'];
  /** Frames that are dropped at random, 0 to 100. */
  lossPercent: Scalars['Float']['output'];
  /**
   * The model of Gilbert and Elliott: the chance that a good link turns bad before a frame, 0 to 100 (p of tc-netem). 0: it never
   * does, and the next three do nothing.
   */
  lossStartPercent: Scalars['Float']['output'];
  /** What is sent at full speed after a pause, at least one frame. Null: 5 ms of the rate. It does nothing without a rate. */
  rateBurstBytes?: Maybe<Scalars['Int']['output']>;
  /** In kilobits a second, counted in whole Ethernet frames. Null: no limit. */
  rateKbit?: Maybe<Scalars['Int']['output']>;
  /** How long frames wait at most. Null: 100 ms, but at least 20 frames. It does nothing without a rate. */
  rateQueueMs?: Maybe<Scalars['Float']['output']>;
  /** Frames that overtake delayed ones, 0 to 100. It needs a delay. */
  reorderPercent: Scalars['Float']['output'];
};

/** All of one direction. An empty one makes it perfect. */
export type ImpairmentInput = {
  /** 68 to 9500 bytes, as an MTU. */
  blackHoleMtu?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 100. */
  corruptPercent?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 60000 milliseconds. Null or left out: it does nothing, as for all fields. */
  delayMs?: InputMaybe<Scalars['Float']['input']>;
  /** 0, or 2 to 1000000. */
  dropEvery?: InputMaybe<Scalars['Int']['input']>;
  /**
   * At most 200 characters of tcpdump's language, such as `icmp`, `udp dst port 53` or `tcp[tcpflags] & tcp-rst != 0`:
   * protocols, hosts, nets, ports, sizes, Ethernet addresses and bytes of headers. Names are not known, but those of protocols.
   */
  dropMatching?: InputMaybe<Scalars['String']['input']>;
  /** 0 to 100. */
  duplicatePercent?: InputMaybe<Scalars['Float']['input']>;
  /** Null or left out: UNIFORM. */
  jitterDistribution?: InputMaybe<JitterDistribution>;
  /** 0 to `delayMs`. */
  jitterMs?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 100: 1-h. Null or left out: 100. */
  lossBadPercent?: InputMaybe<Scalars['Float']['input']>;
  /** 0, or 1 / (1 - loss) to 1000 frames: loss at random has bursts of that length. It needs a loss between 0 and 100 %. */
  lossBurst?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 100, above 0 with `lossStartPercent`: r. */
  lossEndPercent?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 100: 1-k. */
  lossGoodPercent?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 100. */
  lossPercent?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 100: p of the model of Gilbert and Elliott. Not together with `lossBurst`. */
  lossStartPercent?: InputMaybe<Scalars['Float']['input']>;
  /** 100 to 100000000 bytes, and at most a minute at the rate. Null or left out: 5 ms of the rate. */
  rateBurstBytes?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 100000000 kilobits a second. Null or left out: no limit. */
  rateKbit?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 60000 milliseconds. Null or left out: 100 ms, but at least 20 frames. */
  rateQueueMs?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 100. It needs a delay. */
  reorderPercent?: InputMaybe<Scalars['Float']['input']>;
};

/** A kind of impairment. */
export type ImpairmentKind =
  /** `lossBurst` */
  | 'BURSTS'
  /** `corruptPercent` */
  | 'CORRUPTION'
  /** `delayMs` */
  | 'DELAY'
  /** `duplicatePercent` */
  | 'DUPLICATION'
  /** `jitterMs` */
  | 'JITTER'
  /** `lossPercent` */
  | 'LOSS'
  /** `dropMatching` */
  | 'MATCHING'
  /** `dropEvery` */
  | 'NTH'
  /** `blackHoleMtu` */
  | 'OVERSIZE'
  /** `rateKbit` */
  | 'RATE'
  /** `reorderPercent` */
  | 'REORDERING'
  /** `lossStartPercent`, and the chances that belong to it */
  | 'SPELLS';

/** A file of a lab to import. */
export type ImportFileInput = {
  /** The content, in base64. */
  contentBase64: Scalars['String']['input'];
  /** Relative to the lab's folder, with '/' between its parts, such as 'r1/etc/frr/frr.conf'. */
  path: Scalars['String']['input'];
};

/** The files of a lab. Over HTTP, since messages on a WebSocket are smaller. */
export type ImportLabInput = {
  /** Whether to read the files and check them against rules and quotas only. Nothing is made. */
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 200 files with at most 14,000,000 bytes in all. What containers get of them may have 10 MB. */
  files: Array<ImportFileInput>;
  /** Null or left out: recognised by the files' names and contents. */
  format?: InputMaybe<LabFileFormat>;
  /** Id of a lab to change so that it matches the files. It keeps its name. Null or left out: a new lab is made. */
  into?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 60 characters, unique among the viewer's labs. Null or left out: the name in the files. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** With `into`: the revision that the lab must have, or a ConflictError is the answer. Null or left out: any. */
  revision?: InputMaybe<Scalars['Int']['input']>;
};

/** The files were read. */
export type ImportLabPayload = {
  __typename?: 'ImportLabPayload';
  /** What changes, or would with dryRun, in the order in which it is made. Empty if nothing differs, and if there is an ERROR note. */
  changes: Array<PlannedChange>;
  /** How many containers the lab has, or would have. 0 if it can't be read. */
  containerCount: Scalars['Int']['output'];
  /** The new lab. Null with dryRun, and if there is an ERROR note. */
  lab?: Maybe<Lab>;
  /** How many networks the lab has, or would have. 0 if it can't be read. */
  networkCount: Scalars['Int']['output'];
  /** What was renamed, left out or refused, in the order of reading. */
  notes: Array<ImportNote>;
  /** A drawing of the lab. Null if there is an ERROR note. */
  preview?: Maybe<ImportPreview>;
};

/** The outcome of `importLab`. A name that is taken is a ValidationError. The last three come with `into` only. */
export type ImportLabResult = ConflictError | HostError | ImportLabPayload | NotFoundError | QuotaError | ValidationError;

/** What became of one part of the files of a lab. */
export type ImportNote = {
  __typename?: 'ImportNote';
  /** The line in the file, from 1. Null for the whole file. */
  line?: Maybe<Scalars['Int']['output']>;
  /** What was mapped, renamed, left out or refused, and why. */
  message: Scalars['String']['output'];
  /** The file, relative to the lab's folder. '.' stands for all files. */
  path: Scalars['String']['output'];
  /** What it means for the lab. */
  severity: ImportSeverity;
};

/** What files make, for a drawing. */
export type ImportPreview = {
  __typename?: 'ImportPreview';
  /** The containers. */
  containers: Array<PreviewContainer>;
  /** The name of the lab in the files. */
  name: Scalars['String']['output'];
  /** The networks. */
  networks: Array<PreviewNetwork>;
};

/** How much a note matters. */
export type ImportSeverity =
  /** No lab can be made of the files. */
  | 'ERROR'
  /** Mapped or renamed. */
  | 'INFO'
  /** Left out. The lab still comes up. */
  | 'WARNING';

/** One attachment of a container to a network. */
export type Interface = {
  __typename?: 'Interface';
  /** The container. */
  container: Container;
  /** The IPv4 address. Null if the interface has none. */
  ipv4Address?: Maybe<Scalars['IPAddress']['output']>;
  /** The IPv6 address, in the short form of RFC 5952. Null if the interface has none. */
  ipv6Address?: Maybe<Scalars['IPAddress']['output']>;
  /** Whether the link is up. Without it, the interface has no carrier. An outage leaves it true. */
  linkUp: Scalars['Boolean']['output'];
  /** The MAC address: the chosen one, or one that is derived from the network and the address. */
  macAddress?: Maybe<Scalars['String']['output']>;
  /** The name inside the container, such as eth0. It stays when other interfaces are removed. */
  name: Scalars['String']['output'];
  /** The network. */
  network: Network;
  /** What the link does to frames. */
  quality: LinkQuality;
};

/** A network interface, as the container's kernel knows it. */
export type InterfaceRow = {
  __typename?: 'InterfaceRow';
  /** Null for a device without one. */
  macAddress?: Maybe<Scalars['String']['output']>;
  /** The bridge or bond it is a port of. */
  master?: Maybe<Scalars['String']['output']>;
  /** In bytes. */
  mtu: Scalars['Int']['output'];
  /** The name inside the container, such as eth0. */
  name: Scalars['String']['output'];
  /** The kernel's operational state, such as UP or DOWN. */
  state: Scalars['String']['output'];
};

/** The traffic of one interface, as the container sees it. */
export type InterfaceStats = {
  __typename?: 'InterfaceStats';
  /** The interface. Null while it is being removed. */
  interface?: Maybe<Interface>;
  /** The name inside the container, such as eth0. */
  name: Scalars['String']['output'];
  /** The network of the interface. Null if it is gone. */
  network?: Maybe<Network>;
  /** Bytes received per second. */
  receivedBytesPerSecond: Scalars['Float']['output'];
  /** Packets received per second. */
  receivedPacketsPerSecond: Scalars['Float']['output'];
  /** Bytes sent per second. */
  sentBytesPerSecond: Scalars['Float']['output'];
  /** Packets sent per second. */
  sentPacketsPerSecond: Scalars['Float']['output'];
};

/** How the delays of frames vary. They are never below zero. */
export type JitterDistribution =
  /** Around the delay. The jitter is the standard deviation. */
  | 'NORMAL'
  /** Mostly a little below the delay, with a long tail above it, of up to four times the jitter. */
  | 'PARETO'
  /** A mixture: three quarters of the Pareto distribution's value and one quarter of the normal one's, as with netem. */
  | 'PARETO_NORMAL'
  /** Evenly, by at most the jitter. */
  | 'UNIFORM';

/**
 * One virtual network environment: its networks, containers and interfaces. It runs on one host, or on several if it is
 * spread or too large for one.
 */
export type Lab = Node & {
  __typename?: 'Lab';
  /** The notes and frames on its canvas, oldest first. `LabUpdated` reports their changes. */
  annotations: Array<Annotation>;
  /** The deployments of the lab, newest first: what was sent to its hosts, and how it went. */
  applies: Array<Apply>;
  /** The containers, oldest first, then those that are being deleted. */
  containers: Array<Container>;
  /** When the lab was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the lab will be deleted automatically. Null if never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The lab as files to keep, which `importLab` reads. Only PINEAPPLE holds everything: the notes say what the other formats leave
   * out or hold in another way.
   */
  exported: LabExport;
  /** The folder that its owner keeps it in. Empty if it is in none. */
  folder: Scalars['String']['output'];
  /** The edits that can be undone and redone. */
  history: LabHistory;
  /** The host that the lab runs on. Null until it is placed. For a multi-host lab, the host with its egress. */
  host?: Maybe<LabHost>;
  /** Every host of the lab, `host` first. More than one if the lab is spread or too large for one host. */
  hosts: Array<LabHost>;
  /** Global id. */
  id: Scalars['ID']['output'];
  /** What to do in the lab, shown beside its canvas. A line that begins with `$ ` is a command. Null if there is none. */
  instructions?: Maybe<Scalars['String']['output']>;
  /** Unique among the labs of its owner. */
  name: Scalars['String']['output'];
  /** The networks, oldest first, then those that are being deleted. */
  networks: Array<Network>;
  /** The user who owns the lab. */
  owner: User;
  /** Grows by one with every stored change of the lab. */
  revision: Scalars['Int']['output'];
  /** Whether the lab was asked to span several hosts. */
  spread: Scalars['Boolean']['output'];
};


/**
 * One virtual network environment: its networks, containers and interfaces. It runs on one host, or on several if it is
 * spread or too large for one.
 */
export type LabAppliesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * One virtual network environment: its networks, containers and interfaces. It runs on one host, or on several if it is
 * spread or too large for one.
 */
export type LabExportedArgs = {
  format: LabFileFormat;
};

/** One change in a lab. */
export type LabChange = ApplyChanged | ContainerChanged | ContainerDeleted | LabDeleted | LabUpdated | NetworkChanged | NetworkDeleted;

/** One page of labs. */
export type LabConnection = {
  __typename?: 'LabConnection';
  /** The labs with their cursors. */
  edges: Array<LabEdge>;
  /** The labs without cursors. */
  nodes: Array<Lab>;
  /** The position of this page in the list. */
  pageInfo: PageInfo;
  /** The number of labs on all pages. */
  totalCount: Scalars['Int']['output'];
};

/** The lab was deleted. The last event. */
export type LabDeleted = {
  __typename?: 'LabDeleted';
  /** Id of the lab. */
  labId: Scalars['ID']['output'];
};

/** A lab on a page. */
export type LabEdge = {
  __typename?: 'LabEdge';
  /** Pass it as `after` to get the labs after this one. */
  cursor: Scalars['String']['output'];
  /** The lab. */
  node: Lab;
};

/** A lab as files. */
export type LabExport = {
  __typename?: 'LabExport';
  /** The file that describes the lab, then those beside it, such as the files of its containers. */
  files: Array<ExportFile>;
  /** What the format can't hold, or holds in another way. */
  notes: Array<ImportNote>;
};

/** The formats of files that describe labs. */
export type LabFileFormat =
  /** A topology of containerlab, `*.clab.yml`, with the files that its nodes bind. */
  | 'CONTAINERLAB'
  /** A lab of Kathará: `lab.conf` with start-up scripts and the folders of its devices. */
  | 'KATHARA'
  /** Our own: one file, `lab.yaml`, with everything of a lab. */
  | 'PINEAPPLE';

/**
 * What undo and redo would do to a lab now. Each edit of its networks, containers and annotations is a step: create, delete,
 * move, connect, disconnect, rename. Start and stop are not steps. The last 100 steps are kept, shared by everyone who edits the
 * lab.
 */
export type LabHistory = {
  __typename?: 'LabHistory';
  /** Whether there is an undone edit to redo. Any new edit clears it. */
  canRedo: Scalars['Boolean']['output'];
  /** Whether there is an edit to undo. */
  canUndo: Scalars['Boolean']['output'];
  /** What the step to redo did, such as 'Delete web-1'. Null if there is none. */
  redoLabel?: Maybe<Scalars['String']['output']>;
  /** The step that `redo` would redo. Pass it as `stepId` to redo this step only. Null if there is none. */
  redoStepId?: Maybe<Scalars['ID']['output']>;
  /** What redo would lose. Ask for confirmation before the redo. Null if nothing is lost. */
  redoWarning?: Maybe<Scalars['String']['output']>;
  /** The lab's revision when this was read. Of two histories, the one with the greater revision is newer. */
  revision: Scalars['Int']['output'];
  /** What the step to undo did, such as 'Delete web-1'. Null if there is none. */
  undoLabel?: Maybe<Scalars['String']['output']>;
  /** The step that `undo` would undo. Pass it as `stepId` to undo this step only. Null if there is none. */
  undoStepId?: Maybe<Scalars['ID']['output']>;
  /** What undo would lose. Ask for confirmation before the undo. Null if nothing is lost. */
  undoWarning?: Maybe<Scalars['String']['output']>;
};

/** A host that runs a lab, as the lab's owner sees it. */
export type LabHost = {
  __typename?: 'LabHost';
  /** The id of the host in Systems Manager. */
  id: Scalars['ID']['output'];
  /** What the host can't give links. `setLinkQuality` refuses it. */
  linkLimits: Array<LinkLimit>;
  /** Why the host is not READY. Null if it is. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The condition of the host. */
  state: HostState;
};

/** A preconfigured lab. `createLab` with its id creates a copy of it and starts the containers. */
export type LabTemplate = {
  __typename?: 'LabTemplate';
  /** The number of containers. */
  containerCount: Scalars['Int']['output'];
  /** The containers, for a preview. */
  containers: Array<TemplateContainer>;
  /** What the lab shows, and what to try in it. */
  description: Scalars['String']['output'];
  /** The id that `createLab` takes, such as 'ospf-triangle'. */
  id: Scalars['ID']['output'];
  /** The title. */
  name: Scalars['String']['output'];
  /** The number of networks. */
  networkCount: Scalars['Int']['output'];
  /** The networks, for a preview. */
  networks: Array<TemplateNetwork>;
};

/** The lab changed. Also the first event of every subscription. */
export type LabUpdated = {
  __typename?: 'LabUpdated';
  /** The changed lab. */
  lab: Lab;
};

/** A direction of a link, as the container sees it. */
export type LinkDirection =
  /** Frames that come out of the container. */
  | 'FROM_CONTAINER'
  /** Frames that enter the container. */
  | 'TO_CONTAINER';

/** The interface of a link, by its container and network. */
export type LinkInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** A kind of impairment that a host can't give links in one direction. */
export type LinkLimit = {
  __typename?: 'LinkLimit';
  /** The direction. */
  direction: LinkDirection;
  /** The kind. */
  impairment: ImpairmentKind;
  /** What the host's kernel lacks, such as 'netem (CONFIG_NET_SCH_NETEM)', or what the host lacks: 'the program tcpdump'. */
  lacks: Scalars['String']['output'];
};

/**
 * When a link is without a carrier. It starts with the mutation that sets it, goes on after restarts, and ends with the next
 * change of the link's quality.
 */
export type LinkOutage = {
  __typename?: 'LinkOutage';
  /** How long it is down, in seconds. */
  downSeconds: Scalars['Float']['output'];
  /** When the first outage begins. Null: it came with a file, so it is not known. */
  since?: Maybe<Scalars['DateTime']['output']>;
  /** How long it is up between two outages, in seconds. Null: there is one outage. */
  upSeconds?: Maybe<Scalars['Float']['output']>;
};

/** A single outage, or flapping. */
export type LinkOutageInput = {
  /** 0.1 to 86400 seconds. */
  downSeconds: Scalars['Float']['input'];
  /** 1 to 86400 seconds. Null or left out: a single outage. */
  upSeconds?: InputMaybe<Scalars['Float']['input']>;
};

/** A usual kind of link, to start from. */
export type LinkPreset = {
  __typename?: 'LinkPreset';
  /** A stable name for programs, such as 'lte'. */
  id: Scalars['ID']['output'];
  /** The name for people. */
  name: Scalars['String']['output'];
  /** Its quality. The container is at the customer's end: `toContainer` is downstream. */
  quality: LinkQuality;
};

/**
 * What a link does to frames, per direction. All zero and null: a perfect link. On a network with exactly two interfaces
 * and no egress, which is a cable, a frame meets what its sender's link does to it and what its receiver's link does.
 */
export type LinkQuality = {
  __typename?: 'LinkQuality';
  /** For frames that come out of the container. */
  fromContainer: Impairment;
  /** When the link is without a carrier for a time, or again and again. Null: never, or a single outage is over. */
  outage?: Maybe<LinkOutage>;
  /** For frames that enter the container. */
  toContainer: Impairment;
};

/** What one link carries. */
export type LinkRate = {
  __typename?: 'LinkRate';
  /** The container at the end of the link. */
  container: Container;
  /** What the container sends. */
  fromContainer: TrafficRate;
  /** Its interface on the link's network. */
  interface: Interface;
  /** What arrives at the container. */
  toContainer: TrafficRate;
};

/** What the links of a lab carry. */
export type LinkRates = {
  __typename?: 'LinkRates';
  /** When it was measured. */
  at: Scalars['DateTime']['output'];
  /** The links that carried something in the last second. */
  links: Array<LinkRate>;
};

/** One line that the main process of a container wrote. */
export type LogLine = {
  __typename?: 'LogLine';
  /** When Docker read the line. */
  at: Scalars['DateTime']['output'];
  /** The output it was written to. */
  stream: LogStream;
  /** The text without the line break. Very long lines arrive in pieces. */
  text: Scalars['String']['output'];
};

/** The output that a process wrote a line to. */
export type LogStream =
  /** Standard error. */
  | 'STDERR'
  /** Standard output. */
  | 'STDOUT';

/** The lab to recreate on other hosts. */
export type MoveLabInput = {
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
};

/** The lab is being recreated on other hosts. */
export type MoveLabPayload = {
  __typename?: 'MoveLabPayload';
  /** The lab, which has no host yet. */
  lab: Lab;
};

/** The outcome of `moveLab`. A conflict says that no host of the lab is lost. */
export type MoveLabResult = ConflictError | MoveLabPayload | NotFoundError;

/** The new positions of networks, containers and annotations. */
export type MoveNodesInput = {
  /** Id of their lab. */
  labId: Scalars['ID']['input'];
  /** 1 to 200 moves, each node once. All or none are made, as one step of the history. */
  moves: Array<NodeMoveInput>;
};

/** The nodes are moved. */
export type MoveNodesPayload = {
  __typename?: 'MoveNodesPayload';
  /** The changed lab. */
  lab: Lab;
};

/** The outcome of `moveNodes`. */
export type MoveNodesResult = ConflictError | MoveNodesPayload | NotFoundError | ValidationError;

/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Makes the viewer the first operator, with the code that is printed at the start while there is no operator. FORBIDDEN
   * with a token.
   */
  becomeOperator: BecomeOperatorResult;
  /**
   * Builds an image from a Dockerfile on a host, for the viewer's own labs: in at most 10 minutes, with 1 GB of memory and one CPU,
   * and with a network if `buildEgress` says so. `imageBuild` follows it. A user has one build at a time.
   */
  buildImage: BuildImageResult;
  /** Ends a build at once. Nothing of it is left. */
  cancelImageBuild: CancelImageBuildResult;
  /** Changes the viewer's password and ends all other sessions. API tokens stay. FORBIDDEN with a token. */
  changePassword: ChangePasswordResult;
  /** Closes a terminal for all its viewers and ends the programs in it. */
  closeTerminal: CloseTerminalResult;
  /** Attaches a container to a network, running or not. */
  connectContainer: ConnectContainerResult;
  /**
   * Copies networks, containers, notes and frames within a lab or from another lab of the viewer, as one step of the history.
   * Names, subnets
   * and addresses stay where they are free, and are the next free ones otherwise. A container that is copied together with a
   * network is on its copy; within a lab, its other interfaces are on the networks of the original. Copies start with the files
   * of their config only.
   */
  copyNodes: CopyNodesResult;
  /** Stops placing new labs on a host. For operators only: FORBIDDEN for other users. */
  cordonHost: CordonHostResult;
  /** Adds a note or a frame to the canvas of a lab. A lab may have 100, with 50,000 bytes of text. */
  createAnnotation: CreateAnnotationResult;
  /**
   * Creates an API token. Its secret is in this answer only. A token that creates one must have its scopes, and the new one
   * ends with it: when it expires, and when it is revoked.
   */
  createApiToken: CreateApiTokenResult;
  /** Adds a container to a lab and starts it. */
  createContainer: CreateContainerResult;
  /** Creates a lab, empty or from a template. The containers of a template are started. */
  createLab: CreateLabResult;
  /** Adds a network to a lab. */
  createNetwork: CreateNetworkResult;
  /** Deletes the viewer's account with all its labs, sessions and tokens, and frees its name. FORBIDDEN with a token. */
  deleteAccount: DeleteAccountResult;
  /** Deletes a note or a frame. What is in the frame stays. */
  deleteAnnotation: DeleteAnnotationResult;
  /** Deletes a container and its files. */
  deleteContainer: DeleteContainerResult;
  /** Deletes an image of the viewer that no container of theirs runs, and ends its build. */
  deleteImage: DeleteImageResult;
  /** Deletes a lab with everything in it. */
  deleteLab: DeleteLabResult;
  /** Deletes a network without containers. */
  deleteNetwork: DeleteNetworkResult;
  /**
   * Deletes a snapshot, also one that is being saved. What neither another snapshot nor a container of the viewer needs is deleted
   * within two minutes.
   */
  deleteSnapshot: DeleteSnapshotResult;
  /** Detaches a container from a network, running or not. */
  disconnectContainer: DisconnectContainerResult;
  /** Cordons a host and recreates its labs on other hosts. For operators only: FORBIDDEN for other users. */
  drainHost: DrainHostResult;
  /**
   * Makes a lab with the networks, containers, links, files and notes of another one of the viewer's, and starts its containers. What
   * programs wrote in the containers is not copied, nor are its history and its time of expiry.
   */
  duplicateLab: DuplicateLabResult;
  /** Makes a new lab of a snapshot, whose containers begin with what was saved, and starts those that ran. */
  forkSnapshot: ForkSnapshotResult;
  /**
   * Makes a lab of files: of ours, of containerlab or of Kathará. The notes account for everything that was renamed or left out. With
   * dryRun, or if a note is an ERROR, nothing is made, and `lab` is null. With `into`, the files change a lab instead, in one
   * revision and one step of its history: networks and containers of other names are deleted, and what the files leave open,
   * such as addresses and positions, stays.
   */
  importLab: ImportLabResult;
  /** Recreates a lab on other hosts, if one of its hosts is LOST. The files in its containers are lost. */
  moveLab: MoveLabResult;
  /**
   * Moves networks, containers, notes and frames on the canvas. Nothing changes on the host. A frame moves alone: give the nodes
   * in it as well.
   */
  moveNodes: MoveNodesResult;
  /**
   * Has a host pull an image from a registry, for the viewer's own labs: at most 2 GB, compressed. `imageBuild` follows it, and
   * `cancelImageBuild` ends it. It counts as a build.
   */
  pullImage: PullImageResult;
  /**
   * Reads the files of a lab from a git repository, for `importLab`: those of its last commit. Only repositories below
   * `repositorySources` are read. Makes nothing.
   */
  readRepository: ReadRepositoryResult;
  /** Redoes the edit that was undone last. */
  redo: RedoResult;
  /**
   * Renames a container while it runs: its host name, and its name in the lab. Its files, addresses, programs and terminals
   * stay. Programs that read the host name at their start know the new one after a restart.
   */
  renameContainer: RenameContainerResult;
  /** Renames a network. Its containers notice nothing. */
  renameNetwork: RenameNetworkResult;
  /** Stops and starts a container. Its files stay. */
  restartContainer: RestartContainerResult;
  /**
   * Puts a snapshot in place of what its lab has now, in one step of its history: its networks and containers are made again,
   * with new ids. Undo brings back the lab as it was drawn, without what programs had written.
   */
  restoreSnapshot: RestoreSnapshotResult;
  /** Ends an API token and the tokens that it created, and closes their WebSockets. */
  revokeApiToken: RevokeApiTokenResult;
  /** Ends one of the viewer's sessions and closes its WebSockets. FORBIDDEN with a token. */
  revokeSession: RevokeSessionResult;
  /**
   * Saves a lab with what the programs of its containers changed in their files. The programs of each container stand still while it is
   * read, for a minute at most. `snapshot` follows it. A user has ten snapshots with 1 GB together, and saves one at a time.
   */
  saveSnapshot: SaveSnapshotResult;
  /** Sets the same quality for several links of a lab, as one step of the history. All or none are changed. */
  setLinkQualities: SetLinkQualitiesResult;
  /**
   * Replaces a link's quality in the directions that are given, live and without interrupting it. It is part of the lab:
   * undone like any edit, and kept when the container restarts.
   */
  setLinkQuality: SetLinkQualityResult;
  /** Signs in and sets the session cookie. Needs no sign-in, and HTTP. */
  signIn: SignInResult;
  /** Signs out: ends the session and closes its WebSockets. Does not end a token. */
  signOut: SignOutPayload;
  /** Ends all sessions of the viewer, this one too. API tokens stay. FORBIDDEN with a token. */
  signOutEverywhere: SignOutEverywherePayload;
  /** Creates an account and signs in to it. Needs no sign-in, and HTTP because it sets the session cookie. */
  signUp: SignUpResult;
  /** Starts a stopped or failed container. */
  startContainer: StartContainerResult;
  /** Stops a container. Its files stay. */
  stopContainer: StopContainerResult;
  /** Places labs on a host again. For operators only: FORBIDDEN for other users. */
  uncordonHost: UncordonHostResult;
  /** Undoes the last edit of a lab. A deleted container comes back with its id, name and addresses, without its files. */
  undo: UndoResult;
  /** Changes what is given of a note or a frame. */
  updateAnnotation: UpdateAnnotationResult;
  /** Changes the default route of a container, also while it runs. */
  updateContainer: UpdateContainerResult;
  /** Changes properties of a lab. */
  updateLab: UpdateLabResult;
  /** Changes a network. Its containers keep running and keep their addresses. */
  updateNetwork: UpdateNetworkResult;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationBecomeOperatorArgs = {
  input: BecomeOperatorInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationBuildImageArgs = {
  input: BuildImageInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCancelImageBuildArgs = {
  input: CancelImageBuildInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCloseTerminalArgs = {
  input: CloseTerminalInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationConnectContainerArgs = {
  input: ConnectContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCopyNodesArgs = {
  input: CopyNodesInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCordonHostArgs = {
  input: CordonHostInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCreateAnnotationArgs = {
  input: CreateAnnotationInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCreateContainerArgs = {
  input: CreateContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCreateLabArgs = {
  input: CreateLabInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationCreateNetworkArgs = {
  input: CreateNetworkInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteAnnotationArgs = {
  input: DeleteAnnotationInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteContainerArgs = {
  input: DeleteContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteImageArgs = {
  input: DeleteImageInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteLabArgs = {
  input: DeleteLabInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteNetworkArgs = {
  input: DeleteNetworkInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDeleteSnapshotArgs = {
  input: DeleteSnapshotInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDisconnectContainerArgs = {
  input: DisconnectContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDrainHostArgs = {
  input: DrainHostInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationDuplicateLabArgs = {
  input: DuplicateLabInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationForkSnapshotArgs = {
  input: ForkSnapshotInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationImportLabArgs = {
  input: ImportLabInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationMoveLabArgs = {
  input: MoveLabInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationMoveNodesArgs = {
  input: MoveNodesInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationPullImageArgs = {
  input: PullImageInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationReadRepositoryArgs = {
  input: ReadRepositoryInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRedoArgs = {
  input: RedoInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRenameContainerArgs = {
  input: RenameContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRenameNetworkArgs = {
  input: RenameNetworkInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRestartContainerArgs = {
  input: RestartContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRestoreSnapshotArgs = {
  input: RestoreSnapshotInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRevokeApiTokenArgs = {
  input: RevokeApiTokenInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationSaveSnapshotArgs = {
  input: SaveSnapshotInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationSetLinkQualitiesArgs = {
  input: SetLinkQualitiesInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationSetLinkQualityArgs = {
  input: SetLinkQualityInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationSignUpArgs = {
  input: SignUpInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationStartContainerArgs = {
  input: StartContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationStopContainerArgs = {
  input: StopContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationUncordonHostArgs = {
  input: UncordonHostInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationUndoArgs = {
  input: UndoInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationUpdateAnnotationArgs = {
  input: UpdateAnnotationInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationUpdateContainerArgs = {
  input: UpdateContainerInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationUpdateLabArgs = {
  input: UpdateLabInput;
};


/** All mutations. They need a session, or a token with the scope WRITE, unless stated otherwise. */
export type MutationUpdateNetworkArgs = {
  input: UpdateNetworkInput;
};

/** An entry of the ARP or neighbour discovery cache. */
export type NeighbourRow = {
  __typename?: 'NeighbourRow';
  /** The neighbour's address. */
  address: Scalars['String']['output'];
  /** The name of the lab's container that has this address. Null if none has. */
  container?: Maybe<Scalars['String']['output']>;
  /** The name of the interface. */
  interface: Scalars['String']['output'];
  /** Null while it is unknown. */
  macAddress?: Maybe<Scalars['String']['output']>;
  /** REACHABLE, STALE, FAILED and so on. */
  state: Scalars['String']['output'];
};

/** One isolated layer-2 segment of a lab. */
export type Network = Node & {
  __typename?: 'Network';
  /** When the network was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The interfaces on the network. */
  interfaces: Array<Interface>;
  /** Whether the network has egress: its containers reach the internet through NAT, over IPv4. */
  internet: Scalars['Boolean']['output'];
  /** The IPv4 subnet. Null if the network has none. */
  ipv4Subnet?: Maybe<Scalars['CIDR']['output']>;
  /** The IPv6 subnet, in the short form of RFC 5952. Null if the network has none. */
  ipv6Subnet?: Maybe<Scalars['CIDR']['output']>;
  /** The lab it belongs to. */
  lab: Lab;
  /** The size of the largest packet, in bytes, for every interface on the network. */
  mtu: Scalars['Int']['output'];
  /** Unique in the lab. */
  name: Scalars['String']['output'];
  /** The state of the network. */
  phase: NetworkPhase;
  /** Whether the network has no subnet at all: layer 2 only. */
  plain: Scalars['Boolean']['output'];
  /** The position on the canvas. Null until it is laid out. */
  position?: Maybe<Position>;
  /** Why the network is in this phase. Null if there is nothing to explain. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** A network was added or changed. */
export type NetworkChanged = {
  __typename?: 'NetworkChanged';
  /** The changed network. */
  network: Network;
};

/** A network is gone. */
export type NetworkDeleted = {
  __typename?: 'NetworkDeleted';
  /** Id of the network. */
  networkId: Scalars['ID']['output'];
};

/** The state of a network. */
export type NetworkPhase =
  /** It exists and carries traffic. */
  | 'ACTIVE'
  /** It is being deleted. */
  | 'DELETING'
  /** It could not be created. `reason` says why. */
  | 'FAILED'
  /** Its host does not answer. `reason` says why. */
  | 'LOST'
  /** Requested. The host has not created it yet. */
  | 'PENDING';

/** A network table of a container. */
export type NetworkTableName =
  /** The addresses of the interfaces. */
  | 'ADDRESSES'
  /** The forwarding databases of bridges and VXLAN devices. */
  | 'FDB'
  /** The rules of nftables. */
  | 'FILTERS'
  /** The network interfaces. */
  | 'INTERFACES'
  /** The ARP and neighbour discovery cache. */
  | 'NEIGHBOURS'
  /** The routes of all routing tables but `local`. */
  | 'ROUTES'
  /** The OSPF, OSPFv3, BGP and IS-IS neighbours of FRRouting. */
  | 'SESSIONS';

/** Rows of a container's network tables, in no order. */
export type NetworkTables = {
  __typename?: 'NetworkTables';
  /** The addresses of the interfaces. */
  addresses: Array<AddressRow>;
  /** The forwarding databases of bridges and VXLAN devices. */
  fdb: Array<FdbRow>;
  /** The rules of nftables, those that iptables sets too, and the chains that packets pass. */
  filters: Array<FilterRow>;
  /** The network interfaces. */
  interfaces: Array<InterfaceRow>;
  /** The ARP and neighbour discovery cache. */
  neighbours: Array<NeighbourRow>;
  /** The routes of all routing tables but `local`, a row for each next hop. */
  routes: Array<RouteRow>;
  /** The OSPF, OSPFv3, BGP and IS-IS neighbours, if the container has FRRouting's vtysh. Read again when routes or links change. */
  sessions: Array<SessionRow>;
};

/** Any object with a global id. */
export type Node = {
  /** Global, opaque and never reused. */
  id: Scalars['ID']['output'];
};

/** A network, container or annotation with its new position, and an annotation's new size. */
export type NodeMoveInput = {
  /** The new height of an annotation. Null or left out: as it is. */
  height?: InputMaybe<Scalars['Float']['input']>;
  /** Id of the network, container or annotation. */
  nodeId: Scalars['ID']['input'];
  /** The new width of an annotation. Null or left out: as it is. */
  width?: InputMaybe<Scalars['Float']['input']>;
  /** Grows to the right. From -1000000 to 1000000. */
  x: Scalars['Float']['input'];
  /** Grows downwards. From -1000000 to 1000000. */
  y: Scalars['Float']['input'];
};

/** The object does not exist, or the viewer may not see it. Nothing was changed. */
export type NotFoundError = UserError & {
  __typename?: 'NotFoundError';
  /** Always NOT_FOUND. */
  code: UserErrorCode;
  /** What was not found. */
  message: Scalars['String']['output'];
};

/** An image that its owner builds from a Dockerfile, or has pulled from a registry. No other user can see or run it. */
export type OwnImage = {
  __typename?: 'OwnImage';
  /** The files that it copies. Null for none. */
  context?: Maybe<ImageContext>;
  /** What it is built from. Empty for one that is pulled. */
  dockerfile: Scalars['String']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The name that `createContainer` takes, unique among the viewer's images. */
  name: Scalars['String']['output'];
  /** The reference in its registry that it is pulled from. Null for one that is built. */
  pulledFrom?: Maybe<Scalars['String']['output']>;
  /** Why there is no image. Null if there is, or while it is built. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the build was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** How far it is. */
  state: OwnImageState;
};

/** How far an image of a user's own is. */
export type OwnImageState =
  /** A host builds it, or will in a moment. */
  | 'BUILDING'
  /** Its owner ended the build. */
  | 'CANCELLED'
  /** It could not be built; `reason` says why. */
  | 'FAILED'
  /** Containers can run it. */
  | 'READY';

/** The position of a page in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item. Null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** The time that a container spent in one phase. */
export type PhaseTiming = {
  __typename?: 'PhaseTiming';
  /** When the container entered it. */
  at: Scalars['DateTime']['output'];
  /** Milliseconds spent in it; until now for the current phase. */
  durationMs: Scalars['Int']['output'];
  /** The phase. */
  phase: ContainerPhase;
};

/** What a planned change does. */
export type PlannedAction =
  /** It is made. */
  | 'ADD'
  /** It is changed in place. */
  | 'CHANGE'
  /** It is removed. */
  | 'REMOVE'
  /** It is removed, and created again under its name. */
  | 'REPLACE';

/** A difference between a lab and files that describe how it should be. */
export type PlannedChange = {
  __typename?: 'PlannedChange';
  /** What it does. */
  action: PlannedAction;
  /** What differs, in words, such as 'mtu: 1500 → 9000'. */
  details: Array<Scalars['String']['output']>;
  /** What running containers notice. */
  effect: PlannedEffect;
  /** What it is about. */
  kind: PlannedKind;
  /** The name of the network or container, `container/network` for an interface, or the changed property of the lab. */
  name: Scalars['String']['output'];
};

/** What running containers notice of a planned change. */
export type PlannedEffect =
  /** A change while they run. */
  | 'LIVE'
  /** Nothing before they are started again. Their contents stay. */
  | 'NEXT_START'
  /** Nothing. */
  | 'NONE'
  /** The container loses its contents. */
  | 'RECREATE';

/** What a planned change is about. */
export type PlannedKind =
  /** A note or a frame on the canvas. */
  | 'ANNOTATION'
  /** A container, with its interfaces if it is added, replaced or removed. */
  | 'CONTAINER'
  /** An interface of a container that stays. */
  | 'INTERFACE'
  /** The lab itself. */
  | 'LAB'
  /** A network. */
  | 'NETWORK';

/** A position on the canvas, in canvas units. */
export type Position = {
  __typename?: 'Position';
  /** Grows to the right. */
  x: Scalars['Float']['output'];
  /** Grows downwards. */
  y: Scalars['Float']['output'];
};

/** A position on the canvas, in canvas units. */
export type PositionInput = {
  /** Grows to the right. From -1000000 to 1000000. */
  x: Scalars['Float']['input'];
  /** Grows downwards. From -1000000 to 1000000. */
  y: Scalars['Float']['input'];
};

/** A container that files make. */
export type PreviewContainer = {
  __typename?: 'PreviewContainer';
  /** The name of the image that it runs. */
  image: Scalars['String']['output'];
  /** The networks that it is on, eth0 first. */
  links: Array<PreviewLink>;
  /** Unique in the lab. */
  name: Scalars['String']['output'];
  /** The position on the canvas. Null: the client lays it out. */
  position?: Maybe<Position>;
};

/** An attachment of a container that files make. */
export type PreviewLink = {
  __typename?: 'PreviewLink';
  /** The name of the network. */
  network: Scalars['String']['output'];
};

/** A network that files make. */
export type PreviewNetwork = {
  __typename?: 'PreviewNetwork';
  /** Unique in the lab. */
  name: Scalars['String']['output'];
  /** The position on the canvas. Null: the client lays it out. */
  position?: Maybe<Position>;
};

/** The image to pull. */
export type PullImageInput = {
  /** 1 to 63 lower-case letters, digits and dashes. An image whose pull failed or was cancelled is replaced. */
  name: Scalars['String']['input'];
  /** As `docker pull` takes it, such as `ghcr.io/org/tool:1.2`, in one of `registries`. */
  reference: Scalars['String']['input'];
};

/** The pull has begun. */
export type PullImagePayload = {
  __typename?: 'PullImagePayload';
  /** The image, which is being pulled. */
  image: OwnImage;
};

/** The outcome of `pullImage`. */
export type PullImageResult = ConflictError | HostError | PullImagePayload | QuotaError | ValidationError;

/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type Query = {
  __typename?: 'Query';
  /**
   * Whether builds of Dockerfiles reach the internet, as networks with egress do, for example to install packages. If not, they have
   * no network. Needs no sign-in.
   */
  buildEgress: Scalars['Boolean']['output'];
  /** Whether two or more hosts can share a lab now. */
  canSpread: Scalars['Boolean']['output'];
  /**
   * Why a container reaches another one of its lab or not. It reads the tables of the lab's containers, sends a few packets,
   * and reads them again. It changes nothing; a TCP connection that opens is closed at once.
   */
  explainReachability: ExplainReachabilityResult;
  /** Every host that has ever reported, for operators only. FORBIDDEN for other users. */
  hosts: Array<Host>;
  /** What containers can run: the catalogue, and the images of the viewer that were built. Needs no sign-in for the catalogue. */
  images: Array<Image>;
  /** A lab by its id. Null if it does not exist or the viewer may not see it. */
  lab?: Maybe<Lab>;
  /** The folders of the viewer's labs, by name. */
  labFolders: Array<Scalars['String']['output']>;
  /** The templates that a new lab can start from, simplest first. Needs no sign-in. */
  labTemplates: Array<LabTemplate>;
  /** The viewer's labs, newest first. */
  labs: LabConnection;
  /** Usual kinds of links, to start from with `setLinkQuality`. */
  linkPresets: Array<LinkPreset>;
  /** Any object by its id. Null if it does not exist or the viewer may not see it. Images need no sign-in. */
  node?: Maybe<Node>;
  /** The viewer's own images, built or not, by name. */
  ownImages: Array<OwnImage>;
  /** Where `pullImage` takes images from: registries, or parts of them such as `docker.io/library`. Needs no sign-in. */
  registries: Array<Scalars['String']['output']>;
  /** The addresses below which `readRepository` reads git repositories. Empty if the operator allows none. */
  repositorySources: Array<Scalars['String']['output']>;
  /**
   * How much a snapshot of a lab would have at most: what the programs of its containers changed, before it is packed. What is stored
   * already takes no room again.
   */
  snapshotSize: SnapshotSizeResult;
  /** The viewer's snapshots of labs, newest first. */
  snapshots: Array<Snapshot>;
  /**
   * What was recorded of a container's network tables: how they were at `from`, whole, then every change until `to`, oldest
   * first. The host records them while `networkTables` is watched, and for an hour after, and keeps at most an hour, 2,000
   * changes and 300 kB. Begins later if `from` is longer ago. Empty if nothing is recorded.
   */
  tableHistory: Array<TableRecord>;
  /** The signed-in user. Null without a valid session or token. */
  viewer?: Maybe<User>;
};


/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type QueryExplainReachabilityArgs = {
  address?: InputMaybe<Scalars['IPAddress']['input']>;
  from: Scalars['ID']['input'];
  ipVersion?: InputMaybe<Scalars['Int']['input']>;
  tcpPort?: InputMaybe<Scalars['Int']['input']>;
  to: Scalars['ID']['input'];
};


/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type QueryLabArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type QueryLabsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  folder?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type QuerySnapshotSizeArgs = {
  labId: Scalars['ID']['input'];
};


/** All queries. They need a session, or a token with the scope READ, unless stated otherwise. */
export type QueryTableHistoryArgs = {
  containerId: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A limit is reached. Nothing was changed. */
export type QuotaError = UserError & {
  __typename?: 'QuotaError';
  /** Always QUOTA. */
  code: UserErrorCode;
  /** The limit. */
  limit: Scalars['Int']['output'];
  /** Which limit was reached, and how to make room. */
  message: Scalars['String']['output'];
  /** How much of it is in use. */
  used: Scalars['Int']['output'];
};

/** How much of a quota is used. */
export type QuotaUse = {
  __typename?: 'QuotaUse';
  /** The most that is allowed. An account that had more before keeps it. */
  limit: Scalars['Int']['output'];
  /** How much is in use. */
  used: Scalars['Int']['output'];
};

/** Too many attempts in a short time. Nothing was changed. */
export type RateLimitError = UserError & {
  __typename?: 'RateLimitError';
  /** Always RATE_LIMITED. */
  code: UserErrorCode;
  /** What was attempted too often, and when to try again. */
  message: Scalars['String']['output'];
  /** Seconds to wait before the next try. */
  retryAfterSeconds: Scalars['Int']['output'];
};

/** How one container reaches one address of another one. */
export type ReachabilityCell = {
  __typename?: 'ReachabilityCell';
  /** The address. Null if the target has none of the kind. */
  address?: Maybe<Scalars['IPAddress']['output']>;
  /** Who sent an ICMP error about it. Null without one. */
  errorFrom?: Maybe<Scalars['IPAddress']['output']>;
  /** The container that sent. */
  from: Container;
  /** How many were answered. */
  received: Scalars['Int']['output'];
  /** The mean time until the answer, in milliseconds. Null without an answer. */
  rttMs?: Maybe<Scalars['Float']['output']>;
  /** How many packets were sent. */
  sent: Scalars['Int']['output'];
  /** How it ended. */
  status: ReachabilityStatus;
  /** The container that has the address. */
  to: Container;
};

/** Why a container reaches an address of another one or not. */
export type ReachabilityExplanation = {
  __typename?: 'ReachabilityExplanation';
  /** The address that was tried. */
  address: Scalars['IPAddress']['output'];
  /** The way back. Empty if the way there does not arrive. */
  back: Array<ReachabilityHop>;
  /** The container where the way ends. Null if it does not end early. */
  endsAt?: Maybe<Container>;
  /** The interface where it ends, as the container calls it. */
  endsAtInterface?: Maybe<Scalars['String']['output']>;
  /** What the tables and counters say about it, one fact each. */
  evidence: Array<Scalars['String']['output']>;
  /** The way there, as far as it goes. */
  hops: Array<ReachabilityHop>;
  /** The reason in one sentence, with the lab's names. */
  sentence: Scalars['String']['output'];
  /** What it comes down to. */
  verdict: ReachabilityVerdict;
};

/** One container on the way of a packet. */
export type ReachabilityHop = {
  __typename?: 'ReachabilityHop';
  /** The container. */
  container: Container;
  /** The interface by which the packet comes in. Null where the way begins. */
  inInterface?: Maybe<Scalars['String']['output']>;
  /** The network that it goes out to. Null where the way ends. */
  network?: Maybe<Network>;
  /** The interface by which it goes out. Null where the way ends. */
  outInterface?: Maybe<Scalars['String']['output']>;
};

/** How packets from one container to an address of another one ended. */
export type ReachabilityStatus =
  /** The host could not check it. */
  | 'FAILED'
  /** Small packets are answered. Those as large as the path's MTU are not. */
  | 'LARGE_LOST'
  /** Some were answered. */
  | 'LOSSY'
  /** One of the two containers does not run. */
  | 'NOT_RUNNING'
  /** The target has no address of the kind. */
  | 'NO_ADDRESS'
  /** The container has no route to the address. */
  | 'NO_ROUTE'
  /** All were answered. */
  | 'OK'
  /** The container's own packet filter or a route forbids it. */
  | 'PROHIBITED'
  /** The TCP port is closed. */
  | 'REFUSED'
  /** None was answered in time. */
  | 'UNANSWERED'
  /** A router or the kernel said that the address can't be reached. */
  | 'UNREACHABLE';

/** Some cells of a lab's reachability. */
export type ReachabilityUpdate = {
  __typename?: 'ReachabilityUpdate';
  /** Cells that are known now and were not before. */
  cells: Array<ReachabilityCell>;
  /** Whether this is the last event. */
  done: Scalars['Boolean']['output'];
  /** What could not be checked, and why. Empty if all was. */
  problems: Array<Scalars['String']['output']>;
};

/** Why packets from one container reach another one or not. */
export type ReachabilityVerdict =
  /** Two interfaces of a network have the address that they are sent to. */
  | 'DUPLICATE_ADDRESS'
  /** A packet filter drops or rejects them. */
  | 'FILTERED'
  /** An interface on the way is down or unplugged. */
  | 'LINK_DOWN'
  /** Routes send them in a circle. */
  | 'LOOP'
  /** They do, and some are lost. */
  | 'LOSSY'
  /** Small packets pass, large ones are lost. */
  | 'MTU'
  /** ARP or neighbour discovery for the next hop is not answered. */
  | 'NEIGHBOUR_UNANSWERED'
  /** A container on the way does not forward packets. */
  | 'NOT_FORWARDING'
  /** No process listens on the TCP port. */
  | 'NOT_LISTENING'
  /** A container on the way does not run. */
  | 'NOT_RUNNING'
  /** A container on the way has no route to the target. */
  | 'NO_ROUTE'
  /** A container on the way back has no route to the source. */
  | 'NO_ROUTE_BACK'
  /** The way leaves the interfaces of the lab. */
  | 'OUTSIDE'
  /** They do. */
  | 'REACHABLE'
  /** A container drops packets that come in by another interface than its route back. */
  | 'REVERSE_PATH'
  /** The tables do not show why. */
  | 'UNKNOWN';

/** The address of a lab in a git repository. */
export type ReadRepositoryInput = {
  /** `URL`, `URL#branch` or `URL#branch:path`, such as https://github.com/example/labs.git#main:ring. The path is that of a folder or file. */
  address: Scalars['String']['input'];
};

/** The files of a lab in a git repository. */
export type ReadRepositoryPayload = {
  __typename?: 'ReadRepositoryPayload';
  /** Of the folder, or the file and those that it needs. */
  files: Array<ExportFile>;
  /** What was skipped, and why. */
  notes: Array<ImportNote>;
};

/** The outcome of `readRepository`. A repository that can't be read is a ValidationError. */
export type ReadRepositoryResult = QuotaError | ReadRepositoryPayload | ValidationError;

/** The edit to redo. */
export type RedoInput = {
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** Redo this step only, from `redoStepId`; CONFLICT if another one is next. Null or left out: the next step. */
  stepId?: InputMaybe<Scalars['ID']['input']>;
};

/** The edit is done again. */
export type RedoPayload = {
  __typename?: 'RedoPayload';
  /** The changed lab. */
  lab: Lab;
  /** What the edit did, such as 'Delete web-1'. */
  label: Scalars['String']['output'];
};

/** The outcome of `redo`. A conflict says why the step can't be redone. */
export type RedoResult = ConflictError | HostError | NotFoundError | QuotaError | RedoPayload;

/** The container and its new name. */
export type RenameContainerInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** 1 to 63 lower-case letters, digits and '-', unique in the lab. */
  name: Scalars['String']['input'];
};

/** The container is being recreated under its new name. */
export type RenameContainerPayload = {
  __typename?: 'RenameContainerPayload';
  /** The renamed container. */
  container: Container;
};

/** The outcome of `renameContainer`. */
export type RenameContainerResult = ConflictError | HostError | NotFoundError | RenameContainerPayload | ValidationError;

/** The network and its new name. */
export type RenameNetworkInput = {
  /** 1 to 63 lower-case letters, digits and '-', unique in the lab. */
  name: Scalars['String']['input'];
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** The network is renamed. */
export type RenameNetworkPayload = {
  __typename?: 'RenameNetworkPayload';
  /** The renamed network. */
  network: Network;
};

/** The outcome of `renameNetwork`. */
export type RenameNetworkResult = ConflictError | HostError | NotFoundError | RenameNetworkPayload | ValidationError;

/** The container to restart. */
export type RestartContainerInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being restarted. */
export type RestartContainerPayload = {
  __typename?: 'RestartContainerPayload';
  /** The container. */
  container: Container;
};

/** The outcome of `restartContainer`. */
export type RestartContainerResult = ConflictError | HostError | NotFoundError | QuotaError | RestartContainerPayload;

/** The snapshot to restore. */
export type RestoreSnapshotInput = {
  /** Id of the snapshot. */
  snapshotId: Scalars['ID']['input'];
};

/** The lab is being recreated. */
export type RestoreSnapshotPayload = {
  __typename?: 'RestoreSnapshotPayload';
  /** The lab as it is to be. */
  lab: Lab;
};

/** The outcome of `restoreSnapshot`. A lab that is gone is a NotFoundError. */
export type RestoreSnapshotResult = ConflictError | HostError | NotFoundError | QuotaError | RestoreSnapshotPayload | ValidationError;

/** The token to end. */
export type RevokeApiTokenInput = {
  /** Id of the token. */
  tokenId: Scalars['ID']['input'];
};

/** The token no longer works. */
export type RevokeApiTokenPayload = {
  __typename?: 'RevokeApiTokenPayload';
  /** Id of the token. */
  revokedTokenId: Scalars['ID']['output'];
};

/** The outcome of `revokeApiToken`. */
export type RevokeApiTokenResult = NotFoundError | RevokeApiTokenPayload;

/** The session to end. */
export type RevokeSessionInput = {
  /** Id of the session. */
  sessionId: Scalars['ID']['input'];
};

/** The session is over. */
export type RevokeSessionPayload = {
  __typename?: 'RevokeSessionPayload';
  /** Id of the session. */
  revokedSessionId: Scalars['ID']['output'];
};

/** The outcome of `revokeSession`. */
export type RevokeSessionResult = NotFoundError | RevokeSessionPayload;

/** One next hop of a route. */
export type RouteRow = {
  __typename?: 'RouteRow';
  /** The name of the lab's container that has this address. Null if none has. */
  container?: Maybe<Scalars['String']['output']>;
  /** default, or a prefix such as 10.0.3.0/24. */
  destination: Scalars['String']['output'];
  /** 4 or 6. */
  family: Scalars['Int']['output'];
  /** The kernel's flags, such as linkdown. */
  flags: Array<Scalars['String']['output']>;
  /** The interface it leaves by. Null for a route that leads nowhere, such as a black hole. */
  interface?: Maybe<Scalars['String']['output']>;
  /** Its metric. */
  metric?: Maybe<Scalars['Float']['output']>;
  /** Who set it, such as kernel, static, ospf or bgp. Null for a route set by hand. */
  protocol?: Maybe<Scalars['String']['output']>;
  /** The preferred source address. */
  source?: Maybe<Scalars['String']['output']>;
  /** main, or another routing table. */
  table: Scalars['String']['output'];
  /** unicast, blackhole, unreachable and so on. */
  type: Scalars['String']['output'];
  /** The address of the next hop. Null for a network that is directly connected. */
  via?: Maybe<Scalars['String']['output']>;
};

/** A routing protocol. */
export type RoutingProtocol =
  /** The Border Gateway Protocol. */
  | 'BGP'
  /** Intermediate System to Intermediate System. */
  | 'ISIS'
  /** Open Shortest Path First, version 2. */
  | 'OSPF'
  /** Open Shortest Path First, version 3, which carries IPv6. */
  | 'OSPFV3';

/** An adjacency of OSPF, OSPFv3 or IS-IS, or a BGP session. */
export type RoutingSession = {
  __typename?: 'RoutingSession';
  /** Its two ends. */
  ends: Array<RoutingSessionEnd>;
  /** Stays the same while the state of the session changes. Unique in the lab. */
  id: Scalars['String']['output'];
  /** The network that both ends are on. Null for a session over several hops. */
  network?: Maybe<Network>;
  /** Its routing protocol. */
  protocol: RoutingProtocol;
  /** How it does, by the end that is worse off. */
  status: RoutingSessionStatus;
};

/** One end of a session. */
export type RoutingSessionEnd = {
  __typename?: 'RoutingSessionEnd';
  /** Its address. Null while it is not known. */
  address?: Maybe<Scalars['String']['output']>;
  /** The container. Null for a peer outside the lab. */
  container?: Maybe<Container>;
  /** As its daemon calls it: Full/DR, 2-Way/DROther, Established, Active and so on. Null if this end does not say. */
  state?: Maybe<Scalars['String']['output']>;
};

/** How a session does. */
export type RoutingSessionStatus =
  /** No routes are exchanged, or not yet. */
  | 'DOWN'
  /** OSPF routers that are neither designated nor backup stay in 2-Way with each other. That is no failure. */
  | 'TWO_WAY'
  /** Routes are exchanged: Full, Established or Up. */
  | 'UP';

/** The OSPF, OSPFv3, IS-IS and BGP sessions of a lab's routers. */
export type RoutingSessions = {
  __typename?: 'RoutingSessions';
  /** When the last change was read. */
  at: Scalars['DateTime']['output'];
  /** How many of a lab's routers are not followed, because their host follows as many as it may. */
  omittedRouters: Scalars['Int']['output'];
  /** The number of running containers with FRRouting, those without a neighbour too. */
  routers: Scalars['Int']['output'];
  /** Each session once, as both ends see it. */
  sessions: Array<RoutingSession>;
};

/** The lab to save. */
export type SaveSnapshotInput = {
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** 1 to 60 characters, unique among the viewer's snapshots. */
  name: Scalars['String']['input'];
};

/** The snapshot has begun. */
export type SaveSnapshotPayload = {
  __typename?: 'SaveSnapshotPayload';
  /** The snapshot, which is being saved. */
  snapshot: Snapshot;
};

/** The outcome of `saveSnapshot`. A QuotaError about sizes counts in MB of 1,048,576 bytes. */
export type SaveSnapshotResult = ConflictError | HostError | NotFoundError | QuotaError | SaveSnapshotPayload | ValidationError;

/** A sign-in with a browser. */
export type Session = {
  __typename?: 'Session';
  /** The network of the client at sign-in: its address without the last part. Null if unknown. */
  address?: Maybe<Scalars['String']['output']>;
  /** When the user signed in. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether this request uses the session. */
  current: Scalars['Boolean']['output'];
  /** When the session ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** Pass it to `revokeSession`. It is not the secret. */
  id: Scalars['ID']['output'];
  /** When the session was last used, to the minute. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** The browser's User-Agent header at sign-in. Null if it sent none. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** A neighbour of a routing daemon. */
export type SessionRow = {
  __typename?: 'SessionRow';
  /** The neighbour's address. */
  address?: Maybe<Scalars['String']['output']>;
  /** The name of the lab's container that has this address. Null if none has. */
  container?: Maybe<Scalars['String']['output']>;
  /** The interface that leads to it. */
  interface?: Maybe<Scalars['String']['output']>;
  /** What the protocol knows it by: a router id, an address or a system id. */
  peer: Scalars['String']['output'];
  /** The number of prefixes received from it. BGP only. */
  prefixes?: Maybe<Scalars['Int']['output']>;
  /** Its routing protocol. */
  protocol: RoutingProtocol;
  /** The neighbour's autonomous system. BGP only. */
  remoteAs?: Maybe<Scalars['Float']['output']>;
  /** As the daemon calls it: Full/DR, Established, Up and so on. */
  state: Scalars['String']['output'];
  /** Whether routes are exchanged. */
  up: Scalars['Boolean']['output'];
};

/** Interfaces of a lab, and what their links are to be like. */
export type SetLinkQualitiesInput = {
  /** For frames that come out of the containers. Null or left out: unchanged. */
  fromContainer?: InputMaybe<ImpairmentInput>;
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** Whether the links are up. Null or left out: unchanged. */
  linkUp?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 200 links, each once. */
  links: Array<LinkInput>;
  /** An outage of all that begins now. Null or left out: none. Those that were set before end in any case. */
  outage?: InputMaybe<LinkOutageInput>;
  /** For frames that enter the containers. Null or left out: unchanged. */
  toContainer?: InputMaybe<ImpairmentInput>;
};

/** The links have their quality. */
export type SetLinkQualitiesPayload = {
  __typename?: 'SetLinkQualitiesPayload';
  /** The changed lab. */
  lab: Lab;
};

/** The outcome of `setLinkQualities`. A host error names what the kernel of one of the hosts lacks. */
export type SetLinkQualitiesResult = ConflictError | HostError | NotFoundError | SetLinkQualitiesPayload | ValidationError;

/** The interface, by its container and network, and what its link is to be like. */
export type SetLinkQualityInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** For frames that come out of the container. Null or left out: unchanged. */
  fromContainer?: InputMaybe<ImpairmentInput>;
  /** Whether the link is up. Null or left out: unchanged. */
  linkUp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
  /** An outage that begins now. Null or left out: none. One that was set before ends in any case. */
  outage?: InputMaybe<LinkOutageInput>;
  /** For frames that enter the container. Null or left out: unchanged. */
  toContainer?: InputMaybe<ImpairmentInput>;
};

/** The link has the quality. */
export type SetLinkQualityPayload = {
  __typename?: 'SetLinkQualityPayload';
  /** The container. */
  container: Container;
  /** The changed interface. */
  interface: Interface;
};

/** The outcome of `setLinkQuality`. A host error names what the host's kernel lacks. */
export type SetLinkQualityResult = ConflictError | HostError | NotFoundError | SetLinkQualityPayload | ValidationError;

/** The account to sign in to. */
export type SignInInput = {
  /** The password. */
  password: Scalars['String']['input'];
  /** The user name. */
  username: Scalars['String']['input'];
};

/** The user is signed in. */
export type SignInPayload = {
  __typename?: 'SignInPayload';
  /** The user. */
  viewer: User;
};

/** The outcome of `signIn`. */
export type SignInResult = CredentialsError | RateLimitError | SignInPayload;

/** All sessions are over. */
export type SignOutEverywherePayload = {
  __typename?: 'SignOutEverywherePayload';
  /** False if no user was signed in. */
  signedOut: Scalars['Boolean']['output'];
};

/** The session is over. */
export type SignOutPayload = {
  __typename?: 'SignOutPayload';
  /** False if the request had no session. */
  signedOut: Scalars['Boolean']['output'];
};

/** The account to create. */
export type SignUpInput = {
  /** 10 to 200 characters, and not one that is guessed at once. */
  password: Scalars['String']['input'];
  /** 3 to 32 letters, digits, '-', '_' or '.'. Case does not matter when it is compared. */
  username: Scalars['String']['input'];
};

/** The account was created and is signed in. */
export type SignUpPayload = {
  __typename?: 'SignUpPayload';
  /** The new user. */
  viewer: User;
};

/** The outcome of `signUp`. */
export type SignUpResult = ConflictError | RateLimitError | SignUpPayload | ValidationError;

/**
 * A lab as it was once, with what the programs of its containers had changed in their files. Only its owner sees it. Memory, running
 * programs and connections are not in it.
 */
export type Snapshot = {
  __typename?: 'Snapshot';
  /** What it stores, packed, in bytes. What it shares with other snapshots counts for each of them. */
  bytes: Scalars['Int']['output'];
  /** How many containers it has. */
  containerCount: Scalars['Int']['output'];
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The lab that was saved. Null if it is gone, or on another site. */
  lab?: Maybe<Lab>;
  /** The name of the lab when it was saved. */
  labName: Scalars['String']['output'];
  /** Its name, unique among the viewer's snapshots. */
  name: Scalars['String']['output'];
  /** Why there is nothing to restore. Null if there is, or while it is saved. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How many of them are saved. */
  savedCount: Scalars['Int']['output'];
  /** How far it is. */
  state: SnapshotState;
};

/** How much a snapshot would have. */
export type SnapshotSize = {
  __typename?: 'SnapshotSize';
  /** In bytes, not packed. A Float, because it may exceed 2 GB. */
  bytes: Scalars['Float']['output'];
  /** Each container. */
  containers: Array<ContainerSize>;
};

/** The outcome of `snapshotSize`. HostError: a host of the lab does not answer. */
export type SnapshotSizeResult = HostError | NotFoundError | SnapshotSize;

/** How far a snapshot is. */
export type SnapshotState =
  /** It could not be saved; `reason` says why. Nothing of it is stored. */
  | 'FAILED'
  /** It can be restored, forked and exported. */
  | 'READY'
  /** Hosts read the containers, one or two at a time. */
  | 'SAVING';

/** The container to start. */
export type StartContainerInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being started. */
export type StartContainerPayload = {
  __typename?: 'StartContainerPayload';
  /** The container. */
  container: Container;
};

/** The outcome of `startContainer`. */
export type StartContainerResult = ConflictError | HostError | NotFoundError | QuotaError | StartContainerPayload;

/** A route of a container to a network that it is not on. */
export type StaticRoute = {
  __typename?: 'StaticRoute';
  /** The subnet that it leads to, such as 10.0.9.0/24 or ::/0. */
  destination: Scalars['CIDR']['output'];
  /** The address of a router on one of the container's networks. */
  gateway: Scalars['IPAddress']['output'];
};

/** A route of a container to a network that it is not on. */
export type StaticRouteInput = {
  /** An IPv4 or IPv6 subnet, such as 10.0.9.0/24 or ::/0. The IPv4 default route is the default gateway's. */
  destination: Scalars['CIDR']['input'];
  /** The address of a router on one of the container's networks, of the same family. */
  gateway: Scalars['IPAddress']['input'];
};

/** The container to stop. */
export type StopContainerInput = {
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being stopped. */
export type StopContainerPayload = {
  __typename?: 'StopContainerPayload';
  /** The container. */
  container: Container;
};

/** The outcome of `stopContainer`. */
export type StopContainerResult = ConflictError | HostError | NotFoundError | StopContainerPayload;

/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Who reaches whom: sends a few packets from every running container of a lab to every address of every other one, all at
   * once. Cells come as they are known; the last event has `done`. A lab has one check at a time.
   */
  checkReachability: ReachabilityUpdate;
  /** The container's log, then every line as it is written, until the container is deleted. */
  containerLogs: ContainerLogs;
  /** The current state, then every change, until the container is deleted (a last event with the phase DELETED). */
  containerReadiness: ContainerReadiness;
  /** What the container uses, once a second while it runs, until it is deleted. */
  containerStats: ContainerStats;
  /** Every host, then each host whenever it changes. For operators only: FORBIDDEN for other users. */
  hostChanges: Host;
  /**
   * The build of an image of the viewer: the last 2,000 lines of its log and those that follow, as long as its host keeps them. Ends
   * with the build. NOT_FOUND if the viewer has no such image.
   */
  imageBuild: ImageBuildEvent;
  /** The lab, then every change in it until it is deleted. Enough to keep a canvas current without refetching. */
  labChanges: LabChange;
  /**
   * What the links of a lab carry, once a second while there is traffic, from the counters of their host. The host measures
   * only while a client watches.
   */
  linkRates: LinkRates;
  /**
   * The network tables of the container, whole, then every change until it is deleted. The host is told of changes by the
   * kernel and polls nothing. While it is watched, and for an hour after, it records what `tableHistory` answers. Ends with the
   * error RATE_LIMITED if the host watches the tables of as many containers as it can.
   */
  networkTables: TableRecord;
  /**
   * The OSPF, OSPFv3, IS-IS and BGP sessions between the routers of a lab, now, then whenever one changes. A router is a container with
   * FRRouting. A change that changes no route shows within seconds at first, and within half a minute after a quiet time.
   * The host asks only while a client watches.
   */
  routingSessions: RoutingSessions;
  /**
   * A snapshot of the viewer: as it is now, then with each container that is saved. Ends when it is ready, failed or deleted. NOT_FOUND
   * if the viewer has no such snapshot.
   */
  snapshot: Snapshot;
  /** Every container in every lab of the viewer, then every change. Labs created later are included. */
  viewerReadiness: ContainerReadiness;
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionCheckReachabilityArgs = {
  ipVersion?: InputMaybe<Scalars['Int']['input']>;
  labId: Scalars['ID']['input'];
  tcpPort?: InputMaybe<Scalars['Int']['input']>;
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionContainerLogsArgs = {
  containerId: Scalars['ID']['input'];
  since?: InputMaybe<Scalars['DateTime']['input']>;
  tail?: InputMaybe<Scalars['Int']['input']>;
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionContainerReadinessArgs = {
  containerId: Scalars['ID']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionContainerStatsArgs = {
  containerId: Scalars['ID']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionImageBuildArgs = {
  name: Scalars['String']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionLabChangesArgs = {
  labId: Scalars['ID']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionLinkRatesArgs = {
  labId: Scalars['ID']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionNetworkTablesArgs = {
  containerId: Scalars['ID']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionRoutingSessionsArgs = {
  labId: Scalars['ID']['input'];
};


/** All subscriptions, over WebSocket. They need a session, or a token with the scope READ. */
export type SubscriptionSnapshotArgs = {
  id: Scalars['ID']['input'];
};

/** A kernel parameter that a container was created with. */
export type Sysctl = {
  __typename?: 'Sysctl';
  /** The name, such as net.ipv4.ip_forward. */
  name: Scalars['String']['output'];
  /** The value, such as 1. */
  value: Scalars['String']['output'];
};

/** A kernel parameter of a container's own network namespace. */
export type SysctlInput = {
  /** A name below `net`, such as net.ipv4.ip_forward. A slash stands for a dot in the name of an interface. */
  name: Scalars['String']['input'];
  /** 1 to 128 printable ASCII characters. */
  value: Scalars['String']['input'];
};

/** A change of a container's network tables in words. */
export type TableChange = {
  __typename?: 'TableChange';
  /** The table that changed. */
  table: NetworkTableName;
  /** For example: r2 lost 10.0.3.0/24 via r3. */
  text: Scalars['String']['output'];
};

/**
 * The network tables of a container at one time, or how they changed then. Apply records one after the other to know the
 * tables at any time: take away the rows of `removed`, then add those of `added`.
 */
export type TableRecord = {
  __typename?: 'TableRecord';
  /** New rows, and changed rows as they are now. */
  added: NetworkTables;
  /** When the host read the tables. */
  at: Scalars['DateTime']['output'];
  /** What changed, in words. Empty for the first record, and for changes that happen all the time, such as of stale neighbours. */
  changes: Array<TableChange>;
  /** The number of rows that are left out of the tables because there are too many: 2,000 routes, 250 rows of each other table. */
  omitted: Scalars['Int']['output'];
  /** Rows that are gone, and changed rows as they were. */
  removed: NetworkTables;
  /** Whether the container ran. While it does not, its tables are empty. */
  running: Scalars['Boolean']['output'];
  /** Whether `added` is everything there is, whatever was before. */
  whole: Scalars['Boolean']['output'];
};

/** A container of a template. */
export type TemplateContainer = {
  __typename?: 'TemplateContainer';
  /** The name of the image that the container runs. */
  image: Scalars['String']['output'];
  /** The attachments to networks, eth0 first. */
  links: Array<TemplateLink>;
  /** Unique in the template. */
  name: Scalars['String']['output'];
  /** The position on the canvas. */
  position: Position;
};

/** An attachment of a template's container to a network. */
export type TemplateLink = {
  __typename?: 'TemplateLink';
  /** The container's address on the network. */
  ipv4Address: Scalars['IPAddress']['output'];
  /** The name of the network. */
  network: Scalars['String']['output'];
};

/** A network of a template. */
export type TemplateNetwork = {
  __typename?: 'TemplateNetwork';
  /** The IPv4 subnet. */
  ipv4Subnet: Scalars['CIDR']['output'];
  /** Unique in the template. */
  name: Scalars['String']['output'];
  /** The position on the canvas. */
  position: Position;
};

/** A shell in a container, at /terminals/<container id> over WebSocket. It keeps running without viewers. */
export type Terminal = {
  __typename?: 'Terminal';
  /** The width in characters: that of the narrowest viewer. */
  cols: Scalars['Int']['output'];
  /** Unique in the container. The first one is `main`. */
  name: Scalars['String']['output'];
  /** The height in lines: that of the lowest viewer. */
  rows: Scalars['Int']['output'];
  /** When the shell was started. */
  startedAt: Scalars['DateTime']['output'];
  /** The number of viewers now. */
  viewers: Scalars['Int']['output'];
};

/** Traffic in one direction. */
export type TrafficRate = {
  __typename?: 'TrafficRate';
  /** Bytes per second, with the headers of Ethernet. */
  bytesPerSecond: Scalars['Float']['output'];
  /** Packets per second. */
  packetsPerSecond: Scalars['Float']['output'];
};

/** The host to uncordon. */
export type UncordonHostInput = {
  /** Id of the host. */
  hostId: Scalars['ID']['input'];
};

/** The host takes labs again. */
export type UncordonHostPayload = {
  __typename?: 'UncordonHostPayload';
  /** The host. */
  host: Host;
};

/** The outcome of `uncordonHost`. */
export type UncordonHostResult = NotFoundError | UncordonHostPayload;

/** The edit to undo. */
export type UndoInput = {
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** Undo this step only, from `undoStepId`; CONFLICT if another one is next. Null or left out: the next step. */
  stepId?: InputMaybe<Scalars['ID']['input']>;
};

/** The edit is undone. */
export type UndoPayload = {
  __typename?: 'UndoPayload';
  /** The changed lab. */
  lab: Lab;
  /** What the undone edit had done, such as 'Delete web-1'. */
  label: Scalars['String']['output'];
};

/** The outcome of `undo`. A conflict says why the step can't be undone. */
export type UndoResult = ConflictError | HostError | NotFoundError | QuotaError | UndoPayload;

/** The changes of an annotation. What is left out or null stays. */
export type UpdateAnnotationInput = {
  /** Id of the annotation. */
  annotationId: Scalars['ID']['input'];
  /** Its colour. */
  colour?: InputMaybe<AnnotationColour>;
  /** In canvas units, from 32 to 20000. */
  height?: InputMaybe<Scalars['Float']['input']>;
  /** What it is drawn as. */
  kind?: InputMaybe<AnnotationKind>;
  /** Its upper left corner. */
  position?: InputMaybe<PositionInput>;
  /** Its text or title. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** In canvas units, from 48 to 20000. */
  width?: InputMaybe<Scalars['Float']['input']>;
};

/** The annotation is changed. */
export type UpdateAnnotationPayload = {
  __typename?: 'UpdateAnnotationPayload';
  /** The changed annotation. */
  annotation: Annotation;
  /** Its lab. */
  lab: Lab;
};

/** The outcome of `updateAnnotation`. */
export type UpdateAnnotationResult = ConflictError | NotFoundError | QuotaError | UpdateAnnotationPayload | ValidationError;

/** The container and its changes. */
export type UpdateContainerInput = {
  /** 1 to 32 words in place of the image's command, or none for the image's. As for `env`. Null or left out: unchanged. */
  command?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Id of the container. */
  containerId: Scalars['ID']['input'];
  /** How many processors it may use, or 0 for the site's limit. It changes at once. Null or left out: unchanged. */
  cpus?: InputMaybe<Scalars['Float']['input']>;
  /** The address of a router on one of its networks, if the choice is MANUAL. */
  defaultGateway?: InputMaybe<Scalars['IPAddress']['input']>;
  /** 1 to 32 words in place of the image's entrypoint, or none for the image's. As for `env`. Null or left out: unchanged. */
  entrypoint?: InputMaybe<Array<Scalars['String']['input']>>;
  /**
   * All its variables, at most 64. They count from the next start on: the host then creates its Docker container again, with the
   * files that it holds. Null or left out: unchanged.
   */
  env?: InputMaybe<Array<EnvInput>>;
  /** All its start commands, at most 64. They count from the next start on. Null or left out: unchanged. */
  exec?: InputMaybe<Array<Scalars['String']['input']>>;
  /**
   * All its files, at most 20. At the next start the host writes those that were added or changed, and removes those that are left
   * out. The others stay as programs left them. Null or left out: unchanged.
   */
  files?: InputMaybe<Array<ContainerFileInput>>;
  /** The `filesVersion` that the change is based on. If it is another by now, a ConflictError is the answer. Null or left out: any. */
  filesVersion?: InputMaybe<Scalars['String']['input']>;
  /** How its default route is chosen. Null or left out: unchanged. */
  gatewayChoice?: InputMaybe<GatewayChoice>;
  /** How much memory it may use, in MB, or 0 for the site's limit. It changes at once. Null or left out: unchanged. */
  memoryMb?: InputMaybe<Scalars['Int']['input']>;
  /** All its commands at a stop, at most 64. They count at once. Null or left out: unchanged. */
  onStop?: InputMaybe<Array<Scalars['String']['input']>>;
  /** All ports that it offers, at most 16. They change at once. Null or left out: unchanged. */
  ports?: InputMaybe<Array<ContainerPortInput>>;
  /** All its static routes, at most 64. They change at once. Null or left out: unchanged. */
  routes?: InputMaybe<Array<StaticRouteInput>>;
  /** All its sysctls, at most 64. They count from the next start on. Null or left out: unchanged. */
  sysctls?: InputMaybe<Array<SysctlInput>>;
  /** The user of its program and terminals. Empty: the image's user. As for `env`. Null or left out: unchanged. */
  user?: InputMaybe<Scalars['String']['input']>;
  /** All containers that it waits for, at most 16. They count from the next start on, at once while it waits. Null or left out: unchanged. */
  waitFor?: InputMaybe<Array<DependencyInput>>;
  /** The folder that they begin in. Empty: the image's. As for `env`. Null or left out: unchanged. */
  workingDir?: InputMaybe<Scalars['String']['input']>;
};

/** The container was changed. Its default route changes at once, its settings count from its next start on. */
export type UpdateContainerPayload = {
  __typename?: 'UpdateContainerPayload';
  /** The changed container. */
  container: Container;
};

/** The outcome of `updateContainer`. */
export type UpdateContainerResult = ConflictError | HostError | NotFoundError | QuotaError | UpdateContainerPayload | ValidationError;

/** The lab and its changes. */
export type UpdateLabInput = {
  /** The new folder, at most 60 characters. Empty: no folder. Null or left out: unchanged. */
  folder?: InputMaybe<Scalars['String']['input']>;
  /** The new instructions, at most 4,000 characters. Empty: none. Null or left out: unchanged. */
  instructions?: InputMaybe<Scalars['String']['input']>;
  /** Id of the lab. */
  labId: Scalars['ID']['input'];
  /** The new name. Null or left out: unchanged. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The lab is changed. */
export type UpdateLabPayload = {
  __typename?: 'UpdateLabPayload';
  /** The changed lab. */
  lab: Lab;
};

/** The outcome of `updateLab`. */
export type UpdateLabResult = ConflictError | NotFoundError | UpdateLabPayload | ValidationError;

/** The network and its changes. */
export type UpdateNetworkInput = {
  /** Whether the network has egress, which needs a private IPv4 subnet. Null or left out: unchanged. */
  internet?: InputMaybe<Scalars['Boolean']['input']>;
  /** The size of the largest packet, in bytes, changed at once on every interface. Null or left out: unchanged. */
  mtu?: InputMaybe<Scalars['Int']['input']>;
  /** Id of the network. */
  networkId: Scalars['ID']['input'];
};

/** The network is changed. */
export type UpdateNetworkPayload = {
  __typename?: 'UpdateNetworkPayload';
  /** The changed network. */
  network: Network;
};

/** The outcome of `updateNetwork`. A conflict says why the network can't have egress. */
export type UpdateNetworkResult = ConflictError | HostError | NotFoundError | UpdateNetworkPayload | ValidationError;

/** How much of its quotas an account uses, over all its labs. */
export type Usage = {
  __typename?: 'Usage';
  /** Containers, running or not. */
  containers: QuotaUse;
  /** Images of their own. */
  images: QuotaUse;
  /** Labs. */
  labs: QuotaUse;
  /** The memory limits of the running containers together, in MB. */
  memoryMb: QuotaUse;
  /** Networks. */
  networks: QuotaUse;
  /** What the snapshots store, in MB of 1,048,576 bytes. */
  snapshotMb: QuotaUse;
  /** Snapshots of labs. */
  snapshots: QuotaUse;
};

/** A person with an account. */
export type User = Node & {
  __typename?: 'User';
  /** The user's API tokens. Empty for anyone but the user. */
  apiTokens: Array<ApiToken>;
  /** Whether there is no operator yet and the user may become it with `becomeOperator`. False for anyone but the user. */
  canBecomeOperator: Scalars['Boolean']['output'];
  /** When the account was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Whether the user manages hosts. */
  operator: Scalars['Boolean']['output'];
  /** The user's sessions, newest first. Empty for anyone but the user, and for requests with a token. */
  sessions: Array<Session>;
  /** How much the user's labs take of the quotas. Null for anyone but the user. */
  usage?: Maybe<Usage>;
  /** The name to sign in with. */
  username: Scalars['String']['output'];
};

/** An expected failure that the caller can fix. Mutations return it as data, not in `errors`. */
export type UserError = {
  /** The kind of failure, for programs. */
  code: UserErrorCode;
  /** What was wrong and what to do, for people. */
  message: Scalars['String']['output'];
};

/** The kinds of expected failure. */
export type UserErrorCode =
  /** The request clashes with the current state: a taken name or address, an attached container, or another edit. */
  | 'CONFLICT'
  /** The user name or the password is wrong. */
  | 'CREDENTIALS'
  /** A host of the lab can't take the request now, for example because its Docker is down. */
  | 'HOST_UNAVAILABLE'
  /** The object does not exist, or the viewer may not see it. */
  | 'NOT_FOUND'
  /** A limit is reached. */
  | 'QUOTA'
  /** Too many attempts. Wait before the next one. */
  | 'RATE_LIMITED'
  /** The input breaks a rule. `issues` says which and where. */
  | 'VALIDATION';

/** The input breaks one or more rules. Nothing was changed. */
export type ValidationError = UserError & {
  __typename?: 'ValidationError';
  /** Always VALIDATION. */
  code: UserErrorCode;
  /** Every broken rule. */
  issues: Array<ValidationIssue>;
  /** All issues in one text. */
  message: Scalars['String']['output'];
};

/** One broken rule of the input. */
export type ValidationIssue = {
  __typename?: 'ValidationIssue';
  /** The rule, the value that breaks it, and what to do. */
  message: Scalars['String']['output'];
  /** The path to the field in the input, outermost first, such as ["networks", "0", "ipv4Address"]. */
  path: Array<Scalars['String']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  BecomeOperatorResult:
    | ( Omit<BecomeOperatorPayload, 'viewer'> & { viewer: _RefType['User'] } & { __typename: 'BecomeOperatorPayload' } )
    | ( CredentialsError & { __typename: 'CredentialsError' } )
    | ( RateLimitError & { __typename: 'RateLimitError' } )
  ;
  BuildImageResult:
    | ( Omit<BuildImagePayload, 'image'> & { image: _RefType['OwnImage'] } & { __typename: 'BuildImagePayload' } )
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CancelImageBuildResult:
    | ( Omit<CancelImageBuildPayload, 'image'> & { image: _RefType['OwnImage'] } & { __typename: 'CancelImageBuildPayload' } )
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  ChangePasswordResult:
    | ( Omit<ChangePasswordPayload, 'viewer'> & { viewer: _RefType['User'] } & { __typename: 'ChangePasswordPayload' } )
    | ( CredentialsError & { __typename: 'CredentialsError' } )
    | ( RateLimitError & { __typename: 'RateLimitError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CloseTerminalResult:
    | ( Omit<CloseTerminalPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'CloseTerminalPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  ConnectContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<ConnectContainerPayload, 'container' | 'interface'> & { container: _RefType['Container'], interface: _RefType['Interface'] } & { __typename: 'ConnectContainerPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CopyNodesResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<CopyNodesPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'CopyNodesPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CordonHostResult:
    | ( Omit<CordonHostPayload, 'host'> & { host: _RefType['Host'] } & { __typename: 'CordonHostPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  CreateAnnotationResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<CreateAnnotationPayload, 'annotation' | 'lab'> & { annotation: _RefType['Annotation'], lab: _RefType['Lab'] } & { __typename: 'CreateAnnotationPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CreateApiTokenResult:
    | ( Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken: _RefType['ApiToken'] } & { __typename: 'CreateApiTokenPayload' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CreateContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<CreateContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'CreateContainerPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CreateLabResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<CreateLabPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'CreateLabPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  CreateNetworkResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<CreateNetworkPayload, 'network'> & { network: _RefType['Network'] } & { __typename: 'CreateNetworkPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  DeleteAccountResult:
    | ( CredentialsError & { __typename: 'CredentialsError' } )
    | ( DeleteAccountPayload & { __typename: 'DeleteAccountPayload' } )
    | ( RateLimitError & { __typename: 'RateLimitError' } )
  ;
  DeleteAnnotationResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<DeleteAnnotationPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'DeleteAnnotationPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DeleteContainerResult:
    | ( Omit<DeleteContainerPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'DeleteContainerPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DeleteImageResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( DeleteImagePayload & { __typename: 'DeleteImagePayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DeleteLabResult:
    | ( DeleteLabPayload & { __typename: 'DeleteLabPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DeleteNetworkResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<DeleteNetworkPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'DeleteNetworkPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DeleteSnapshotResult:
    | ( DeleteSnapshotPayload & { __typename: 'DeleteSnapshotPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DisconnectContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<DisconnectContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'DisconnectContainerPayload' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DrainHostResult:
    | ( Omit<DrainHostPayload, 'host'> & { host: _RefType['Host'] } & { __typename: 'DrainHostPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  DuplicateLabResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<DuplicateLabPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'DuplicateLabPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  ExplainReachabilityResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<ReachabilityExplanation, 'back' | 'endsAt' | 'hops'> & { back: Array<_RefType['ReachabilityHop']>, endsAt?: Maybe<_RefType['Container']>, hops: Array<_RefType['ReachabilityHop']> } & { __typename: 'ReachabilityExplanation' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  ForkSnapshotResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<ForkSnapshotPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'ForkSnapshotPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  ImportLabResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( Omit<ImportLabPayload, 'lab'> & { lab?: Maybe<_RefType['Lab']> } & { __typename: 'ImportLabPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  LabChange:
    | ( Omit<ApplyChanged, 'apply'> & { apply: _RefType['Apply'] } & { __typename: 'ApplyChanged' } )
    | ( Omit<ContainerChanged, 'container'> & { container: _RefType['Container'] } & { __typename: 'ContainerChanged' } )
    | ( ContainerDeleted & { __typename: 'ContainerDeleted' } )
    | ( LabDeleted & { __typename: 'LabDeleted' } )
    | ( Omit<LabUpdated, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'LabUpdated' } )
    | ( Omit<NetworkChanged, 'network'> & { network: _RefType['Network'] } & { __typename: 'NetworkChanged' } )
    | ( NetworkDeleted & { __typename: 'NetworkDeleted' } )
  ;
  MoveLabResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<MoveLabPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'MoveLabPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
  ;
  MoveNodesResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( Omit<MoveNodesPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'MoveNodesPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  PullImageResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( Omit<PullImagePayload, 'image'> & { image: _RefType['OwnImage'] } & { __typename: 'PullImagePayload' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  ReadRepositoryResult:
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( ReadRepositoryPayload & { __typename: 'ReadRepositoryPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  RedoResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<RedoPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'RedoPayload' } )
  ;
  RenameContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<RenameContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'RenameContainerPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  RenameNetworkResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<RenameNetworkPayload, 'network'> & { network: _RefType['Network'] } & { __typename: 'RenameNetworkPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  RestartContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<RestartContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'RestartContainerPayload' } )
  ;
  RestoreSnapshotResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<RestoreSnapshotPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'RestoreSnapshotPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  RevokeApiTokenResult:
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( RevokeApiTokenPayload & { __typename: 'RevokeApiTokenPayload' } )
  ;
  RevokeSessionResult:
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( RevokeSessionPayload & { __typename: 'RevokeSessionPayload' } )
  ;
  SaveSnapshotResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<SaveSnapshotPayload, 'snapshot'> & { snapshot: _RefType['Snapshot'] } & { __typename: 'SaveSnapshotPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  SetLinkQualitiesResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<SetLinkQualitiesPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'SetLinkQualitiesPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  SetLinkQualityResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<SetLinkQualityPayload, 'container' | 'interface'> & { container: _RefType['Container'], interface: _RefType['Interface'] } & { __typename: 'SetLinkQualityPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  SignInResult:
    | ( CredentialsError & { __typename: 'CredentialsError' } )
    | ( RateLimitError & { __typename: 'RateLimitError' } )
    | ( Omit<SignInPayload, 'viewer'> & { viewer: _RefType['User'] } & { __typename: 'SignInPayload' } )
  ;
  SignUpResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( RateLimitError & { __typename: 'RateLimitError' } )
    | ( Omit<SignUpPayload, 'viewer'> & { viewer: _RefType['User'] } & { __typename: 'SignUpPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  SnapshotSizeResult:
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( SnapshotSize & { __typename: 'SnapshotSize' } )
  ;
  StartContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<StartContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'StartContainerPayload' } )
  ;
  StopContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<StopContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'StopContainerPayload' } )
  ;
  UncordonHostResult:
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<UncordonHostPayload, 'host'> & { host: _RefType['Host'] } & { __typename: 'UncordonHostPayload' } )
  ;
  UndoResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<UndoPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'UndoPayload' } )
  ;
  UpdateAnnotationResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<UpdateAnnotationPayload, 'annotation' | 'lab'> & { annotation: _RefType['Annotation'], lab: _RefType['Lab'] } & { __typename: 'UpdateAnnotationPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  UpdateContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( Omit<UpdateContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'UpdateContainerPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  UpdateLabResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<UpdateLabPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'UpdateLabPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
  UpdateNetworkResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( Omit<UpdateNetworkPayload, 'network'> & { network: _RefType['Network'] } & { __typename: 'UpdateNetworkPayload' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AnnotationModelModel & { __typename: 'Annotation' } )
    | ( ContainerModelModel & { __typename: 'Container' } )
    | ( ImageModelModel & { __typename: 'Image' } )
    | ( LabSnapshotModel & { __typename: 'Lab' } )
    | ( NetworkModelModel & { __typename: 'Network' } )
    | ( UserModelModel & { __typename: 'User' } )
  ;
  UserError:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( CredentialsError & { __typename: 'CredentialsError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( QuotaError & { __typename: 'QuotaError' } )
    | ( RateLimitError & { __typename: 'RateLimitError' } )
    | ( ValidationError & { __typename: 'ValidationError' } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddressRow: ResolverTypeWrapper<AddressRow>;
  Annotation: ResolverTypeWrapper<AnnotationModelModel>;
  AnnotationColour: AnnotationColour;
  AnnotationKind: AnnotationKind;
  ApiToken: ResolverTypeWrapper<ApiTokenModelModel>;
  ApiTokenScope: ApiTokenScope;
  Apply: ResolverTypeWrapper<ApplyModelModel>;
  ApplyChanged: ResolverTypeWrapper<Omit<ApplyChanged, 'apply'> & { apply: ResolversTypes['Apply'] }>;
  ApplyStatus: ApplyStatus;
  AttachmentInput: AttachmentInput;
  AwaitedPhase: AwaitedPhase;
  BecomeOperatorInput: BecomeOperatorInput;
  BecomeOperatorPayload: ResolverTypeWrapper<Omit<BecomeOperatorPayload, 'viewer'> & { viewer: ResolversTypes['User'] }>;
  BecomeOperatorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BecomeOperatorResult']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BuildImageInput: BuildImageInput;
  BuildImagePayload: ResolverTypeWrapper<Omit<BuildImagePayload, 'image'> & { image: ResolversTypes['OwnImage'] }>;
  BuildImageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BuildImageResult']>;
  CIDR: ResolverTypeWrapper<Scalars['CIDR']['output']>;
  CancelImageBuildInput: CancelImageBuildInput;
  CancelImageBuildPayload: ResolverTypeWrapper<Omit<CancelImageBuildPayload, 'image'> & { image: ResolversTypes['OwnImage'] }>;
  CancelImageBuildResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelImageBuildResult']>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<Omit<ChangePasswordPayload, 'viewer'> & { viewer: ResolversTypes['User'] }>;
  ChangePasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordResult']>;
  CloseTerminalInput: CloseTerminalInput;
  CloseTerminalPayload: ResolverTypeWrapper<Omit<CloseTerminalPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  CloseTerminalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseTerminalResult']>;
  ConflictError: ResolverTypeWrapper<ConflictError>;
  ConnectContainerInput: ConnectContainerInput;
  ConnectContainerPayload: ResolverTypeWrapper<Omit<ConnectContainerPayload, 'container' | 'interface'> & { container: ResolversTypes['Container'], interface: ResolversTypes['Interface'] }>;
  ConnectContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConnectContainerResult']>;
  Container: ResolverTypeWrapper<ContainerModelModel>;
  ContainerChanged: ResolverTypeWrapper<Omit<ContainerChanged, 'container'> & { container: ResolversTypes['Container'] }>;
  ContainerConfig: ResolverTypeWrapper<Omit<ContainerConfig, 'waitFor'> & { waitFor: Array<ResolversTypes['ContainerDependency']> }>;
  ContainerConfigInput: ContainerConfigInput;
  ContainerDeleted: ResolverTypeWrapper<ContainerDeleted>;
  ContainerDependency: ResolverTypeWrapper<Omit<ContainerDependency, 'container'> & { container?: Maybe<ResolversTypes['Container']> }>;
  ContainerFile: ResolverTypeWrapper<ContainerFile>;
  ContainerFileInput: ContainerFileInput;
  ContainerLogs: ResolverTypeWrapper<ContainerLogs>;
  ContainerPhase: ContainerPhase;
  ContainerPort: ResolverTypeWrapper<ContainerPort>;
  ContainerPortInput: ContainerPortInput;
  ContainerReadiness: ResolverTypeWrapper<ReadinessModelModel>;
  ContainerSetting: ContainerSetting;
  ContainerSize: ResolverTypeWrapper<ContainerSize>;
  ContainerStats: ResolverTypeWrapper<Omit<ContainerStats, 'container' | 'interfaces'> & { container: ResolversTypes['Container'], interfaces: Array<ResolversTypes['InterfaceStats']> }>;
  CopyNodesInput: CopyNodesInput;
  CopyNodesPayload: ResolverTypeWrapper<Omit<CopyNodesPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  CopyNodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CopyNodesResult']>;
  CordonHostInput: CordonHostInput;
  CordonHostPayload: ResolverTypeWrapper<Omit<CordonHostPayload, 'host'> & { host: ResolversTypes['Host'] }>;
  CordonHostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CordonHostResult']>;
  CreateAnnotationInput: CreateAnnotationInput;
  CreateAnnotationPayload: ResolverTypeWrapper<Omit<CreateAnnotationPayload, 'annotation' | 'lab'> & { annotation: ResolversTypes['Annotation'], lab: ResolversTypes['Lab'] }>;
  CreateAnnotationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAnnotationResult']>;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: ResolverTypeWrapper<Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken: ResolversTypes['ApiToken'] }>;
  CreateApiTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateApiTokenResult']>;
  CreateContainerInput: CreateContainerInput;
  CreateContainerPayload: ResolverTypeWrapper<Omit<CreateContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  CreateContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateContainerResult']>;
  CreateLabInput: CreateLabInput;
  CreateLabPayload: ResolverTypeWrapper<Omit<CreateLabPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  CreateLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateLabResult']>;
  CreateNetworkInput: CreateNetworkInput;
  CreateNetworkPayload: ResolverTypeWrapper<Omit<CreateNetworkPayload, 'network'> & { network: ResolversTypes['Network'] }>;
  CreateNetworkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateNetworkResult']>;
  CredentialsError: ResolverTypeWrapper<CredentialsError>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<DeleteAccountPayload>;
  DeleteAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAccountResult']>;
  DeleteAnnotationInput: DeleteAnnotationInput;
  DeleteAnnotationPayload: ResolverTypeWrapper<Omit<DeleteAnnotationPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  DeleteAnnotationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAnnotationResult']>;
  DeleteContainerInput: DeleteContainerInput;
  DeleteContainerPayload: ResolverTypeWrapper<Omit<DeleteContainerPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  DeleteContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteContainerResult']>;
  DeleteImageInput: DeleteImageInput;
  DeleteImagePayload: ResolverTypeWrapper<DeleteImagePayload>;
  DeleteImageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteImageResult']>;
  DeleteLabInput: DeleteLabInput;
  DeleteLabPayload: ResolverTypeWrapper<DeleteLabPayload>;
  DeleteLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteLabResult']>;
  DeleteNetworkInput: DeleteNetworkInput;
  DeleteNetworkPayload: ResolverTypeWrapper<Omit<DeleteNetworkPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  DeleteNetworkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteNetworkResult']>;
  DeleteSnapshotInput: DeleteSnapshotInput;
  DeleteSnapshotPayload: ResolverTypeWrapper<DeleteSnapshotPayload>;
  DeleteSnapshotResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteSnapshotResult']>;
  DependencyInput: DependencyInput;
  DisconnectContainerInput: DisconnectContainerInput;
  DisconnectContainerPayload: ResolverTypeWrapper<Omit<DisconnectContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  DisconnectContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisconnectContainerResult']>;
  DrainHostInput: DrainHostInput;
  DrainHostPayload: ResolverTypeWrapper<Omit<DrainHostPayload, 'host'> & { host: ResolversTypes['Host'] }>;
  DrainHostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DrainHostResult']>;
  DuplicateLabInput: DuplicateLabInput;
  DuplicateLabPayload: ResolverTypeWrapper<Omit<DuplicateLabPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  DuplicateLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DuplicateLabResult']>;
  EnvInput: EnvInput;
  EnvVariable: ResolverTypeWrapper<EnvVariable>;
  ExplainReachabilityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExplainReachabilityResult']>;
  ExportFile: ResolverTypeWrapper<ExportFile>;
  FdbRow: ResolverTypeWrapper<FdbRow>;
  FilterRow: ResolverTypeWrapper<FilterRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ForkSnapshotInput: ForkSnapshotInput;
  ForkSnapshotPayload: ResolverTypeWrapper<Omit<ForkSnapshotPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  ForkSnapshotResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ForkSnapshotResult']>;
  GatewayChoice: GatewayChoice;
  Host: ResolverTypeWrapper<HostModelModel>;
  HostError: ResolverTypeWrapper<HostError>;
  HostRoom: ResolverTypeWrapper<HostRoom>;
  HostState: HostState;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IPAddress: ResolverTypeWrapper<Scalars['IPAddress']['output']>;
  Image: ResolverTypeWrapper<ImageModelModel>;
  ImageBuildEvent: ResolverTypeWrapper<Omit<ImageBuildEvent, 'image' | 'layers'> & { image: ResolversTypes['OwnImage'], layers: Array<ResolversTypes['ImageLayer']> }>;
  ImageContext: ResolverTypeWrapper<ImageContext>;
  ImageLayer: ResolverTypeWrapper<ImageLayerModel>;
  ImageLayerState: ImageLayerState;
  Impairment: ResolverTypeWrapper<Impairment>;
  ImpairmentInput: ImpairmentInput;
  ImpairmentKind: ImpairmentKind;
  ImportFileInput: ImportFileInput;
  ImportLabInput: ImportLabInput;
  ImportLabPayload: ResolverTypeWrapper<Omit<ImportLabPayload, 'lab'> & { lab?: Maybe<ResolversTypes['Lab']> }>;
  ImportLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportLabResult']>;
  ImportNote: ResolverTypeWrapper<ImportNote>;
  ImportPreview: ResolverTypeWrapper<ImportPreview>;
  ImportSeverity: ImportSeverity;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Interface: ResolverTypeWrapper<InterfaceModelModel>;
  InterfaceRow: ResolverTypeWrapper<InterfaceRow>;
  InterfaceStats: ResolverTypeWrapper<Omit<InterfaceStats, 'interface' | 'network'> & { interface?: Maybe<ResolversTypes['Interface']>, network?: Maybe<ResolversTypes['Network']> }>;
  JitterDistribution: JitterDistribution;
  Lab: ResolverTypeWrapper<LabSnapshotModel>;
  LabChange: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LabChange']>;
  LabConnection: ResolverTypeWrapper<Omit<LabConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['LabEdge']>, nodes: Array<ResolversTypes['Lab']> }>;
  LabDeleted: ResolverTypeWrapper<LabDeleted>;
  LabEdge: ResolverTypeWrapper<Omit<LabEdge, 'node'> & { node: ResolversTypes['Lab'] }>;
  LabExport: ResolverTypeWrapper<LabExport>;
  LabFileFormat: LabFileFormat;
  LabHistory: ResolverTypeWrapper<LabHistory>;
  LabHost: ResolverTypeWrapper<LabHostModelModel>;
  LabTemplate: ResolverTypeWrapper<LabTemplateModel>;
  LabUpdated: ResolverTypeWrapper<Omit<LabUpdated, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  LinkDirection: LinkDirection;
  LinkInput: LinkInput;
  LinkLimit: ResolverTypeWrapper<LinkLimit>;
  LinkOutage: ResolverTypeWrapper<LinkOutage>;
  LinkOutageInput: LinkOutageInput;
  LinkPreset: ResolverTypeWrapper<LinkPreset>;
  LinkQuality: ResolverTypeWrapper<LinkQuality>;
  LinkRate: ResolverTypeWrapper<Omit<LinkRate, 'container' | 'interface'> & { container: ResolversTypes['Container'], interface: ResolversTypes['Interface'] }>;
  LinkRates: ResolverTypeWrapper<Omit<LinkRates, 'links'> & { links: Array<ResolversTypes['LinkRate']> }>;
  LogLine: ResolverTypeWrapper<LogLine>;
  LogStream: LogStream;
  MoveLabInput: MoveLabInput;
  MoveLabPayload: ResolverTypeWrapper<Omit<MoveLabPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  MoveLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MoveLabResult']>;
  MoveNodesInput: MoveNodesInput;
  MoveNodesPayload: ResolverTypeWrapper<Omit<MoveNodesPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  MoveNodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MoveNodesResult']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NeighbourRow: ResolverTypeWrapper<NeighbourRow>;
  Network: ResolverTypeWrapper<NetworkModelModel>;
  NetworkChanged: ResolverTypeWrapper<Omit<NetworkChanged, 'network'> & { network: ResolversTypes['Network'] }>;
  NetworkDeleted: ResolverTypeWrapper<NetworkDeleted>;
  NetworkPhase: NetworkPhase;
  NetworkTableName: NetworkTableName;
  NetworkTables: ResolverTypeWrapper<NetworkTables>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NodeMoveInput: NodeMoveInput;
  NotFoundError: ResolverTypeWrapper<NotFoundError>;
  OwnImage: ResolverTypeWrapper<StoredImageModel>;
  OwnImageState: OwnImageState;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PhaseTiming: ResolverTypeWrapper<PhaseTiming>;
  PlannedAction: PlannedAction;
  PlannedChange: ResolverTypeWrapper<PlannedChange>;
  PlannedEffect: PlannedEffect;
  PlannedKind: PlannedKind;
  Position: ResolverTypeWrapper<Position>;
  PositionInput: PositionInput;
  PreviewContainer: ResolverTypeWrapper<PreviewContainer>;
  PreviewLink: ResolverTypeWrapper<PreviewLink>;
  PreviewNetwork: ResolverTypeWrapper<PreviewNetwork>;
  PullImageInput: PullImageInput;
  PullImagePayload: ResolverTypeWrapper<Omit<PullImagePayload, 'image'> & { image: ResolversTypes['OwnImage'] }>;
  PullImageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PullImageResult']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuotaError: ResolverTypeWrapper<QuotaError>;
  QuotaUse: ResolverTypeWrapper<QuotaUse>;
  RateLimitError: ResolverTypeWrapper<RateLimitError>;
  ReachabilityCell: ResolverTypeWrapper<Omit<ReachabilityCell, 'from' | 'to'> & { from: ResolversTypes['Container'], to: ResolversTypes['Container'] }>;
  ReachabilityExplanation: ResolverTypeWrapper<Omit<ReachabilityExplanation, 'back' | 'endsAt' | 'hops'> & { back: Array<ResolversTypes['ReachabilityHop']>, endsAt?: Maybe<ResolversTypes['Container']>, hops: Array<ResolversTypes['ReachabilityHop']> }>;
  ReachabilityHop: ResolverTypeWrapper<Omit<ReachabilityHop, 'container' | 'network'> & { container: ResolversTypes['Container'], network?: Maybe<ResolversTypes['Network']> }>;
  ReachabilityStatus: ReachabilityStatus;
  ReachabilityUpdate: ResolverTypeWrapper<Omit<ReachabilityUpdate, 'cells'> & { cells: Array<ResolversTypes['ReachabilityCell']> }>;
  ReachabilityVerdict: ReachabilityVerdict;
  ReadRepositoryInput: ReadRepositoryInput;
  ReadRepositoryPayload: ResolverTypeWrapper<ReadRepositoryPayload>;
  ReadRepositoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReadRepositoryResult']>;
  RedoInput: RedoInput;
  RedoPayload: ResolverTypeWrapper<Omit<RedoPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  RedoResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RedoResult']>;
  RenameContainerInput: RenameContainerInput;
  RenameContainerPayload: ResolverTypeWrapper<Omit<RenameContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  RenameContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenameContainerResult']>;
  RenameNetworkInput: RenameNetworkInput;
  RenameNetworkPayload: ResolverTypeWrapper<Omit<RenameNetworkPayload, 'network'> & { network: ResolversTypes['Network'] }>;
  RenameNetworkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenameNetworkResult']>;
  RestartContainerInput: RestartContainerInput;
  RestartContainerPayload: ResolverTypeWrapper<Omit<RestartContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  RestartContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestartContainerResult']>;
  RestoreSnapshotInput: RestoreSnapshotInput;
  RestoreSnapshotPayload: ResolverTypeWrapper<Omit<RestoreSnapshotPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  RestoreSnapshotResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreSnapshotResult']>;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: ResolverTypeWrapper<RevokeApiTokenPayload>;
  RevokeApiTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeApiTokenResult']>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<RevokeSessionPayload>;
  RevokeSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeSessionResult']>;
  RouteRow: ResolverTypeWrapper<RouteRow>;
  RoutingProtocol: RoutingProtocol;
  RoutingSession: ResolverTypeWrapper<Omit<RoutingSession, 'ends' | 'network'> & { ends: Array<ResolversTypes['RoutingSessionEnd']>, network?: Maybe<ResolversTypes['Network']> }>;
  RoutingSessionEnd: ResolverTypeWrapper<Omit<RoutingSessionEnd, 'container'> & { container?: Maybe<ResolversTypes['Container']> }>;
  RoutingSessionStatus: RoutingSessionStatus;
  RoutingSessions: ResolverTypeWrapper<Omit<RoutingSessions, 'sessions'> & { sessions: Array<ResolversTypes['RoutingSession']> }>;
  SaveSnapshotInput: SaveSnapshotInput;
  SaveSnapshotPayload: ResolverTypeWrapper<Omit<SaveSnapshotPayload, 'snapshot'> & { snapshot: ResolversTypes['Snapshot'] }>;
  SaveSnapshotResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveSnapshotResult']>;
  Session: ResolverTypeWrapper<SessionModelModel>;
  SessionRow: ResolverTypeWrapper<SessionRow>;
  SetLinkQualitiesInput: SetLinkQualitiesInput;
  SetLinkQualitiesPayload: ResolverTypeWrapper<Omit<SetLinkQualitiesPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  SetLinkQualitiesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetLinkQualitiesResult']>;
  SetLinkQualityInput: SetLinkQualityInput;
  SetLinkQualityPayload: ResolverTypeWrapper<Omit<SetLinkQualityPayload, 'container' | 'interface'> & { container: ResolversTypes['Container'], interface: ResolversTypes['Interface'] }>;
  SetLinkQualityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetLinkQualityResult']>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'viewer'> & { viewer: ResolversTypes['User'] }>;
  SignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>;
  SignOutEverywherePayload: ResolverTypeWrapper<SignOutEverywherePayload>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  SignUpInput: SignUpInput;
  SignUpPayload: ResolverTypeWrapper<Omit<SignUpPayload, 'viewer'> & { viewer: ResolversTypes['User'] }>;
  SignUpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpResult']>;
  Snapshot: ResolverTypeWrapper<StoredSnapshotModel>;
  SnapshotSize: ResolverTypeWrapper<SnapshotSize>;
  SnapshotSizeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SnapshotSizeResult']>;
  SnapshotState: SnapshotState;
  StartContainerInput: StartContainerInput;
  StartContainerPayload: ResolverTypeWrapper<Omit<StartContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  StartContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartContainerResult']>;
  StaticRoute: ResolverTypeWrapper<StaticRoute>;
  StaticRouteInput: StaticRouteInput;
  StopContainerInput: StopContainerInput;
  StopContainerPayload: ResolverTypeWrapper<Omit<StopContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  StopContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StopContainerResult']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Sysctl: ResolverTypeWrapper<Sysctl>;
  SysctlInput: SysctlInput;
  TableChange: ResolverTypeWrapper<TableChange>;
  TableRecord: ResolverTypeWrapper<TableRecord>;
  TemplateContainer: ResolverTypeWrapper<TemplateContainer>;
  TemplateLink: ResolverTypeWrapper<TemplateLink>;
  TemplateNetwork: ResolverTypeWrapper<TemplateNetwork>;
  Terminal: ResolverTypeWrapper<Terminal>;
  TrafficRate: ResolverTypeWrapper<TrafficRate>;
  UncordonHostInput: UncordonHostInput;
  UncordonHostPayload: ResolverTypeWrapper<Omit<UncordonHostPayload, 'host'> & { host: ResolversTypes['Host'] }>;
  UncordonHostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UncordonHostResult']>;
  UndoInput: UndoInput;
  UndoPayload: ResolverTypeWrapper<Omit<UndoPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  UndoResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UndoResult']>;
  UpdateAnnotationInput: UpdateAnnotationInput;
  UpdateAnnotationPayload: ResolverTypeWrapper<Omit<UpdateAnnotationPayload, 'annotation' | 'lab'> & { annotation: ResolversTypes['Annotation'], lab: ResolversTypes['Lab'] }>;
  UpdateAnnotationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAnnotationResult']>;
  UpdateContainerInput: UpdateContainerInput;
  UpdateContainerPayload: ResolverTypeWrapper<Omit<UpdateContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  UpdateContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateContainerResult']>;
  UpdateLabInput: UpdateLabInput;
  UpdateLabPayload: ResolverTypeWrapper<Omit<UpdateLabPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  UpdateLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateLabResult']>;
  UpdateNetworkInput: UpdateNetworkInput;
  UpdateNetworkPayload: ResolverTypeWrapper<Omit<UpdateNetworkPayload, 'network'> & { network: ResolversTypes['Network'] }>;
  UpdateNetworkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateNetworkResult']>;
  Usage: ResolverTypeWrapper<Usage>;
  User: ResolverTypeWrapper<UserModelModel>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserErrorCode: UserErrorCode;
  ValidationError: ResolverTypeWrapper<ValidationError>;
  ValidationIssue: ResolverTypeWrapper<ValidationIssue>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddressRow: AddressRow;
  Annotation: AnnotationModelModel;
  ApiToken: ApiTokenModelModel;
  Apply: ApplyModelModel;
  ApplyChanged: Omit<ApplyChanged, 'apply'> & { apply: ResolversParentTypes['Apply'] };
  AttachmentInput: AttachmentInput;
  BecomeOperatorInput: BecomeOperatorInput;
  BecomeOperatorPayload: Omit<BecomeOperatorPayload, 'viewer'> & { viewer: ResolversParentTypes['User'] };
  BecomeOperatorResult: ResolversUnionTypes<ResolversParentTypes>['BecomeOperatorResult'];
  Boolean: Scalars['Boolean']['output'];
  BuildImageInput: BuildImageInput;
  BuildImagePayload: Omit<BuildImagePayload, 'image'> & { image: ResolversParentTypes['OwnImage'] };
  BuildImageResult: ResolversUnionTypes<ResolversParentTypes>['BuildImageResult'];
  CIDR: Scalars['CIDR']['output'];
  CancelImageBuildInput: CancelImageBuildInput;
  CancelImageBuildPayload: Omit<CancelImageBuildPayload, 'image'> & { image: ResolversParentTypes['OwnImage'] };
  CancelImageBuildResult: ResolversUnionTypes<ResolversParentTypes>['CancelImageBuildResult'];
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: Omit<ChangePasswordPayload, 'viewer'> & { viewer: ResolversParentTypes['User'] };
  ChangePasswordResult: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordResult'];
  CloseTerminalInput: CloseTerminalInput;
  CloseTerminalPayload: Omit<CloseTerminalPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  CloseTerminalResult: ResolversUnionTypes<ResolversParentTypes>['CloseTerminalResult'];
  ConflictError: ConflictError;
  ConnectContainerInput: ConnectContainerInput;
  ConnectContainerPayload: Omit<ConnectContainerPayload, 'container' | 'interface'> & { container: ResolversParentTypes['Container'], interface: ResolversParentTypes['Interface'] };
  ConnectContainerResult: ResolversUnionTypes<ResolversParentTypes>['ConnectContainerResult'];
  Container: ContainerModelModel;
  ContainerChanged: Omit<ContainerChanged, 'container'> & { container: ResolversParentTypes['Container'] };
  ContainerConfig: Omit<ContainerConfig, 'waitFor'> & { waitFor: Array<ResolversParentTypes['ContainerDependency']> };
  ContainerConfigInput: ContainerConfigInput;
  ContainerDeleted: ContainerDeleted;
  ContainerDependency: Omit<ContainerDependency, 'container'> & { container?: Maybe<ResolversParentTypes['Container']> };
  ContainerFile: ContainerFile;
  ContainerFileInput: ContainerFileInput;
  ContainerLogs: ContainerLogs;
  ContainerPort: ContainerPort;
  ContainerPortInput: ContainerPortInput;
  ContainerReadiness: ReadinessModelModel;
  ContainerSize: ContainerSize;
  ContainerStats: Omit<ContainerStats, 'container' | 'interfaces'> & { container: ResolversParentTypes['Container'], interfaces: Array<ResolversParentTypes['InterfaceStats']> };
  CopyNodesInput: CopyNodesInput;
  CopyNodesPayload: Omit<CopyNodesPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  CopyNodesResult: ResolversUnionTypes<ResolversParentTypes>['CopyNodesResult'];
  CordonHostInput: CordonHostInput;
  CordonHostPayload: Omit<CordonHostPayload, 'host'> & { host: ResolversParentTypes['Host'] };
  CordonHostResult: ResolversUnionTypes<ResolversParentTypes>['CordonHostResult'];
  CreateAnnotationInput: CreateAnnotationInput;
  CreateAnnotationPayload: Omit<CreateAnnotationPayload, 'annotation' | 'lab'> & { annotation: ResolversParentTypes['Annotation'], lab: ResolversParentTypes['Lab'] };
  CreateAnnotationResult: ResolversUnionTypes<ResolversParentTypes>['CreateAnnotationResult'];
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken: ResolversParentTypes['ApiToken'] };
  CreateApiTokenResult: ResolversUnionTypes<ResolversParentTypes>['CreateApiTokenResult'];
  CreateContainerInput: CreateContainerInput;
  CreateContainerPayload: Omit<CreateContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  CreateContainerResult: ResolversUnionTypes<ResolversParentTypes>['CreateContainerResult'];
  CreateLabInput: CreateLabInput;
  CreateLabPayload: Omit<CreateLabPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  CreateLabResult: ResolversUnionTypes<ResolversParentTypes>['CreateLabResult'];
  CreateNetworkInput: CreateNetworkInput;
  CreateNetworkPayload: Omit<CreateNetworkPayload, 'network'> & { network: ResolversParentTypes['Network'] };
  CreateNetworkResult: ResolversUnionTypes<ResolversParentTypes>['CreateNetworkResult'];
  CredentialsError: CredentialsError;
  DateTime: Scalars['DateTime']['output'];
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: DeleteAccountPayload;
  DeleteAccountResult: ResolversUnionTypes<ResolversParentTypes>['DeleteAccountResult'];
  DeleteAnnotationInput: DeleteAnnotationInput;
  DeleteAnnotationPayload: Omit<DeleteAnnotationPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  DeleteAnnotationResult: ResolversUnionTypes<ResolversParentTypes>['DeleteAnnotationResult'];
  DeleteContainerInput: DeleteContainerInput;
  DeleteContainerPayload: Omit<DeleteContainerPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  DeleteContainerResult: ResolversUnionTypes<ResolversParentTypes>['DeleteContainerResult'];
  DeleteImageInput: DeleteImageInput;
  DeleteImagePayload: DeleteImagePayload;
  DeleteImageResult: ResolversUnionTypes<ResolversParentTypes>['DeleteImageResult'];
  DeleteLabInput: DeleteLabInput;
  DeleteLabPayload: DeleteLabPayload;
  DeleteLabResult: ResolversUnionTypes<ResolversParentTypes>['DeleteLabResult'];
  DeleteNetworkInput: DeleteNetworkInput;
  DeleteNetworkPayload: Omit<DeleteNetworkPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  DeleteNetworkResult: ResolversUnionTypes<ResolversParentTypes>['DeleteNetworkResult'];
  DeleteSnapshotInput: DeleteSnapshotInput;
  DeleteSnapshotPayload: DeleteSnapshotPayload;
  DeleteSnapshotResult: ResolversUnionTypes<ResolversParentTypes>['DeleteSnapshotResult'];
  DependencyInput: DependencyInput;
  DisconnectContainerInput: DisconnectContainerInput;
  DisconnectContainerPayload: Omit<DisconnectContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  DisconnectContainerResult: ResolversUnionTypes<ResolversParentTypes>['DisconnectContainerResult'];
  DrainHostInput: DrainHostInput;
  DrainHostPayload: Omit<DrainHostPayload, 'host'> & { host: ResolversParentTypes['Host'] };
  DrainHostResult: ResolversUnionTypes<ResolversParentTypes>['DrainHostResult'];
  DuplicateLabInput: DuplicateLabInput;
  DuplicateLabPayload: Omit<DuplicateLabPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  DuplicateLabResult: ResolversUnionTypes<ResolversParentTypes>['DuplicateLabResult'];
  EnvInput: EnvInput;
  EnvVariable: EnvVariable;
  ExplainReachabilityResult: ResolversUnionTypes<ResolversParentTypes>['ExplainReachabilityResult'];
  ExportFile: ExportFile;
  FdbRow: FdbRow;
  FilterRow: FilterRow;
  Float: Scalars['Float']['output'];
  ForkSnapshotInput: ForkSnapshotInput;
  ForkSnapshotPayload: Omit<ForkSnapshotPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  ForkSnapshotResult: ResolversUnionTypes<ResolversParentTypes>['ForkSnapshotResult'];
  Host: HostModelModel;
  HostError: HostError;
  HostRoom: HostRoom;
  ID: Scalars['ID']['output'];
  IPAddress: Scalars['IPAddress']['output'];
  Image: ImageModelModel;
  ImageBuildEvent: Omit<ImageBuildEvent, 'image' | 'layers'> & { image: ResolversParentTypes['OwnImage'], layers: Array<ResolversParentTypes['ImageLayer']> };
  ImageContext: ImageContext;
  ImageLayer: ImageLayerModel;
  Impairment: Impairment;
  ImpairmentInput: ImpairmentInput;
  ImportFileInput: ImportFileInput;
  ImportLabInput: ImportLabInput;
  ImportLabPayload: Omit<ImportLabPayload, 'lab'> & { lab?: Maybe<ResolversParentTypes['Lab']> };
  ImportLabResult: ResolversUnionTypes<ResolversParentTypes>['ImportLabResult'];
  ImportNote: ImportNote;
  ImportPreview: ImportPreview;
  Int: Scalars['Int']['output'];
  Interface: InterfaceModelModel;
  InterfaceRow: InterfaceRow;
  InterfaceStats: Omit<InterfaceStats, 'interface' | 'network'> & { interface?: Maybe<ResolversParentTypes['Interface']>, network?: Maybe<ResolversParentTypes['Network']> };
  Lab: LabSnapshotModel;
  LabChange: ResolversUnionTypes<ResolversParentTypes>['LabChange'];
  LabConnection: Omit<LabConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['LabEdge']>, nodes: Array<ResolversParentTypes['Lab']> };
  LabDeleted: LabDeleted;
  LabEdge: Omit<LabEdge, 'node'> & { node: ResolversParentTypes['Lab'] };
  LabExport: LabExport;
  LabHistory: LabHistory;
  LabHost: LabHostModelModel;
  LabTemplate: LabTemplateModel;
  LabUpdated: Omit<LabUpdated, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  LinkInput: LinkInput;
  LinkLimit: LinkLimit;
  LinkOutage: LinkOutage;
  LinkOutageInput: LinkOutageInput;
  LinkPreset: LinkPreset;
  LinkQuality: LinkQuality;
  LinkRate: Omit<LinkRate, 'container' | 'interface'> & { container: ResolversParentTypes['Container'], interface: ResolversParentTypes['Interface'] };
  LinkRates: Omit<LinkRates, 'links'> & { links: Array<ResolversParentTypes['LinkRate']> };
  LogLine: LogLine;
  MoveLabInput: MoveLabInput;
  MoveLabPayload: Omit<MoveLabPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  MoveLabResult: ResolversUnionTypes<ResolversParentTypes>['MoveLabResult'];
  MoveNodesInput: MoveNodesInput;
  MoveNodesPayload: Omit<MoveNodesPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  MoveNodesResult: ResolversUnionTypes<ResolversParentTypes>['MoveNodesResult'];
  Mutation: Record<PropertyKey, never>;
  NeighbourRow: NeighbourRow;
  Network: NetworkModelModel;
  NetworkChanged: Omit<NetworkChanged, 'network'> & { network: ResolversParentTypes['Network'] };
  NetworkDeleted: NetworkDeleted;
  NetworkTables: NetworkTables;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NodeMoveInput: NodeMoveInput;
  NotFoundError: NotFoundError;
  OwnImage: StoredImageModel;
  PageInfo: PageInfo;
  PhaseTiming: PhaseTiming;
  PlannedChange: PlannedChange;
  Position: Position;
  PositionInput: PositionInput;
  PreviewContainer: PreviewContainer;
  PreviewLink: PreviewLink;
  PreviewNetwork: PreviewNetwork;
  PullImageInput: PullImageInput;
  PullImagePayload: Omit<PullImagePayload, 'image'> & { image: ResolversParentTypes['OwnImage'] };
  PullImageResult: ResolversUnionTypes<ResolversParentTypes>['PullImageResult'];
  Query: Record<PropertyKey, never>;
  QuotaError: QuotaError;
  QuotaUse: QuotaUse;
  RateLimitError: RateLimitError;
  ReachabilityCell: Omit<ReachabilityCell, 'from' | 'to'> & { from: ResolversParentTypes['Container'], to: ResolversParentTypes['Container'] };
  ReachabilityExplanation: Omit<ReachabilityExplanation, 'back' | 'endsAt' | 'hops'> & { back: Array<ResolversParentTypes['ReachabilityHop']>, endsAt?: Maybe<ResolversParentTypes['Container']>, hops: Array<ResolversParentTypes['ReachabilityHop']> };
  ReachabilityHop: Omit<ReachabilityHop, 'container' | 'network'> & { container: ResolversParentTypes['Container'], network?: Maybe<ResolversParentTypes['Network']> };
  ReachabilityUpdate: Omit<ReachabilityUpdate, 'cells'> & { cells: Array<ResolversParentTypes['ReachabilityCell']> };
  ReadRepositoryInput: ReadRepositoryInput;
  ReadRepositoryPayload: ReadRepositoryPayload;
  ReadRepositoryResult: ResolversUnionTypes<ResolversParentTypes>['ReadRepositoryResult'];
  RedoInput: RedoInput;
  RedoPayload: Omit<RedoPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  RedoResult: ResolversUnionTypes<ResolversParentTypes>['RedoResult'];
  RenameContainerInput: RenameContainerInput;
  RenameContainerPayload: Omit<RenameContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  RenameContainerResult: ResolversUnionTypes<ResolversParentTypes>['RenameContainerResult'];
  RenameNetworkInput: RenameNetworkInput;
  RenameNetworkPayload: Omit<RenameNetworkPayload, 'network'> & { network: ResolversParentTypes['Network'] };
  RenameNetworkResult: ResolversUnionTypes<ResolversParentTypes>['RenameNetworkResult'];
  RestartContainerInput: RestartContainerInput;
  RestartContainerPayload: Omit<RestartContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  RestartContainerResult: ResolversUnionTypes<ResolversParentTypes>['RestartContainerResult'];
  RestoreSnapshotInput: RestoreSnapshotInput;
  RestoreSnapshotPayload: Omit<RestoreSnapshotPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  RestoreSnapshotResult: ResolversUnionTypes<ResolversParentTypes>['RestoreSnapshotResult'];
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: RevokeApiTokenPayload;
  RevokeApiTokenResult: ResolversUnionTypes<ResolversParentTypes>['RevokeApiTokenResult'];
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: RevokeSessionPayload;
  RevokeSessionResult: ResolversUnionTypes<ResolversParentTypes>['RevokeSessionResult'];
  RouteRow: RouteRow;
  RoutingSession: Omit<RoutingSession, 'ends' | 'network'> & { ends: Array<ResolversParentTypes['RoutingSessionEnd']>, network?: Maybe<ResolversParentTypes['Network']> };
  RoutingSessionEnd: Omit<RoutingSessionEnd, 'container'> & { container?: Maybe<ResolversParentTypes['Container']> };
  RoutingSessions: Omit<RoutingSessions, 'sessions'> & { sessions: Array<ResolversParentTypes['RoutingSession']> };
  SaveSnapshotInput: SaveSnapshotInput;
  SaveSnapshotPayload: Omit<SaveSnapshotPayload, 'snapshot'> & { snapshot: ResolversParentTypes['Snapshot'] };
  SaveSnapshotResult: ResolversUnionTypes<ResolversParentTypes>['SaveSnapshotResult'];
  Session: SessionModelModel;
  SessionRow: SessionRow;
  SetLinkQualitiesInput: SetLinkQualitiesInput;
  SetLinkQualitiesPayload: Omit<SetLinkQualitiesPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  SetLinkQualitiesResult: ResolversUnionTypes<ResolversParentTypes>['SetLinkQualitiesResult'];
  SetLinkQualityInput: SetLinkQualityInput;
  SetLinkQualityPayload: Omit<SetLinkQualityPayload, 'container' | 'interface'> & { container: ResolversParentTypes['Container'], interface: ResolversParentTypes['Interface'] };
  SetLinkQualityResult: ResolversUnionTypes<ResolversParentTypes>['SetLinkQualityResult'];
  SignInInput: SignInInput;
  SignInPayload: Omit<SignInPayload, 'viewer'> & { viewer: ResolversParentTypes['User'] };
  SignInResult: ResolversUnionTypes<ResolversParentTypes>['SignInResult'];
  SignOutEverywherePayload: SignOutEverywherePayload;
  SignOutPayload: SignOutPayload;
  SignUpInput: SignUpInput;
  SignUpPayload: Omit<SignUpPayload, 'viewer'> & { viewer: ResolversParentTypes['User'] };
  SignUpResult: ResolversUnionTypes<ResolversParentTypes>['SignUpResult'];
  Snapshot: StoredSnapshotModel;
  SnapshotSize: SnapshotSize;
  SnapshotSizeResult: ResolversUnionTypes<ResolversParentTypes>['SnapshotSizeResult'];
  StartContainerInput: StartContainerInput;
  StartContainerPayload: Omit<StartContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  StartContainerResult: ResolversUnionTypes<ResolversParentTypes>['StartContainerResult'];
  StaticRoute: StaticRoute;
  StaticRouteInput: StaticRouteInput;
  StopContainerInput: StopContainerInput;
  StopContainerPayload: Omit<StopContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  StopContainerResult: ResolversUnionTypes<ResolversParentTypes>['StopContainerResult'];
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Sysctl: Sysctl;
  SysctlInput: SysctlInput;
  TableChange: TableChange;
  TableRecord: TableRecord;
  TemplateContainer: TemplateContainer;
  TemplateLink: TemplateLink;
  TemplateNetwork: TemplateNetwork;
  Terminal: Terminal;
  TrafficRate: TrafficRate;
  UncordonHostInput: UncordonHostInput;
  UncordonHostPayload: Omit<UncordonHostPayload, 'host'> & { host: ResolversParentTypes['Host'] };
  UncordonHostResult: ResolversUnionTypes<ResolversParentTypes>['UncordonHostResult'];
  UndoInput: UndoInput;
  UndoPayload: Omit<UndoPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  UndoResult: ResolversUnionTypes<ResolversParentTypes>['UndoResult'];
  UpdateAnnotationInput: UpdateAnnotationInput;
  UpdateAnnotationPayload: Omit<UpdateAnnotationPayload, 'annotation' | 'lab'> & { annotation: ResolversParentTypes['Annotation'], lab: ResolversParentTypes['Lab'] };
  UpdateAnnotationResult: ResolversUnionTypes<ResolversParentTypes>['UpdateAnnotationResult'];
  UpdateContainerInput: UpdateContainerInput;
  UpdateContainerPayload: Omit<UpdateContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  UpdateContainerResult: ResolversUnionTypes<ResolversParentTypes>['UpdateContainerResult'];
  UpdateLabInput: UpdateLabInput;
  UpdateLabPayload: Omit<UpdateLabPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  UpdateLabResult: ResolversUnionTypes<ResolversParentTypes>['UpdateLabResult'];
  UpdateNetworkInput: UpdateNetworkInput;
  UpdateNetworkPayload: Omit<UpdateNetworkPayload, 'network'> & { network: ResolversParentTypes['Network'] };
  UpdateNetworkResult: ResolversUnionTypes<ResolversParentTypes>['UpdateNetworkResult'];
  Usage: Usage;
  User: UserModelModel;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  ValidationError: ValidationError;
  ValidationIssue: ValidationIssue;
};

export type AddressRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AddressRow'] = ResolversParentTypes['AddressRow']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  interface?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AnnotationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Annotation'] = ResolversParentTypes['Annotation']> = {
  colour?: Resolver<ResolversTypes['AnnotationColour'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AnnotationKind'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiTokenResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['ApiTokenScope']>, ParentType, ContextType>;
};

export type ApplyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Apply'] = ResolversParentTypes['Apply']> = {
  commandId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  errorOutput?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hostId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  output?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ApplyStatus'], ParentType, ContextType>;
};

export type ApplyChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApplyChanged'] = ResolversParentTypes['ApplyChanged']> = {
  apply?: Resolver<ResolversTypes['Apply'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BecomeOperatorPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BecomeOperatorPayload'] = ResolversParentTypes['BecomeOperatorPayload']> = {
  viewer?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BecomeOperatorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BecomeOperatorResult'] = ResolversParentTypes['BecomeOperatorResult']> = {
  __resolveType: TypeResolveFn<'BecomeOperatorPayload' | 'CredentialsError' | 'RateLimitError', ParentType, ContextType>;
};

export type BuildImagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BuildImagePayload'] = ResolversParentTypes['BuildImagePayload']> = {
  image?: Resolver<ResolversTypes['OwnImage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildImageResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BuildImageResult'] = ResolversParentTypes['BuildImageResult']> = {
  __resolveType: TypeResolveFn<'BuildImagePayload' | 'ConflictError' | 'HostError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export interface CidrScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CIDR'], any> {
  name: 'CIDR';
}

export type CancelImageBuildPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelImageBuildPayload'] = ResolversParentTypes['CancelImageBuildPayload']> = {
  image?: Resolver<ResolversTypes['OwnImage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelImageBuildResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelImageBuildResult'] = ResolversParentTypes['CancelImageBuildResult']> = {
  __resolveType: TypeResolveFn<'CancelImageBuildPayload' | 'ConflictError' | 'NotFoundError', ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  viewer?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangePasswordResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePasswordResult'] = ResolversParentTypes['ChangePasswordResult']> = {
  __resolveType: TypeResolveFn<'ChangePasswordPayload' | 'CredentialsError' | 'RateLimitError' | 'ValidationError', ParentType, ContextType>;
};

export type CloseTerminalPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CloseTerminalPayload'] = ResolversParentTypes['CloseTerminalPayload']> = {
  closedTerminalName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CloseTerminalResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CloseTerminalResult'] = ResolversParentTypes['CloseTerminalResult']> = {
  __resolveType: TypeResolveFn<'CloseTerminalPayload' | 'HostError' | 'NotFoundError', ParentType, ContextType>;
};

export type ConflictErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConflictError'] = ResolversParentTypes['ConflictError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConnectContainerPayload'] = ResolversParentTypes['ConnectContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  interface?: Resolver<ResolversTypes['Interface'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConnectContainerResult'] = ResolversParentTypes['ConnectContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'ConnectContainerPayload' | 'HostError' | 'NotFoundError' | 'ValidationError', ParentType, ContextType>;
};

export type ContainerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Container'] = ResolversParentTypes['Container']> = {
  changedSinceStart?: Resolver<Array<ResolversTypes['ContainerSetting']>, ParentType, ContextType>;
  config?: Resolver<Maybe<ResolversTypes['ContainerConfig']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  defaultGateway?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  filesVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gatewayChoice?: Resolver<ResolversTypes['GatewayChoice'], ParentType, ContextType>;
  host?: Resolver<Maybe<ResolversTypes['LabHost']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  image?: Resolver<ResolversTypes['Image'], ParentType, ContextType>;
  interfaces?: Resolver<Array<ResolversTypes['Interface']>, ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['ContainerPhase'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  readiness?: Resolver<ResolversTypes['ContainerReadiness'], ParentType, ContextType>;
  terminals?: Resolver<Array<ResolversTypes['Terminal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContainerChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerChanged'] = ResolversParentTypes['ContainerChanged']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContainerConfigResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerConfig'] = ResolversParentTypes['ContainerConfig']> = {
  command?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  cpus?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  defaultGateway?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  entrypoint?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  env?: Resolver<Array<ResolversTypes['EnvVariable']>, ParentType, ContextType>;
  exec?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['ContainerFile']>, ParentType, ContextType>;
  memoryMb?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  onStop?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  ports?: Resolver<Array<ResolversTypes['ContainerPort']>, ParentType, ContextType>;
  routes?: Resolver<Array<ResolversTypes['StaticRoute']>, ParentType, ContextType>;
  sysctls?: Resolver<Array<ResolversTypes['Sysctl']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  waitFor?: Resolver<Array<ResolversTypes['ContainerDependency']>, ParentType, ContextType>;
  workingDir?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContainerDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerDeleted'] = ResolversParentTypes['ContainerDeleted']> = {
  containerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContainerDependencyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerDependency'] = ResolversParentTypes['ContainerDependency']> = {
  container?: Resolver<Maybe<ResolversTypes['Container']>, ParentType, ContextType>;
  containerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['AwaitedPhase'], ParentType, ContextType>;
};

export type ContainerFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerFile'] = ResolversParentTypes['ContainerFile']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContainerLogsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerLogs'] = ResolversParentTypes['ContainerLogs']> = {
  lines?: Resolver<Array<ResolversTypes['LogLine']>, ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContainerPortResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerPort'] = ResolversParentTypes['ContainerPort']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  port?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContainerReadinessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerReadiness'] = ResolversParentTypes['ContainerReadiness']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  elapsedMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['ContainerPhase'], ParentType, ContextType>;
  phases?: Resolver<Array<ResolversTypes['PhaseTiming']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContainerSizeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerSize'] = ResolversParentTypes['ContainerSize']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  containerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ContainerStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerStats'] = ResolversParentTypes['ContainerStats']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  cpu?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cpuLimit?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  interfaces?: Resolver<Array<ResolversTypes['InterfaceStats']>, ParentType, ContextType>;
  memoryBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  memoryLimitBytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pids?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CopyNodesPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CopyNodesPayload'] = ResolversParentTypes['CopyNodesPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  nodeIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CopyNodesResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CopyNodesResult'] = ResolversParentTypes['CopyNodesResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'CopyNodesPayload' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type CordonHostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CordonHostPayload'] = ResolversParentTypes['CordonHostPayload']> = {
  host?: Resolver<ResolversTypes['Host'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CordonHostResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CordonHostResult'] = ResolversParentTypes['CordonHostResult']> = {
  __resolveType: TypeResolveFn<'CordonHostPayload' | 'NotFoundError', ParentType, ContextType>;
};

export type CreateAnnotationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateAnnotationPayload'] = ResolversParentTypes['CreateAnnotationPayload']> = {
  annotation?: Resolver<ResolversTypes['Annotation'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAnnotationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateAnnotationResult'] = ResolversParentTypes['CreateAnnotationResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'CreateAnnotationPayload' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type CreateApiTokenPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateApiTokenPayload'] = ResolversParentTypes['CreateApiTokenPayload']> = {
  apiToken?: Resolver<ResolversTypes['ApiToken'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateApiTokenResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateApiTokenResult'] = ResolversParentTypes['CreateApiTokenResult']> = {
  __resolveType: TypeResolveFn<'CreateApiTokenPayload' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type CreateContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateContainerPayload'] = ResolversParentTypes['CreateContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateContainerResult'] = ResolversParentTypes['CreateContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'CreateContainerPayload' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type CreateLabPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateLabPayload'] = ResolversParentTypes['CreateLabPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateLabResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateLabResult'] = ResolversParentTypes['CreateLabResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'CreateLabPayload' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type CreateNetworkPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateNetworkPayload'] = ResolversParentTypes['CreateNetworkPayload']> = {
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateNetworkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateNetworkResult'] = ResolversParentTypes['CreateNetworkResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'CreateNetworkPayload' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type CredentialsErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CredentialsError'] = ResolversParentTypes['CredentialsError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteAccountPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteAccountPayload'] = ResolversParentTypes['DeleteAccountPayload']> = {
  deletedUserId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteAccountResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteAccountResult'] = ResolversParentTypes['DeleteAccountResult']> = {
  __resolveType: TypeResolveFn<'CredentialsError' | 'DeleteAccountPayload' | 'RateLimitError', ParentType, ContextType>;
};

export type DeleteAnnotationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteAnnotationPayload'] = ResolversParentTypes['DeleteAnnotationPayload']> = {
  deletedAnnotationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteAnnotationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteAnnotationResult'] = ResolversParentTypes['DeleteAnnotationResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'DeleteAnnotationPayload' | 'NotFoundError', ParentType, ContextType>;
};

export type DeleteContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteContainerPayload'] = ResolversParentTypes['DeleteContainerPayload']> = {
  deletedContainerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteContainerResult'] = ResolversParentTypes['DeleteContainerResult']> = {
  __resolveType: TypeResolveFn<'DeleteContainerPayload' | 'HostError' | 'NotFoundError', ParentType, ContextType>;
};

export type DeleteImagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteImagePayload'] = ResolversParentTypes['DeleteImagePayload']> = {
  deletedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteImageResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteImageResult'] = ResolversParentTypes['DeleteImageResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'DeleteImagePayload' | 'NotFoundError', ParentType, ContextType>;
};

export type DeleteLabPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteLabPayload'] = ResolversParentTypes['DeleteLabPayload']> = {
  deletedLabId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteLabResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteLabResult'] = ResolversParentTypes['DeleteLabResult']> = {
  __resolveType: TypeResolveFn<'DeleteLabPayload' | 'HostError' | 'NotFoundError', ParentType, ContextType>;
};

export type DeleteNetworkPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteNetworkPayload'] = ResolversParentTypes['DeleteNetworkPayload']> = {
  deletedNetworkId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteNetworkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteNetworkResult'] = ResolversParentTypes['DeleteNetworkResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'DeleteNetworkPayload' | 'HostError' | 'NotFoundError', ParentType, ContextType>;
};

export type DeleteSnapshotPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteSnapshotPayload'] = ResolversParentTypes['DeleteSnapshotPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteSnapshotResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteSnapshotResult'] = ResolversParentTypes['DeleteSnapshotResult']> = {
  __resolveType: TypeResolveFn<'DeleteSnapshotPayload' | 'NotFoundError', ParentType, ContextType>;
};

export type DisconnectContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DisconnectContainerPayload'] = ResolversParentTypes['DisconnectContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisconnectContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DisconnectContainerResult'] = ResolversParentTypes['DisconnectContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'DisconnectContainerPayload' | 'HostError' | 'NotFoundError', ParentType, ContextType>;
};

export type DrainHostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DrainHostPayload'] = ResolversParentTypes['DrainHostPayload']> = {
  host?: Resolver<ResolversTypes['Host'], ParentType, ContextType>;
  movedLabs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DrainHostResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DrainHostResult'] = ResolversParentTypes['DrainHostResult']> = {
  __resolveType: TypeResolveFn<'DrainHostPayload' | 'NotFoundError', ParentType, ContextType>;
};

export type DuplicateLabPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DuplicateLabPayload'] = ResolversParentTypes['DuplicateLabPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DuplicateLabResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DuplicateLabResult'] = ResolversParentTypes['DuplicateLabResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'DuplicateLabPayload' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type EnvVariableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EnvVariable'] = ResolversParentTypes['EnvVariable']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExplainReachabilityResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExplainReachabilityResult'] = ResolversParentTypes['ExplainReachabilityResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'ReachabilityExplanation' | 'ValidationError', ParentType, ContextType>;
};

export type ExportFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportFile'] = ResolversParentTypes['ExportFile']> = {
  contentBase64?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FdbRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FdbRow'] = ResolversParentTypes['FdbRow']> = {
  bridge?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  destination?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interface?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  macAddress?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vlan?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FilterRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FilterRow'] = ResolversParentTypes['FilterRow']> = {
  bytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  chain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hook?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  packets?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ForkSnapshotPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ForkSnapshotPayload'] = ResolversParentTypes['ForkSnapshotPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ForkSnapshotResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ForkSnapshotResult'] = ResolversParentTypes['ForkSnapshotResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'ForkSnapshotPayload' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type HostResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Host'] = ResolversParentTypes['Host']> = {
  agentVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cordoned?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dockerVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leftovers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  limitations?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reportedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['HostRoom']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['HostState'], ParentType, ContextType>;
  underlayAddress?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
};

export type HostErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HostError'] = ResolversParentTypes['HostError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HostRoomResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HostRoom'] = ResolversParentTypes['HostRoom']> = {
  containers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cpus?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  labs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  loadAverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  memoryFreeMb?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  memoryMb?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mostContainers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface IpAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IPAddress'], any> {
  name: 'IPAddress';
}

export type ImageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Image'] = ResolversParentTypes['Image']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImageBuildEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImageBuildEvent'] = ResolversParentTypes['ImageBuildEvent']> = {
  image?: Resolver<ResolversTypes['OwnImage'], ParentType, ContextType>;
  layers?: Resolver<Array<ResolversTypes['ImageLayer']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ImageContextResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImageContext'] = ResolversParentTypes['ImageContext']> = {
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImageLayerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImageLayer'] = ResolversParentTypes['ImageLayer']> = {
  current?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ImageLayerState'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ImpairmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Impairment'] = ResolversParentTypes['Impairment']> = {
  blackHoleMtu?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  corruptPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  delayMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  dropEvery?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dropMatching?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  duplicatePercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  jitterDistribution?: Resolver<ResolversTypes['JitterDistribution'], ParentType, ContextType>;
  jitterMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lossBadPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lossBurst?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lossEndPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lossGoodPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lossPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lossStartPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rateBurstBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rateKbit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rateQueueMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reorderPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ImportLabPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportLabPayload'] = ResolversParentTypes['ImportLabPayload']> = {
  changes?: Resolver<Array<ResolversTypes['PlannedChange']>, ParentType, ContextType>;
  containerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lab?: Resolver<Maybe<ResolversTypes['Lab']>, ParentType, ContextType>;
  networkCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['ImportNote']>, ParentType, ContextType>;
  preview?: Resolver<Maybe<ResolversTypes['ImportPreview']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportLabResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportLabResult'] = ResolversParentTypes['ImportLabResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'ImportLabPayload' | 'NotFoundError' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type ImportNoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportNote'] = ResolversParentTypes['ImportNote']> = {
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['ImportSeverity'], ParentType, ContextType>;
};

export type ImportPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportPreview'] = ResolversParentTypes['ImportPreview']> = {
  containers?: Resolver<Array<ResolversTypes['PreviewContainer']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networks?: Resolver<Array<ResolversTypes['PreviewNetwork']>, ParentType, ContextType>;
};

export type InterfaceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Interface'] = ResolversParentTypes['Interface']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  ipv4Address?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  ipv6Address?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  linkUp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  macAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['LinkQuality'], ParentType, ContextType>;
};

export type InterfaceRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InterfaceRow'] = ResolversParentTypes['InterfaceRow']> = {
  macAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  master?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mtu?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InterfaceStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InterfaceStats'] = ResolversParentTypes['InterfaceStats']> = {
  interface?: Resolver<Maybe<ResolversTypes['Interface']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  network?: Resolver<Maybe<ResolversTypes['Network']>, ParentType, ContextType>;
  receivedBytesPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  receivedPacketsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sentBytesPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sentPacketsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type LabResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Lab'] = ResolversParentTypes['Lab']> = {
  annotations?: Resolver<Array<ResolversTypes['Annotation']>, ParentType, ContextType>;
  applies?: Resolver<Array<ResolversTypes['Apply']>, ParentType, ContextType, RequireFields<LabAppliesArgs, 'first'>>;
  containers?: Resolver<Array<ResolversTypes['Container']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exported?: Resolver<ResolversTypes['LabExport'], ParentType, ContextType, RequireFields<LabExportedArgs, 'format'>>;
  folder?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['LabHistory'], ParentType, ContextType>;
  host?: Resolver<Maybe<ResolversTypes['LabHost']>, ParentType, ContextType>;
  hosts?: Resolver<Array<ResolversTypes['LabHost']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instructions?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networks?: Resolver<Array<ResolversTypes['Network']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  spread?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LabChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabChange'] = ResolversParentTypes['LabChange']> = {
  __resolveType: TypeResolveFn<'ApplyChanged' | 'ContainerChanged' | 'ContainerDeleted' | 'LabDeleted' | 'LabUpdated' | 'NetworkChanged' | 'NetworkDeleted', ParentType, ContextType>;
};

export type LabConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabConnection'] = ResolversParentTypes['LabConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LabEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Lab']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LabDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabDeleted'] = ResolversParentTypes['LabDeleted']> = {
  labId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LabEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabEdge'] = ResolversParentTypes['LabEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
};

export type LabExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabExport'] = ResolversParentTypes['LabExport']> = {
  files?: Resolver<Array<ResolversTypes['ExportFile']>, ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['ImportNote']>, ParentType, ContextType>;
};

export type LabHistoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabHistory'] = ResolversParentTypes['LabHistory']> = {
  canRedo?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  canUndo?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  redoLabel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  redoStepId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  redoWarning?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  undoLabel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  undoStepId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  undoWarning?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LabHostResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabHost'] = ResolversParentTypes['LabHost']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  linkLimits?: Resolver<Array<ResolversTypes['LinkLimit']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['HostState'], ParentType, ContextType>;
};

export type LabTemplateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabTemplate'] = ResolversParentTypes['LabTemplate']> = {
  containerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  containers?: Resolver<Array<ResolversTypes['TemplateContainer']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networkCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  networks?: Resolver<Array<ResolversTypes['TemplateNetwork']>, ParentType, ContextType>;
};

export type LabUpdatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabUpdated'] = ResolversParentTypes['LabUpdated']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkLimitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkLimit'] = ResolversParentTypes['LinkLimit']> = {
  direction?: Resolver<ResolversTypes['LinkDirection'], ParentType, ContextType>;
  impairment?: Resolver<ResolversTypes['ImpairmentKind'], ParentType, ContextType>;
  lacks?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LinkOutageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkOutage'] = ResolversParentTypes['LinkOutage']> = {
  downSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  upSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LinkPresetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkPreset'] = ResolversParentTypes['LinkPreset']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['LinkQuality'], ParentType, ContextType>;
};

export type LinkQualityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkQuality'] = ResolversParentTypes['LinkQuality']> = {
  fromContainer?: Resolver<ResolversTypes['Impairment'], ParentType, ContextType>;
  outage?: Resolver<Maybe<ResolversTypes['LinkOutage']>, ParentType, ContextType>;
  toContainer?: Resolver<ResolversTypes['Impairment'], ParentType, ContextType>;
};

export type LinkRateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkRate'] = ResolversParentTypes['LinkRate']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  fromContainer?: Resolver<ResolversTypes['TrafficRate'], ParentType, ContextType>;
  interface?: Resolver<ResolversTypes['Interface'], ParentType, ContextType>;
  toContainer?: Resolver<ResolversTypes['TrafficRate'], ParentType, ContextType>;
};

export type LinkRatesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkRates'] = ResolversParentTypes['LinkRates']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['LinkRate']>, ParentType, ContextType>;
};

export type LogLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LogLine'] = ResolversParentTypes['LogLine']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stream?: Resolver<ResolversTypes['LogStream'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoveLabPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MoveLabPayload'] = ResolversParentTypes['MoveLabPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoveLabResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MoveLabResult'] = ResolversParentTypes['MoveLabResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'MoveLabPayload' | 'NotFoundError', ParentType, ContextType>;
};

export type MoveNodesPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MoveNodesPayload'] = ResolversParentTypes['MoveNodesPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoveNodesResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MoveNodesResult'] = ResolversParentTypes['MoveNodesResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'MoveNodesPayload' | 'NotFoundError' | 'ValidationError', ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  becomeOperator?: Resolver<ResolversTypes['BecomeOperatorResult'], ParentType, ContextType, RequireFields<MutationBecomeOperatorArgs, 'input'>>;
  buildImage?: Resolver<ResolversTypes['BuildImageResult'], ParentType, ContextType, RequireFields<MutationBuildImageArgs, 'input'>>;
  cancelImageBuild?: Resolver<ResolversTypes['CancelImageBuildResult'], ParentType, ContextType, RequireFields<MutationCancelImageBuildArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  closeTerminal?: Resolver<ResolversTypes['CloseTerminalResult'], ParentType, ContextType, RequireFields<MutationCloseTerminalArgs, 'input'>>;
  connectContainer?: Resolver<ResolversTypes['ConnectContainerResult'], ParentType, ContextType, RequireFields<MutationConnectContainerArgs, 'input'>>;
  copyNodes?: Resolver<ResolversTypes['CopyNodesResult'], ParentType, ContextType, RequireFields<MutationCopyNodesArgs, 'input'>>;
  cordonHost?: Resolver<ResolversTypes['CordonHostResult'], ParentType, ContextType, RequireFields<MutationCordonHostArgs, 'input'>>;
  createAnnotation?: Resolver<ResolversTypes['CreateAnnotationResult'], ParentType, ContextType, RequireFields<MutationCreateAnnotationArgs, 'input'>>;
  createApiToken?: Resolver<ResolversTypes['CreateApiTokenResult'], ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  createContainer?: Resolver<ResolversTypes['CreateContainerResult'], ParentType, ContextType, RequireFields<MutationCreateContainerArgs, 'input'>>;
  createLab?: Resolver<ResolversTypes['CreateLabResult'], ParentType, ContextType, RequireFields<MutationCreateLabArgs, 'input'>>;
  createNetwork?: Resolver<ResolversTypes['CreateNetworkResult'], ParentType, ContextType, RequireFields<MutationCreateNetworkArgs, 'input'>>;
  deleteAccount?: Resolver<ResolversTypes['DeleteAccountResult'], ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  deleteAnnotation?: Resolver<ResolversTypes['DeleteAnnotationResult'], ParentType, ContextType, RequireFields<MutationDeleteAnnotationArgs, 'input'>>;
  deleteContainer?: Resolver<ResolversTypes['DeleteContainerResult'], ParentType, ContextType, RequireFields<MutationDeleteContainerArgs, 'input'>>;
  deleteImage?: Resolver<ResolversTypes['DeleteImageResult'], ParentType, ContextType, RequireFields<MutationDeleteImageArgs, 'input'>>;
  deleteLab?: Resolver<ResolversTypes['DeleteLabResult'], ParentType, ContextType, RequireFields<MutationDeleteLabArgs, 'input'>>;
  deleteNetwork?: Resolver<ResolversTypes['DeleteNetworkResult'], ParentType, ContextType, RequireFields<MutationDeleteNetworkArgs, 'input'>>;
  deleteSnapshot?: Resolver<ResolversTypes['DeleteSnapshotResult'], ParentType, ContextType, RequireFields<MutationDeleteSnapshotArgs, 'input'>>;
  disconnectContainer?: Resolver<ResolversTypes['DisconnectContainerResult'], ParentType, ContextType, RequireFields<MutationDisconnectContainerArgs, 'input'>>;
  drainHost?: Resolver<ResolversTypes['DrainHostResult'], ParentType, ContextType, RequireFields<MutationDrainHostArgs, 'input'>>;
  duplicateLab?: Resolver<ResolversTypes['DuplicateLabResult'], ParentType, ContextType, RequireFields<MutationDuplicateLabArgs, 'input'>>;
  forkSnapshot?: Resolver<ResolversTypes['ForkSnapshotResult'], ParentType, ContextType, RequireFields<MutationForkSnapshotArgs, 'input'>>;
  importLab?: Resolver<ResolversTypes['ImportLabResult'], ParentType, ContextType, RequireFields<MutationImportLabArgs, 'input'>>;
  moveLab?: Resolver<ResolversTypes['MoveLabResult'], ParentType, ContextType, RequireFields<MutationMoveLabArgs, 'input'>>;
  moveNodes?: Resolver<ResolversTypes['MoveNodesResult'], ParentType, ContextType, RequireFields<MutationMoveNodesArgs, 'input'>>;
  pullImage?: Resolver<ResolversTypes['PullImageResult'], ParentType, ContextType, RequireFields<MutationPullImageArgs, 'input'>>;
  readRepository?: Resolver<ResolversTypes['ReadRepositoryResult'], ParentType, ContextType, RequireFields<MutationReadRepositoryArgs, 'input'>>;
  redo?: Resolver<ResolversTypes['RedoResult'], ParentType, ContextType, RequireFields<MutationRedoArgs, 'input'>>;
  renameContainer?: Resolver<ResolversTypes['RenameContainerResult'], ParentType, ContextType, RequireFields<MutationRenameContainerArgs, 'input'>>;
  renameNetwork?: Resolver<ResolversTypes['RenameNetworkResult'], ParentType, ContextType, RequireFields<MutationRenameNetworkArgs, 'input'>>;
  restartContainer?: Resolver<ResolversTypes['RestartContainerResult'], ParentType, ContextType, RequireFields<MutationRestartContainerArgs, 'input'>>;
  restoreSnapshot?: Resolver<ResolversTypes['RestoreSnapshotResult'], ParentType, ContextType, RequireFields<MutationRestoreSnapshotArgs, 'input'>>;
  revokeApiToken?: Resolver<ResolversTypes['RevokeApiTokenResult'], ParentType, ContextType, RequireFields<MutationRevokeApiTokenArgs, 'input'>>;
  revokeSession?: Resolver<ResolversTypes['RevokeSessionResult'], ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  saveSnapshot?: Resolver<ResolversTypes['SaveSnapshotResult'], ParentType, ContextType, RequireFields<MutationSaveSnapshotArgs, 'input'>>;
  setLinkQualities?: Resolver<ResolversTypes['SetLinkQualitiesResult'], ParentType, ContextType, RequireFields<MutationSetLinkQualitiesArgs, 'input'>>;
  setLinkQuality?: Resolver<ResolversTypes['SetLinkQualityResult'], ParentType, ContextType, RequireFields<MutationSetLinkQualityArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
  signOutEverywhere?: Resolver<ResolversTypes['SignOutEverywherePayload'], ParentType, ContextType>;
  signUp?: Resolver<ResolversTypes['SignUpResult'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startContainer?: Resolver<ResolversTypes['StartContainerResult'], ParentType, ContextType, RequireFields<MutationStartContainerArgs, 'input'>>;
  stopContainer?: Resolver<ResolversTypes['StopContainerResult'], ParentType, ContextType, RequireFields<MutationStopContainerArgs, 'input'>>;
  uncordonHost?: Resolver<ResolversTypes['UncordonHostResult'], ParentType, ContextType, RequireFields<MutationUncordonHostArgs, 'input'>>;
  undo?: Resolver<ResolversTypes['UndoResult'], ParentType, ContextType, RequireFields<MutationUndoArgs, 'input'>>;
  updateAnnotation?: Resolver<ResolversTypes['UpdateAnnotationResult'], ParentType, ContextType, RequireFields<MutationUpdateAnnotationArgs, 'input'>>;
  updateContainer?: Resolver<ResolversTypes['UpdateContainerResult'], ParentType, ContextType, RequireFields<MutationUpdateContainerArgs, 'input'>>;
  updateLab?: Resolver<ResolversTypes['UpdateLabResult'], ParentType, ContextType, RequireFields<MutationUpdateLabArgs, 'input'>>;
  updateNetwork?: Resolver<ResolversTypes['UpdateNetworkResult'], ParentType, ContextType, RequireFields<MutationUpdateNetworkArgs, 'input'>>;
};

export type NeighbourRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NeighbourRow'] = ResolversParentTypes['NeighbourRow']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  container?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interface?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  macAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NetworkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Network'] = ResolversParentTypes['Network']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interfaces?: Resolver<Array<ResolversTypes['Interface']>, ParentType, ContextType>;
  internet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ipv4Subnet?: Resolver<Maybe<ResolversTypes['CIDR']>, ParentType, ContextType>;
  ipv6Subnet?: Resolver<Maybe<ResolversTypes['CIDR']>, ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  mtu?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['NetworkPhase'], ParentType, ContextType>;
  plain?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NetworkChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NetworkChanged'] = ResolversParentTypes['NetworkChanged']> = {
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NetworkDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NetworkDeleted'] = ResolversParentTypes['NetworkDeleted']> = {
  networkId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NetworkTablesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NetworkTables'] = ResolversParentTypes['NetworkTables']> = {
  addresses?: Resolver<Array<ResolversTypes['AddressRow']>, ParentType, ContextType>;
  fdb?: Resolver<Array<ResolversTypes['FdbRow']>, ParentType, ContextType>;
  filters?: Resolver<Array<ResolversTypes['FilterRow']>, ParentType, ContextType>;
  interfaces?: Resolver<Array<ResolversTypes['InterfaceRow']>, ParentType, ContextType>;
  neighbours?: Resolver<Array<ResolversTypes['NeighbourRow']>, ParentType, ContextType>;
  routes?: Resolver<Array<ResolversTypes['RouteRow']>, ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['SessionRow']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Annotation' | 'Container' | 'Image' | 'Lab' | 'Network' | 'User', ParentType, ContextType>;
};

export type NotFoundErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotFoundError'] = ResolversParentTypes['NotFoundError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OwnImageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OwnImage'] = ResolversParentTypes['OwnImage']> = {
  context?: Resolver<Maybe<ResolversTypes['ImageContext']>, ParentType, ContextType>;
  dockerfile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pulledFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OwnImageState'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PhaseTimingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PhaseTiming'] = ResolversParentTypes['PhaseTiming']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['ContainerPhase'], ParentType, ContextType>;
};

export type PlannedChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedChange'] = ResolversParentTypes['PlannedChange']> = {
  action?: Resolver<ResolversTypes['PlannedAction'], ParentType, ContextType>;
  details?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['PlannedEffect'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PlannedKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Position'] = ResolversParentTypes['Position']> = {
  x?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PreviewContainerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewContainer'] = ResolversParentTypes['PreviewContainer']> = {
  image?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['PreviewLink']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
};

export type PreviewLinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewLink'] = ResolversParentTypes['PreviewLink']> = {
  network?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PreviewNetworkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewNetwork'] = ResolversParentTypes['PreviewNetwork']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
};

export type PullImagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PullImagePayload'] = ResolversParentTypes['PullImagePayload']> = {
  image?: Resolver<ResolversTypes['OwnImage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PullImageResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PullImageResult'] = ResolversParentTypes['PullImageResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'PullImagePayload' | 'QuotaError' | 'ValidationError', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  buildEgress?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  canSpread?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  explainReachability?: Resolver<ResolversTypes['ExplainReachabilityResult'], ParentType, ContextType, RequireFields<QueryExplainReachabilityArgs, 'from' | 'to'>>;
  hosts?: Resolver<Array<ResolversTypes['Host']>, ParentType, ContextType>;
  images?: Resolver<Array<ResolversTypes['Image']>, ParentType, ContextType>;
  lab?: Resolver<Maybe<ResolversTypes['Lab']>, ParentType, ContextType, RequireFields<QueryLabArgs, 'id'>>;
  labFolders?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  labTemplates?: Resolver<Array<ResolversTypes['LabTemplate']>, ParentType, ContextType>;
  labs?: Resolver<ResolversTypes['LabConnection'], ParentType, ContextType, RequireFields<QueryLabsArgs, 'first'>>;
  linkPresets?: Resolver<Array<ResolversTypes['LinkPreset']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  ownImages?: Resolver<Array<ResolversTypes['OwnImage']>, ParentType, ContextType>;
  registries?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  repositorySources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  snapshotSize?: Resolver<ResolversTypes['SnapshotSizeResult'], ParentType, ContextType, RequireFields<QuerySnapshotSizeArgs, 'labId'>>;
  snapshots?: Resolver<Array<ResolversTypes['Snapshot']>, ParentType, ContextType>;
  tableHistory?: Resolver<Array<ResolversTypes['TableRecord']>, ParentType, ContextType, RequireFields<QueryTableHistoryArgs, 'containerId' | 'from'>>;
  viewer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type QuotaErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuotaError'] = ResolversParentTypes['QuotaError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuotaUseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuotaUse'] = ResolversParentTypes['QuotaUse']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RateLimitErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RateLimitError'] = ResolversParentTypes['RateLimitError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReachabilityCellResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachabilityCell'] = ResolversParentTypes['ReachabilityCell']> = {
  address?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  errorFrom?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rttMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  sent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReachabilityStatus'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
};

export type ReachabilityExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachabilityExplanation'] = ResolversParentTypes['ReachabilityExplanation']> = {
  address?: Resolver<ResolversTypes['IPAddress'], ParentType, ContextType>;
  back?: Resolver<Array<ResolversTypes['ReachabilityHop']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['Container']>, ParentType, ContextType>;
  endsAtInterface?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  hops?: Resolver<Array<ResolversTypes['ReachabilityHop']>, ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['ReachabilityVerdict'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReachabilityHopResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachabilityHop'] = ResolversParentTypes['ReachabilityHop']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  inInterface?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  network?: Resolver<Maybe<ResolversTypes['Network']>, ParentType, ContextType>;
  outInterface?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReachabilityUpdateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachabilityUpdate'] = ResolversParentTypes['ReachabilityUpdate']> = {
  cells?: Resolver<Array<ResolversTypes['ReachabilityCell']>, ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReadRepositoryPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReadRepositoryPayload'] = ResolversParentTypes['ReadRepositoryPayload']> = {
  files?: Resolver<Array<ResolversTypes['ExportFile']>, ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['ImportNote']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReadRepositoryResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReadRepositoryResult'] = ResolversParentTypes['ReadRepositoryResult']> = {
  __resolveType: TypeResolveFn<'QuotaError' | 'ReadRepositoryPayload' | 'ValidationError', ParentType, ContextType>;
};

export type RedoPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RedoPayload'] = ResolversParentTypes['RedoPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RedoResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RedoResult'] = ResolversParentTypes['RedoResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'RedoPayload', ParentType, ContextType>;
};

export type RenameContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenameContainerPayload'] = ResolversParentTypes['RenameContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenameContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenameContainerResult'] = ResolversParentTypes['RenameContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'RenameContainerPayload' | 'ValidationError', ParentType, ContextType>;
};

export type RenameNetworkPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenameNetworkPayload'] = ResolversParentTypes['RenameNetworkPayload']> = {
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenameNetworkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenameNetworkResult'] = ResolversParentTypes['RenameNetworkResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'RenameNetworkPayload' | 'ValidationError', ParentType, ContextType>;
};

export type RestartContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RestartContainerPayload'] = ResolversParentTypes['RestartContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RestartContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RestartContainerResult'] = ResolversParentTypes['RestartContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'RestartContainerPayload', ParentType, ContextType>;
};

export type RestoreSnapshotPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RestoreSnapshotPayload'] = ResolversParentTypes['RestoreSnapshotPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RestoreSnapshotResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RestoreSnapshotResult'] = ResolversParentTypes['RestoreSnapshotResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'RestoreSnapshotPayload' | 'ValidationError', ParentType, ContextType>;
};

export type RevokeApiTokenPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevokeApiTokenPayload'] = ResolversParentTypes['RevokeApiTokenPayload']> = {
  revokedTokenId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeApiTokenResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevokeApiTokenResult'] = ResolversParentTypes['RevokeApiTokenResult']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'RevokeApiTokenPayload', ParentType, ContextType>;
};

export type RevokeSessionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevokeSessionPayload'] = ResolversParentTypes['RevokeSessionPayload']> = {
  revokedSessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeSessionResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevokeSessionResult'] = ResolversParentTypes['RevokeSessionResult']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'RevokeSessionPayload', ParentType, ContextType>;
};

export type RouteRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RouteRow'] = ResolversParentTypes['RouteRow']> = {
  container?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  destination?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  family?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  interface?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  protocol?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  table?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  via?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RoutingSessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RoutingSession'] = ResolversParentTypes['RoutingSession']> = {
  ends?: Resolver<Array<ResolversTypes['RoutingSessionEnd']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  network?: Resolver<Maybe<ResolversTypes['Network']>, ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['RoutingProtocol'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RoutingSessionStatus'], ParentType, ContextType>;
};

export type RoutingSessionEndResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RoutingSessionEnd'] = ResolversParentTypes['RoutingSessionEnd']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  container?: Resolver<Maybe<ResolversTypes['Container']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RoutingSessionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RoutingSessions'] = ResolversParentTypes['RoutingSessions']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  omittedRouters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  routers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['RoutingSession']>, ParentType, ContextType>;
};

export type SaveSnapshotPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveSnapshotPayload'] = ResolversParentTypes['SaveSnapshotPayload']> = {
  snapshot?: Resolver<ResolversTypes['Snapshot'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaveSnapshotResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveSnapshotResult'] = ResolversParentTypes['SaveSnapshotResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'SaveSnapshotPayload' | 'ValidationError', ParentType, ContextType>;
};

export type SessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SessionRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionRow'] = ResolversParentTypes['SessionRow']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  container?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interface?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  peer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefixes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['RoutingProtocol'], ParentType, ContextType>;
  remoteAs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  up?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SetLinkQualitiesPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetLinkQualitiesPayload'] = ResolversParentTypes['SetLinkQualitiesPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetLinkQualitiesResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetLinkQualitiesResult'] = ResolversParentTypes['SetLinkQualitiesResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'SetLinkQualitiesPayload' | 'ValidationError', ParentType, ContextType>;
};

export type SetLinkQualityPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetLinkQualityPayload'] = ResolversParentTypes['SetLinkQualityPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  interface?: Resolver<ResolversTypes['Interface'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetLinkQualityResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetLinkQualityResult'] = ResolversParentTypes['SetLinkQualityResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'SetLinkQualityPayload' | 'ValidationError', ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  viewer?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignInResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignInResult'] = ResolversParentTypes['SignInResult']> = {
  __resolveType: TypeResolveFn<'CredentialsError' | 'RateLimitError' | 'SignInPayload', ParentType, ContextType>;
};

export type SignOutEverywherePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignOutEverywherePayload'] = ResolversParentTypes['SignOutEverywherePayload']> = {
  signedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  signedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SignUpPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignUpPayload'] = ResolversParentTypes['SignUpPayload']> = {
  viewer?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignUpResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignUpResult'] = ResolversParentTypes['SignUpResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'RateLimitError' | 'SignUpPayload' | 'ValidationError', ParentType, ContextType>;
};

export type SnapshotResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Snapshot'] = ResolversParentTypes['Snapshot']> = {
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  containerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lab?: Resolver<Maybe<ResolversTypes['Lab']>, ParentType, ContextType>;
  labName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  savedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SnapshotState'], ParentType, ContextType>;
};

export type SnapshotSizeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SnapshotSize'] = ResolversParentTypes['SnapshotSize']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  containers?: Resolver<Array<ResolversTypes['ContainerSize']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SnapshotSizeResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SnapshotSizeResult'] = ResolversParentTypes['SnapshotSizeResult']> = {
  __resolveType: TypeResolveFn<'HostError' | 'NotFoundError' | 'SnapshotSize', ParentType, ContextType>;
};

export type StartContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartContainerPayload'] = ResolversParentTypes['StartContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartContainerResult'] = ResolversParentTypes['StartContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'StartContainerPayload', ParentType, ContextType>;
};

export type StaticRouteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StaticRoute'] = ResolversParentTypes['StaticRoute']> = {
  destination?: Resolver<ResolversTypes['CIDR'], ParentType, ContextType>;
  gateway?: Resolver<ResolversTypes['IPAddress'], ParentType, ContextType>;
};

export type StopContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StopContainerPayload'] = ResolversParentTypes['StopContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StopContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StopContainerResult'] = ResolversParentTypes['StopContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'StopContainerPayload', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  checkReachability?: SubscriptionResolver<ResolversTypes['ReachabilityUpdate'], "checkReachability", ParentType, ContextType, RequireFields<SubscriptionCheckReachabilityArgs, 'labId'>>;
  containerLogs?: SubscriptionResolver<ResolversTypes['ContainerLogs'], "containerLogs", ParentType, ContextType, RequireFields<SubscriptionContainerLogsArgs, 'containerId' | 'tail'>>;
  containerReadiness?: SubscriptionResolver<ResolversTypes['ContainerReadiness'], "containerReadiness", ParentType, ContextType, RequireFields<SubscriptionContainerReadinessArgs, 'containerId'>>;
  containerStats?: SubscriptionResolver<ResolversTypes['ContainerStats'], "containerStats", ParentType, ContextType, RequireFields<SubscriptionContainerStatsArgs, 'containerId'>>;
  hostChanges?: SubscriptionResolver<ResolversTypes['Host'], "hostChanges", ParentType, ContextType>;
  imageBuild?: SubscriptionResolver<ResolversTypes['ImageBuildEvent'], "imageBuild", ParentType, ContextType, RequireFields<SubscriptionImageBuildArgs, 'name'>>;
  labChanges?: SubscriptionResolver<ResolversTypes['LabChange'], "labChanges", ParentType, ContextType, RequireFields<SubscriptionLabChangesArgs, 'labId'>>;
  linkRates?: SubscriptionResolver<ResolversTypes['LinkRates'], "linkRates", ParentType, ContextType, RequireFields<SubscriptionLinkRatesArgs, 'labId'>>;
  networkTables?: SubscriptionResolver<ResolversTypes['TableRecord'], "networkTables", ParentType, ContextType, RequireFields<SubscriptionNetworkTablesArgs, 'containerId'>>;
  routingSessions?: SubscriptionResolver<ResolversTypes['RoutingSessions'], "routingSessions", ParentType, ContextType, RequireFields<SubscriptionRoutingSessionsArgs, 'labId'>>;
  snapshot?: SubscriptionResolver<ResolversTypes['Snapshot'], "snapshot", ParentType, ContextType, RequireFields<SubscriptionSnapshotArgs, 'id'>>;
  viewerReadiness?: SubscriptionResolver<ResolversTypes['ContainerReadiness'], "viewerReadiness", ParentType, ContextType>;
};

export type SysctlResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Sysctl'] = ResolversParentTypes['Sysctl']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TableChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TableChange'] = ResolversParentTypes['TableChange']> = {
  table?: Resolver<ResolversTypes['NetworkTableName'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TableRecordResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TableRecord'] = ResolversParentTypes['TableRecord']> = {
  added?: Resolver<ResolversTypes['NetworkTables'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['TableChange']>, ParentType, ContextType>;
  omitted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  removed?: Resolver<ResolversTypes['NetworkTables'], ParentType, ContextType>;
  running?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  whole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TemplateContainerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TemplateContainer'] = ResolversParentTypes['TemplateContainer']> = {
  image?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['TemplateLink']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
};

export type TemplateLinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TemplateLink'] = ResolversParentTypes['TemplateLink']> = {
  ipv4Address?: Resolver<ResolversTypes['IPAddress'], ParentType, ContextType>;
  network?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TemplateNetworkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TemplateNetwork'] = ResolversParentTypes['TemplateNetwork']> = {
  ipv4Subnet?: Resolver<ResolversTypes['CIDR'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
};

export type TerminalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Terminal'] = ResolversParentTypes['Terminal']> = {
  cols?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TrafficRateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrafficRate'] = ResolversParentTypes['TrafficRate']> = {
  bytesPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  packetsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UncordonHostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UncordonHostPayload'] = ResolversParentTypes['UncordonHostPayload']> = {
  host?: Resolver<ResolversTypes['Host'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UncordonHostResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UncordonHostResult'] = ResolversParentTypes['UncordonHostResult']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'UncordonHostPayload', ParentType, ContextType>;
};

export type UndoPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UndoPayload'] = ResolversParentTypes['UndoPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UndoResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UndoResult'] = ResolversParentTypes['UndoResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'UndoPayload', ParentType, ContextType>;
};

export type UpdateAnnotationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateAnnotationPayload'] = ResolversParentTypes['UpdateAnnotationPayload']> = {
  annotation?: Resolver<ResolversTypes['Annotation'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateAnnotationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateAnnotationResult'] = ResolversParentTypes['UpdateAnnotationResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'NotFoundError' | 'QuotaError' | 'UpdateAnnotationPayload' | 'ValidationError', ParentType, ContextType>;
};

export type UpdateContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateContainerPayload'] = ResolversParentTypes['UpdateContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateContainerResult'] = ResolversParentTypes['UpdateContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'UpdateContainerPayload' | 'ValidationError', ParentType, ContextType>;
};

export type UpdateLabPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateLabPayload'] = ResolversParentTypes['UpdateLabPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateLabResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateLabResult'] = ResolversParentTypes['UpdateLabResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'NotFoundError' | 'UpdateLabPayload' | 'ValidationError', ParentType, ContextType>;
};

export type UpdateNetworkPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateNetworkPayload'] = ResolversParentTypes['UpdateNetworkPayload']> = {
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateNetworkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateNetworkResult'] = ResolversParentTypes['UpdateNetworkResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'UpdateNetworkPayload' | 'ValidationError', ParentType, ContextType>;
};

export type UsageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Usage'] = ResolversParentTypes['Usage']> = {
  containers?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
  images?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
  labs?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
  memoryMb?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
  snapshotMb?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
  snapshots?: Resolver<ResolversTypes['QuotaUse'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  apiTokens?: Resolver<Array<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  canBecomeOperator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['Usage']>, ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'CredentialsError' | 'HostError' | 'NotFoundError' | 'QuotaError' | 'RateLimitError' | 'ValidationError', ParentType, ContextType>;
};

export type ValidationErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationError'] = ResolversParentTypes['ValidationError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  issues?: Resolver<Array<ResolversTypes['ValidationIssue']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ValidationIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationIssue'] = ResolversParentTypes['ValidationIssue']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  AddressRow?: AddressRowResolvers<ContextType>;
  Annotation?: AnnotationResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  Apply?: ApplyResolvers<ContextType>;
  ApplyChanged?: ApplyChangedResolvers<ContextType>;
  BecomeOperatorPayload?: BecomeOperatorPayloadResolvers<ContextType>;
  BecomeOperatorResult?: BecomeOperatorResultResolvers<ContextType>;
  BuildImagePayload?: BuildImagePayloadResolvers<ContextType>;
  BuildImageResult?: BuildImageResultResolvers<ContextType>;
  CIDR?: GraphQLScalarType;
  CancelImageBuildPayload?: CancelImageBuildPayloadResolvers<ContextType>;
  CancelImageBuildResult?: CancelImageBuildResultResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ChangePasswordResult?: ChangePasswordResultResolvers<ContextType>;
  CloseTerminalPayload?: CloseTerminalPayloadResolvers<ContextType>;
  CloseTerminalResult?: CloseTerminalResultResolvers<ContextType>;
  ConflictError?: ConflictErrorResolvers<ContextType>;
  ConnectContainerPayload?: ConnectContainerPayloadResolvers<ContextType>;
  ConnectContainerResult?: ConnectContainerResultResolvers<ContextType>;
  Container?: ContainerResolvers<ContextType>;
  ContainerChanged?: ContainerChangedResolvers<ContextType>;
  ContainerConfig?: ContainerConfigResolvers<ContextType>;
  ContainerDeleted?: ContainerDeletedResolvers<ContextType>;
  ContainerDependency?: ContainerDependencyResolvers<ContextType>;
  ContainerFile?: ContainerFileResolvers<ContextType>;
  ContainerLogs?: ContainerLogsResolvers<ContextType>;
  ContainerPort?: ContainerPortResolvers<ContextType>;
  ContainerReadiness?: ContainerReadinessResolvers<ContextType>;
  ContainerSize?: ContainerSizeResolvers<ContextType>;
  ContainerStats?: ContainerStatsResolvers<ContextType>;
  CopyNodesPayload?: CopyNodesPayloadResolvers<ContextType>;
  CopyNodesResult?: CopyNodesResultResolvers<ContextType>;
  CordonHostPayload?: CordonHostPayloadResolvers<ContextType>;
  CordonHostResult?: CordonHostResultResolvers<ContextType>;
  CreateAnnotationPayload?: CreateAnnotationPayloadResolvers<ContextType>;
  CreateAnnotationResult?: CreateAnnotationResultResolvers<ContextType>;
  CreateApiTokenPayload?: CreateApiTokenPayloadResolvers<ContextType>;
  CreateApiTokenResult?: CreateApiTokenResultResolvers<ContextType>;
  CreateContainerPayload?: CreateContainerPayloadResolvers<ContextType>;
  CreateContainerResult?: CreateContainerResultResolvers<ContextType>;
  CreateLabPayload?: CreateLabPayloadResolvers<ContextType>;
  CreateLabResult?: CreateLabResultResolvers<ContextType>;
  CreateNetworkPayload?: CreateNetworkPayloadResolvers<ContextType>;
  CreateNetworkResult?: CreateNetworkResultResolvers<ContextType>;
  CredentialsError?: CredentialsErrorResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DeleteAccountResult?: DeleteAccountResultResolvers<ContextType>;
  DeleteAnnotationPayload?: DeleteAnnotationPayloadResolvers<ContextType>;
  DeleteAnnotationResult?: DeleteAnnotationResultResolvers<ContextType>;
  DeleteContainerPayload?: DeleteContainerPayloadResolvers<ContextType>;
  DeleteContainerResult?: DeleteContainerResultResolvers<ContextType>;
  DeleteImagePayload?: DeleteImagePayloadResolvers<ContextType>;
  DeleteImageResult?: DeleteImageResultResolvers<ContextType>;
  DeleteLabPayload?: DeleteLabPayloadResolvers<ContextType>;
  DeleteLabResult?: DeleteLabResultResolvers<ContextType>;
  DeleteNetworkPayload?: DeleteNetworkPayloadResolvers<ContextType>;
  DeleteNetworkResult?: DeleteNetworkResultResolvers<ContextType>;
  DeleteSnapshotPayload?: DeleteSnapshotPayloadResolvers<ContextType>;
  DeleteSnapshotResult?: DeleteSnapshotResultResolvers<ContextType>;
  DisconnectContainerPayload?: DisconnectContainerPayloadResolvers<ContextType>;
  DisconnectContainerResult?: DisconnectContainerResultResolvers<ContextType>;
  DrainHostPayload?: DrainHostPayloadResolvers<ContextType>;
  DrainHostResult?: DrainHostResultResolvers<ContextType>;
  DuplicateLabPayload?: DuplicateLabPayloadResolvers<ContextType>;
  DuplicateLabResult?: DuplicateLabResultResolvers<ContextType>;
  EnvVariable?: EnvVariableResolvers<ContextType>;
  ExplainReachabilityResult?: ExplainReachabilityResultResolvers<ContextType>;
  ExportFile?: ExportFileResolvers<ContextType>;
  FdbRow?: FdbRowResolvers<ContextType>;
  FilterRow?: FilterRowResolvers<ContextType>;
  ForkSnapshotPayload?: ForkSnapshotPayloadResolvers<ContextType>;
  ForkSnapshotResult?: ForkSnapshotResultResolvers<ContextType>;
  Host?: HostResolvers<ContextType>;
  HostError?: HostErrorResolvers<ContextType>;
  HostRoom?: HostRoomResolvers<ContextType>;
  IPAddress?: GraphQLScalarType;
  Image?: ImageResolvers<ContextType>;
  ImageBuildEvent?: ImageBuildEventResolvers<ContextType>;
  ImageContext?: ImageContextResolvers<ContextType>;
  ImageLayer?: ImageLayerResolvers<ContextType>;
  Impairment?: ImpairmentResolvers<ContextType>;
  ImportLabPayload?: ImportLabPayloadResolvers<ContextType>;
  ImportLabResult?: ImportLabResultResolvers<ContextType>;
  ImportNote?: ImportNoteResolvers<ContextType>;
  ImportPreview?: ImportPreviewResolvers<ContextType>;
  Interface?: InterfaceResolvers<ContextType>;
  InterfaceRow?: InterfaceRowResolvers<ContextType>;
  InterfaceStats?: InterfaceStatsResolvers<ContextType>;
  Lab?: LabResolvers<ContextType>;
  LabChange?: LabChangeResolvers<ContextType>;
  LabConnection?: LabConnectionResolvers<ContextType>;
  LabDeleted?: LabDeletedResolvers<ContextType>;
  LabEdge?: LabEdgeResolvers<ContextType>;
  LabExport?: LabExportResolvers<ContextType>;
  LabHistory?: LabHistoryResolvers<ContextType>;
  LabHost?: LabHostResolvers<ContextType>;
  LabTemplate?: LabTemplateResolvers<ContextType>;
  LabUpdated?: LabUpdatedResolvers<ContextType>;
  LinkLimit?: LinkLimitResolvers<ContextType>;
  LinkOutage?: LinkOutageResolvers<ContextType>;
  LinkPreset?: LinkPresetResolvers<ContextType>;
  LinkQuality?: LinkQualityResolvers<ContextType>;
  LinkRate?: LinkRateResolvers<ContextType>;
  LinkRates?: LinkRatesResolvers<ContextType>;
  LogLine?: LogLineResolvers<ContextType>;
  MoveLabPayload?: MoveLabPayloadResolvers<ContextType>;
  MoveLabResult?: MoveLabResultResolvers<ContextType>;
  MoveNodesPayload?: MoveNodesPayloadResolvers<ContextType>;
  MoveNodesResult?: MoveNodesResultResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NeighbourRow?: NeighbourRowResolvers<ContextType>;
  Network?: NetworkResolvers<ContextType>;
  NetworkChanged?: NetworkChangedResolvers<ContextType>;
  NetworkDeleted?: NetworkDeletedResolvers<ContextType>;
  NetworkTables?: NetworkTablesResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotFoundError?: NotFoundErrorResolvers<ContextType>;
  OwnImage?: OwnImageResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PhaseTiming?: PhaseTimingResolvers<ContextType>;
  PlannedChange?: PlannedChangeResolvers<ContextType>;
  Position?: PositionResolvers<ContextType>;
  PreviewContainer?: PreviewContainerResolvers<ContextType>;
  PreviewLink?: PreviewLinkResolvers<ContextType>;
  PreviewNetwork?: PreviewNetworkResolvers<ContextType>;
  PullImagePayload?: PullImagePayloadResolvers<ContextType>;
  PullImageResult?: PullImageResultResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuotaError?: QuotaErrorResolvers<ContextType>;
  QuotaUse?: QuotaUseResolvers<ContextType>;
  RateLimitError?: RateLimitErrorResolvers<ContextType>;
  ReachabilityCell?: ReachabilityCellResolvers<ContextType>;
  ReachabilityExplanation?: ReachabilityExplanationResolvers<ContextType>;
  ReachabilityHop?: ReachabilityHopResolvers<ContextType>;
  ReachabilityUpdate?: ReachabilityUpdateResolvers<ContextType>;
  ReadRepositoryPayload?: ReadRepositoryPayloadResolvers<ContextType>;
  ReadRepositoryResult?: ReadRepositoryResultResolvers<ContextType>;
  RedoPayload?: RedoPayloadResolvers<ContextType>;
  RedoResult?: RedoResultResolvers<ContextType>;
  RenameContainerPayload?: RenameContainerPayloadResolvers<ContextType>;
  RenameContainerResult?: RenameContainerResultResolvers<ContextType>;
  RenameNetworkPayload?: RenameNetworkPayloadResolvers<ContextType>;
  RenameNetworkResult?: RenameNetworkResultResolvers<ContextType>;
  RestartContainerPayload?: RestartContainerPayloadResolvers<ContextType>;
  RestartContainerResult?: RestartContainerResultResolvers<ContextType>;
  RestoreSnapshotPayload?: RestoreSnapshotPayloadResolvers<ContextType>;
  RestoreSnapshotResult?: RestoreSnapshotResultResolvers<ContextType>;
  RevokeApiTokenPayload?: RevokeApiTokenPayloadResolvers<ContextType>;
  RevokeApiTokenResult?: RevokeApiTokenResultResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  RevokeSessionResult?: RevokeSessionResultResolvers<ContextType>;
  RouteRow?: RouteRowResolvers<ContextType>;
  RoutingSession?: RoutingSessionResolvers<ContextType>;
  RoutingSessionEnd?: RoutingSessionEndResolvers<ContextType>;
  RoutingSessions?: RoutingSessionsResolvers<ContextType>;
  SaveSnapshotPayload?: SaveSnapshotPayloadResolvers<ContextType>;
  SaveSnapshotResult?: SaveSnapshotResultResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionRow?: SessionRowResolvers<ContextType>;
  SetLinkQualitiesPayload?: SetLinkQualitiesPayloadResolvers<ContextType>;
  SetLinkQualitiesResult?: SetLinkQualitiesResultResolvers<ContextType>;
  SetLinkQualityPayload?: SetLinkQualityPayloadResolvers<ContextType>;
  SetLinkQualityResult?: SetLinkQualityResultResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignOutEverywherePayload?: SignOutEverywherePayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  SignUpPayload?: SignUpPayloadResolvers<ContextType>;
  SignUpResult?: SignUpResultResolvers<ContextType>;
  Snapshot?: SnapshotResolvers<ContextType>;
  SnapshotSize?: SnapshotSizeResolvers<ContextType>;
  SnapshotSizeResult?: SnapshotSizeResultResolvers<ContextType>;
  StartContainerPayload?: StartContainerPayloadResolvers<ContextType>;
  StartContainerResult?: StartContainerResultResolvers<ContextType>;
  StaticRoute?: StaticRouteResolvers<ContextType>;
  StopContainerPayload?: StopContainerPayloadResolvers<ContextType>;
  StopContainerResult?: StopContainerResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Sysctl?: SysctlResolvers<ContextType>;
  TableChange?: TableChangeResolvers<ContextType>;
  TableRecord?: TableRecordResolvers<ContextType>;
  TemplateContainer?: TemplateContainerResolvers<ContextType>;
  TemplateLink?: TemplateLinkResolvers<ContextType>;
  TemplateNetwork?: TemplateNetworkResolvers<ContextType>;
  Terminal?: TerminalResolvers<ContextType>;
  TrafficRate?: TrafficRateResolvers<ContextType>;
  UncordonHostPayload?: UncordonHostPayloadResolvers<ContextType>;
  UncordonHostResult?: UncordonHostResultResolvers<ContextType>;
  UndoPayload?: UndoPayloadResolvers<ContextType>;
  UndoResult?: UndoResultResolvers<ContextType>;
  UpdateAnnotationPayload?: UpdateAnnotationPayloadResolvers<ContextType>;
  UpdateAnnotationResult?: UpdateAnnotationResultResolvers<ContextType>;
  UpdateContainerPayload?: UpdateContainerPayloadResolvers<ContextType>;
  UpdateContainerResult?: UpdateContainerResultResolvers<ContextType>;
  UpdateLabPayload?: UpdateLabPayloadResolvers<ContextType>;
  UpdateLabResult?: UpdateLabResultResolvers<ContextType>;
  UpdateNetworkPayload?: UpdateNetworkPayloadResolvers<ContextType>;
  UpdateNetworkResult?: UpdateNetworkResultResolvers<ContextType>;
  Usage?: UsageResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ValidationError?: ValidationErrorResolvers<ContextType>;
  ValidationIssue?: ValidationIssueResolvers<ContextType>;
};

