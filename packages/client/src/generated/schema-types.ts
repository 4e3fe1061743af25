export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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
