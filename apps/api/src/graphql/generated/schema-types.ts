import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserModel as UserModelModel } from '../../identity/user-model.ts';
import type { ApiTokenModel as ApiTokenModelModel } from '../../identity/credential-models.ts';
import type { SessionModel as SessionModelModel } from '../../modules/account/session-model.ts';
import type { TemplateModel as TemplateModelModel } from '../../modules/template/template-model.ts';
import type { LabSnapshot as LabSnapshotModel } from '../../live-lab/lab-snapshot.ts';
import type { ApplyModel as ApplyModelModel } from '../../live-lab/apply-model.ts';
import type { NetworkModel as NetworkModelModel } from '../../live-lab/network-model.ts';
import type { ContainerModel as ContainerModelModel } from '../../live-lab/container-model.ts';
import type { InterfaceModel as InterfaceModelModel } from '../../live-lab/interface-model.ts';
import type { ReadinessModel as ReadinessModelModel } from '../../live-lab/readiness-model.ts';
import type { ImageModel as ImageModelModel } from '../../live-lab/catalogue.ts';
import type { HostModel as HostModelModel } from '../../live-hosts/host-model.ts';
import type { LabHostModel as LabHostModelModel } from '../../live-lab/lab-host-model.ts';
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
  /** A subnet in CIDR notation, as 10.0.1.0/24 or fd00::/64. */
  CIDR: { input: string; output: string; }
  /** A moment: RFC 3339 in UTC, with milliseconds. */
  DateTime: { input: string; output: string; }
  /** An address, as 10.0.1.10 or fd00::10. */
  IPAddress: { input: string; output: string; }
};

/** A token with which a program acts as the user: `Authorization: Bearer pn_…`. */
export type ApiToken = {
  __typename?: 'ApiToken';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself; null if never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The token's id, for revoking it; not the secret. */
  id: Scalars['ID']['output'];
  /** When it was last used, to the minute; null if never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is for, in the user's words. */
  name: Scalars['String']['output'];
  /** What it may be used for. */
  scopes: Array<ApiTokenScope>;
};

/** What a token may be used for. */
export type ApiTokenScope =
  /** Queries and subscriptions. */
  | 'READ'
  /** Terminals in containers. */
  | 'TERMINAL'
  /** Mutations. */
  | 'WRITE';

/** One time the desired lab was sent to its host, or to one of its hosts that host's part. */
export type Apply = {
  __typename?: 'Apply';
  /** The Systems Manager command; null when none was sent. */
  commandId?: Maybe<Scalars['String']['output']>;
  /** Milliseconds from asking to the end; null while it runs. */
  durationMs?: Maybe<Scalars['Int']['output']>;
  /** What the command printed as errors, or why it was not sent. */
  errorOutput?: Maybe<Scalars['String']['output']>;
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The host it was sent to; null when none could be chosen. */
  hostId?: Maybe<Scalars['String']['output']>;
  /** The record's id. */
  id: Scalars['ID']['output'];
  /** What the command printed: a JSON report of every step with its reason and timing. */
  output?: Maybe<Scalars['String']['output']>;
  /** When the change was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** The revision of the lab that was sent. */
  revision: Scalars['Int']['output'];
  /** When the command was sent. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  status: ApplyStatus;
};

/** What was sent to the host changed: a new command, or news of one. */
export type ApplyChanged = {
  __typename?: 'ApplyChanged';
  /** The apply as it is now. */
  apply: Apply;
};

/** How far a command that brings a lab about has come. */
export type ApplyStatus =
  /** It was cancelled or could not be delivered. */
  | 'CANCELLED'
  /** Something went wrong; `output` and `errorOutput` say what. */
  | 'FAILED'
  /** The host is at work. */
  | 'IN_PROGRESS'
  /** Written down, not yet sent. */
  | 'PENDING'
  /** Sent to the host through Systems Manager. */
  | 'SENT'
  /** The host has done all of it. */
  | 'SUCCESS'
  /** The host did not finish in time. */
  | 'TIMED_OUT';

/** A network to attach to. */
export type AttachmentInput = {
  /** The address to have; left out, the next free one. */
  ipv4Address?: InputMaybe<Scalars['IPAddress']['input']>;
  /** The network. */
  networkId: Scalars['ID']['input'];
};

/** A password to change. */
export type ChangePasswordInput = {
  /** The present password. */
  currentPassword: Scalars['String']['input'];
  /** The new one: at least 10 characters, at most 200. */
  newPassword: Scalars['String']['input'];
};

/** The password was changed, and other sessions were ended. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** The user. */
  viewer: User;
};

/** What changePassword answers. */
export type ChangePasswordResult = ChangePasswordPayload | CredentialsError | RateLimitError | ValidationError;

/** A terminal to end. */
export type CloseTerminalInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
  /** The terminal's name. */
  name: Scalars['String']['input'];
};

/** The terminal was ended. */
export type CloseTerminalPayload = {
  __typename?: 'CloseTerminalPayload';
  /** Its name. */
  closedTerminalName: Scalars['String']['output'];
  /** The container it was in. */
  container: Container;
};

/** What closeTerminal answers. */
export type CloseTerminalResult = CloseTerminalPayload | HostError | NotFoundError;

/** The request clashes with what is there. Nothing was changed. */
export type ConflictError = UserError & {
  __typename?: 'ConflictError';
  /** Always CONFLICT. */
  code: UserErrorCode;
  /** What it clashes with and what to do. */
  message: Scalars['String']['output'];
};

/** A container to attach to a network. */
export type ConnectContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
  /** The address to have; left out, the next free one. */
  ipv4Address?: InputMaybe<Scalars['IPAddress']['input']>;
  /** The network. */
  networkId: Scalars['ID']['input'];
};

/** The container is being attached. */
export type ConnectContainerPayload = {
  __typename?: 'ConnectContainerPayload';
  /** The container. */
  container: Container;
  /** The new attachment. */
  interface: Interface;
};

/** What connectContainer answers. */
export type ConnectContainerResult = ConflictError | ConnectContainerPayload | HostError | NotFoundError | ValidationError;

/** A node of a lab: a Docker container whose name is its host name and its DNS name. */
export type Container = Node & {
  __typename?: 'Container';
  /** What it was given when it was made; null when it is the image as it is. */
  config?: Maybe<ContainerConfig>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Which of the lab's hosts it is on; null until it was placed. */
  host?: Maybe<LabHost>;
  /** Global id. */
  id: Scalars['ID']['output'];
  /** What it runs. */
  image: Image;
  /** Its attachments to networks, eth0 first. */
  interfaces: Array<Interface>;
  /** The lab it belongs to. */
  lab: Lab;
  /** Host name and DNS name, unique in the lab. */
  name: Scalars['String']['output'];
  /** Where it is on its way. */
  phase: ContainerPhase;
  /** Where it is drawn; null until it is laid out. */
  position?: Maybe<Position>;
  /** The same with reason and timings. */
  readiness: ContainerReadiness;
  /** The terminals that are open in it, oldest first, watched or not; none while the container's host can't be asked. */
  terminals: Array<Terminal>;
};

/** A container was added or changed. */
export type ContainerChanged = {
  __typename?: 'ContainerChanged';
  /** The container as it is now. */
  container: Container;
};

/** What makes a container of an image the one that is wanted. It is kept when the container is made anew. */
export type ContainerConfig = {
  __typename?: 'ContainerConfig';
  /** Where it sends packets to other networks, set at every start; null: nowhere of its own. */
  defaultGateway?: Maybe<Scalars['IPAddress']['output']>;
  /** Written into the container before it starts for the first time. */
  files: Array<ContainerFile>;
};

/** What makes a container of an image the one that is wanted. All containers of a lab share 24 kB for files. */
export type ContainerConfigInput = {
  /** Where it sends packets to other networks; the catalogue's images set it at every start. */
  defaultGateway?: InputMaybe<Scalars['IPAddress']['input']>;
  /** At most 20, written before the container starts for the first time. */
  files?: Array<ContainerFileInput>;
};

/** A container is gone. */
export type ContainerDeleted = {
  __typename?: 'ContainerDeleted';
  /** Its id. */
  containerId: Scalars['ID']['output'];
};

/** A file that a container was given when it was made. */
export type ContainerFile = {
  __typename?: 'ContainerFile';
  /** Its text. */
  content: Scalars['String']['output'];
  /** Its permissions as a number: 420 is 644 in octal. */
  mode: Scalars['Int']['output'];
  /** Its absolute path. */
  path: Scalars['String']['output'];
};

/** A file to write into a container. Its owner is root. */
export type ContainerFileInput = {
  /** Text of at most 16 kB. */
  content: Scalars['String']['input'];
  /** Permissions as a number; left out, 420, which is 644 in octal. */
  mode?: InputMaybe<Scalars['Int']['input']>;
  /** An absolute path of letters, digits and ._+@%=:,- that is not the kernel's or Docker's, as /etc/frr/frr.conf. */
  path: Scalars['String']['input'];
};

/** Lines of a container's log, oldest first. A burst of lines is one event. */
export type ContainerLogs = {
  __typename?: 'ContainerLogs';
  /** The lines, at least one unless some were skipped. */
  lines: Array<LogLine>;
  /** How many lines were left out before these, because the reader or the connection was too slow. */
  skipped: Scalars['Int']['output'];
};

/** Where a container is on its way to READY, and away from it. */
export type ContainerPhase =
  /** It is attached to every desired network. */
  | 'CONNECTED'
  /** Docker has made it. */
  | 'CREATED'
  /** It is gone. */
  | 'DELETED'
  /** It is being removed. */
  | 'DELETING'
  /** It could not be brought up, or ended by itself; the reason says why. */
  | 'FAILED'
  /** The host can't be asked. */
  | 'LOST'
  /** Asked for; the host has not begun. */
  | 'PENDING'
  /** It runs, and its health check passes where the image has one. */
  | 'READY'
  /** Its process runs. */
  | 'RUNNING'
  /** Its process has ended as asked. */
  | 'STOPPED'
  /** It is being stopped. */
  | 'STOPPING';

/** Where a container is on its way to READY, why, and how long each step took. */
export type ContainerReadiness = {
  __typename?: 'ContainerReadiness';
  /** The container. */
  container: Container;
  /** Milliseconds from the last request to start it to its settled phase, or to now while it is on its way. */
  elapsedMs: Scalars['Int']['output'];
  /** Where it is. */
  phase: ContainerPhase;
  /** Every phase since the last request to start it, oldest first. */
  phases: Array<PhaseTiming>;
  /** Why, in the words of Docker or of the health check. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it entered this phase. */
  since: Scalars['DateTime']['output'];
  /** Grows with every change. */
  version: Scalars['Int']['output'];
};

/** What a container uses, measured once a second. */
export type ContainerStats = {
  __typename?: 'ContainerStats';
  /** When it was measured. */
  at: Scalars['DateTime']['output'];
  /** The container. */
  container: Container;
  /** Share of one processor core: 1 is a core in full. */
  cpu: Scalars['Float']['output'];
  /** The most it may have, in cores; null when it is not limited. */
  cpuLimit?: Maybe<Scalars['Float']['output']>;
  /** Traffic of each of its interfaces, eth0 first. */
  interfaces: Array<InterfaceStats>;
  /** Memory in use, in bytes. */
  memoryBytes: Scalars['Float']['output'];
  /** The most it may have, in bytes; null when it is not limited. */
  memoryLimitBytes?: Maybe<Scalars['Float']['output']>;
  /** Processes and threads. */
  pids: Scalars['Int']['output'];
};

/** A host that is to have no more labs. */
export type CordonHostInput = {
  /** The host. */
  hostId: Scalars['ID']['input'];
};

/** The host has no more labs put on it. */
export type CordonHostPayload = {
  __typename?: 'CordonHostPayload';
  /** The host. */
  host: Host;
};

/** What cordonHost answers. */
export type CordonHostResult = CordonHostPayload | NotFoundError;

/** A token to make. */
export type CreateApiTokenInput = {
  /** Days until it ends by itself, 1 to 365. */
  expiresInDays?: InputMaybe<Scalars['Int']['input']>;
  /** What it is for; 1 to 60 characters. */
  name: Scalars['String']['input'];
  /** What it may be used for, at least one. A token can't make one that may do more than itself. */
  scopes?: Array<ApiTokenScope>;
};

/** The token was made. */
export type CreateApiTokenPayload = {
  __typename?: 'CreateApiTokenPayload';
  /** The token's record. */
  apiToken: ApiToken;
  /** The secret, `pn_…`; it can't be shown again. */
  secret: Scalars['String']['output'];
};

/** What createApiToken answers. */
export type CreateApiTokenResult = CreateApiTokenPayload | QuotaError | ValidationError;

/** A container to add. */
export type CreateContainerInput = {
  /** Files and a default gateway; left out, the container is the image as it is. */
  config?: InputMaybe<ContainerConfigInput>;
  /** The name of a catalogue image. */
  image: Scalars['String']['input'];
  /** The lab. */
  labId: Scalars['ID']['input'];
  /** A lower-case RFC 1123 label, unique in the lab. */
  name: Scalars['String']['input'];
  /** The networks to attach it to, eth0 first. */
  networks?: Array<AttachmentInput>;
  /** Where it is to be drawn. */
  position?: InputMaybe<PositionInput>;
};

/** The container was added. */
export type CreateContainerPayload = {
  __typename?: 'CreateContainerPayload';
  /** The new container. */
  container: Container;
};

/** What createContainer answers. */
export type CreateContainerResult = ConflictError | CreateContainerPayload | HostError | NotFoundError | QuotaError | ValidationError;

/** A lab to make. */
export type CreateLabInput = {
  /** 1 to 60 characters, unique among one's labs. */
  name: Scalars['String']['input'];
  /**
   * Whether its containers are to be on several hosts, though one might do. Its networks reach across; nothing else about
   * it is different. A lab that is too large for any one host is on several anyhow.
   */
  spread?: InputMaybe<Scalars['Boolean']['input']>;
  /** A template to begin with; left out, the lab is empty. */
  templateId?: InputMaybe<Scalars['ID']['input']>;
};

/** The lab was made. */
export type CreateLabPayload = {
  __typename?: 'CreateLabPayload';
  /** The new lab. */
  lab: Lab;
};

/** What createLab answers. */
export type CreateLabResult = ConflictError | CreateLabPayload | NotFoundError | QuotaError | ValidationError;

/** A network to add. */
export type CreateNetworkInput = {
  /** Whether its containers reach the outside through NAT. */
  internet?: InputMaybe<Scalars['Boolean']['input']>;
  /** A private subnet of /8 to /30; left out, the next free 10.x.y.0/24 of the lab. */
  ipv4Subnet?: InputMaybe<Scalars['CIDR']['input']>;
  /** The lab. */
  labId: Scalars['ID']['input'];
  /** A lower-case label, unique in the lab. */
  name: Scalars['String']['input'];
  /** Where it is to be drawn. */
  position?: InputMaybe<PositionInput>;
};

/** The network was added. */
export type CreateNetworkPayload = {
  __typename?: 'CreateNetworkPayload';
  /** The new network. */
  network: Network;
};

/** What createNetwork answers. */
export type CreateNetworkResult = ConflictError | CreateNetworkPayload | HostError | NotFoundError | QuotaError | ValidationError;

/** User name or password is wrong; which of the two is never said. */
export type CredentialsError = UserError & {
  __typename?: 'CredentialsError';
  /** Always CREDENTIALS. */
  code: UserErrorCode;
  /** What to do. */
  message: Scalars['String']['output'];
};

/** An account to delete: one's own. */
export type DeleteAccountInput = {
  /** Its password. */
  password: Scalars['String']['input'];
};

/** The account is gone; its labs are being cleared away. */
export type DeleteAccountPayload = {
  __typename?: 'DeleteAccountPayload';
  /** Its id. */
  deletedUserId: Scalars['ID']['output'];
};

/** What deleteAccount answers. */
export type DeleteAccountResult = CredentialsError | DeleteAccountPayload | RateLimitError;

/** A container to remove. */
export type DeleteContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being removed. */
export type DeleteContainerPayload = {
  __typename?: 'DeleteContainerPayload';
  /** Its id. */
  deletedContainerId: Scalars['ID']['output'];
  /** The lab as it is now. */
  lab: Lab;
};

/** What deleteContainer answers. */
export type DeleteContainerResult = DeleteContainerPayload | HostError | NotFoundError;

/** A lab to delete. */
export type DeleteLabInput = {
  /** Which lab. */
  labId: Scalars['ID']['input'];
};

/** The lab is being deleted. */
export type DeleteLabPayload = {
  __typename?: 'DeleteLabPayload';
  /** Its id. */
  deletedLabId: Scalars['ID']['output'];
};

/** What deleteLab answers. */
export type DeleteLabResult = DeleteLabPayload | HostError | NotFoundError;

/** A network to remove. */
export type DeleteNetworkInput = {
  /** The network. */
  networkId: Scalars['ID']['input'];
};

/** The network is being removed. */
export type DeleteNetworkPayload = {
  __typename?: 'DeleteNetworkPayload';
  /** Its id. */
  deletedNetworkId: Scalars['ID']['output'];
  /** The lab as it is now. */
  lab: Lab;
};

/** What deleteNetwork answers; a conflict names the containers that are still attached. */
export type DeleteNetworkResult = ConflictError | DeleteNetworkPayload | HostError | NotFoundError;

/** A container to detach from a network. */
export type DisconnectContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
  /** The network. */
  networkId: Scalars['ID']['input'];
};

/** The container is being detached. */
export type DisconnectContainerPayload = {
  __typename?: 'DisconnectContainerPayload';
  /** The container. */
  container: Container;
};

/** What disconnectContainer answers. */
export type DisconnectContainerResult = ConflictError | DisconnectContainerPayload | HostError | NotFoundError;

/** A host to be emptied. */
export type DrainHostInput = {
  /** The host. */
  hostId: Scalars['ID']['input'];
};

/** The host is being emptied. */
export type DrainHostPayload = {
  __typename?: 'DrainHostPayload';
  /** The host. */
  host: Host;
  /** How many labs leave it. */
  movedLabs: Scalars['Int']['output'];
};

/** What drainHost answers. */
export type DrainHostResult = DrainHostPayload | NotFoundError;

/** A machine with Docker, as operators see it. */
export type Host = {
  __typename?: 'Host';
  /** The version of its agent. */
  agentVersion: Scalars['String']['output'];
  /** Whether it takes no more labs. */
  cordoned: Scalars['Boolean']['output'];
  /** The version of its Docker, once that was seen. */
  dockerVersion?: Maybe<Scalars['String']['output']>;
  /** Its id in Systems Manager. */
  id: Scalars['ID']['output'];
  /** Labs that were moved away and of which something may be left on it. */
  leftovers: Scalars['Int']['output'];
  /** What it can't offer, each with the reason. */
  limitations: Array<Scalars['String']['output']>;
  /** Why it is not ready. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it last reported. */
  reportedAt: Scalars['DateTime']['output'];
  /** What it has and uses; null until it said. */
  room?: Maybe<HostRoom>;
  /** How it is. */
  state: HostState;
  /** Where other hosts reach it, for labs on several; null: it can't have part of one. */
  underlayAddress?: Maybe<Scalars['IPAddress']['output']>;
};

/** The lab's host can't take the request now. Nothing was changed. */
export type HostError = UserError & {
  __typename?: 'HostError';
  /** Always HOST_UNAVAILABLE. */
  code: UserErrorCode;
  /** What the host said. */
  message: Scalars['String']['output'];
};

/** What a host has, and how much of it is in use. */
export type HostRoom = {
  __typename?: 'HostRoom';
  /** Containers of labs on it. */
  containers: Scalars['Int']['output'];
  /** CPUs. */
  cpus: Scalars['Int']['output'];
  /** Labs on it. */
  labs: Scalars['Int']['output'];
  /** Processes that want a CPU, averaged over a minute. */
  loadAverage: Scalars['Float']['output'];
  /** Memory that is free, in MB. */
  memoryFreeMb: Scalars['Int']['output'];
  /** Memory, in MB. */
  memoryMb: Scalars['Int']['output'];
  /** The most containers it is to have. */
  mostContainers: Scalars['Int']['output'];
};

/** How a host is. */
export type HostState =
  /** Keeps the labs it has and takes no more. */
  | 'CORDONED'
  /** Its Docker is down. */
  | 'DOCKER_DOWN'
  /** Nothing was heard of it for two minutes. */
  | 'LOST'
  /** Takes labs. */
  | 'READY';

/** What a container can run. */
export type Image = Node & {
  __typename?: 'Image';
  /** What is in it. */
  description: Scalars['String']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** What createContainer takes, as 'host' or 'router'. */
  name: Scalars['String']['output'];
};

/** One attachment of a container to a network. */
export type Interface = {
  __typename?: 'Interface';
  /** The container it is in. */
  container: Container;
  /** Its IPv4 address. */
  ipv4Address?: Maybe<Scalars['IPAddress']['output']>;
  /** Its IPv6 address; null when the network has no IPv6 subnet. */
  ipv6Address?: Maybe<Scalars['IPAddress']['output']>;
  /** Its MAC address, derived from network and address. */
  macAddress?: Maybe<Scalars['String']['output']>;
  /** Its name inside the container, as eth0. */
  name: Scalars['String']['output'];
  /** The network it is on. */
  network: Network;
};

/** Traffic of one interface, as the container sees it. */
export type InterfaceStats = {
  __typename?: 'InterfaceStats';
  /** The attachment; null when it is being removed. */
  interface?: Maybe<Interface>;
  /** Its name inside the container, as eth0. */
  name: Scalars['String']['output'];
  /** The network it is on; null when that is gone. */
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

/**
 * One virtual network environment: its networks, containers and interfaces. It lives on one host, or on several if it is to
 * be spread or is too large for one.
 */
export type Lab = Node & {
  __typename?: 'Lab';
  /** What was sent to the host to bring the lab about, newest first: for debugging. */
  applies: Array<Apply>;
  /** Its containers, oldest first, those on their way out last. */
  containers: Array<Container>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it will be deleted by itself; null if never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** What of its edits can be undone and redone. Everybody who edits the lab shares it. */
  history: LabHistory;
  /** The host it runs on; null until it was placed. Of a lab on several hosts, the one with its ways out. */
  host?: Maybe<LabHost>;
  /** Every host that has part of it, `host` first; more than one only if it is spread, or too large for one. */
  hosts: Array<LabHost>;
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Its name, unique among its owner's labs. */
  name: Scalars['String']['output'];
  /** Its networks, oldest first, those on their way out last. */
  networks: Array<Network>;
  /** Who owns it. */
  owner: User;
  /** Grows by one with every stored change of the desired lab. */
  revision: Scalars['Int']['output'];
  /** Whether it is to be on several hosts, though one might do. */
  spread: Scalars['Boolean']['output'];
};


/**
 * One virtual network environment: its networks, containers and interfaces. It lives on one host, or on several if it is to
 * be spread or is too large for one.
 */
export type LabAppliesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One change in a lab. */
export type LabChange = ApplyChanged | ContainerChanged | ContainerDeleted | LabDeleted | LabUpdated | NetworkChanged | NetworkDeleted;

/** A page of labs. */
export type LabConnection = {
  __typename?: 'LabConnection';
  /** The labs with their cursors. */
  edges: Array<LabEdge>;
  /** The labs alone. */
  nodes: Array<Lab>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
  /** How many labs there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** The lab was deleted; the last event. */
export type LabDeleted = {
  __typename?: 'LabDeleted';
  /** Its id. */
  labId: Scalars['ID']['output'];
};

/** A lab in a page. */
export type LabEdge = {
  __typename?: 'LabEdge';
  /** Pass it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The lab. */
  node: Lab;
};

/**
 * What undo and redo would do to a lab now. Every edit of its networks and containers is a step: creating, deleting,
 * moving, connecting, disconnecting, renaming. Starting and stopping are no edits. The last 100 steps are kept.
 */
export type LabHistory = {
  __typename?: 'LabHistory';
  /** Whether there is an undone edit to make again. A new edit ends that. */
  canRedo: Scalars['Boolean']['output'];
  /** Whether there is an edit to undo. */
  canUndo: Scalars['Boolean']['output'];
  /** What the step to redo did. */
  redoLabel?: Maybe<Scalars['String']['output']>;
  /** The step that redo would make again. */
  redoStepId?: Maybe<Scalars['ID']['output']>;
  /** What redoing would lose or can't bring back; null when nothing is lost. */
  redoWarning?: Maybe<Scalars['String']['output']>;
  /** The revision of the lab at which this holds; of two, the greater one is the newer. */
  revision: Scalars['Int']['output'];
  /** What the step to undo did, as 'Delete web-1'. */
  undoLabel?: Maybe<Scalars['String']['output']>;
  /** The step that undo would take back; pass it as `stepId` to undo this one and no other. */
  undoStepId?: Maybe<Scalars['ID']['output']>;
  /** What undoing would lose or can't bring back, in words to show before; null when nothing is lost. */
  undoWarning?: Maybe<Scalars['String']['output']>;
};

/** Where a lab runs, as its owner sees it. */
export type LabHost = {
  __typename?: 'LabHost';
  /** Its id in Systems Manager. */
  id: Scalars['ID']['output'];
  /** Why it is not ready. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How it is. */
  state: HostState;
};

/** A lab that one can begin with: `createLab` with its id makes one of its own of it, which comes up by itself. */
export type LabTemplate = {
  __typename?: 'LabTemplate';
  /** How many containers it has. */
  containerCount: Scalars['Int']['output'];
  /** Its containers, for a preview. */
  containers: Array<TemplateContainer>;
  /** What it shows and what to try in it. */
  description: Scalars['String']['output'];
  /** What createLab takes, as 'ospf-triangle'. */
  id: Scalars['ID']['output'];
  /** Its name, for people. */
  name: Scalars['String']['output'];
  /** How many networks it has. */
  networkCount: Scalars['Int']['output'];
  /** Its networks, for a preview. */
  networks: Array<TemplateNetwork>;
};

/** The lab itself changed; also the first event of every subscription. */
export type LabUpdated = {
  __typename?: 'LabUpdated';
  /** The lab as it is now. */
  lab: Lab;
};

/** One line that a container's main process printed. */
export type LogLine = {
  __typename?: 'LogLine';
  /** When Docker read it. */
  at: Scalars['DateTime']['output'];
  /** Where it was written to. */
  stream: LogStream;
  /** What it says, without the line break; very long lines come in pieces. */
  text: Scalars['String']['output'];
};

/** Which of a process's two outputs a line was written to. */
export type LogStream =
  /** The output for errors. */
  | 'STDERR'
  /** The ordinary output. */
  | 'STDOUT';

/** A lab to be made anew elsewhere. */
export type MoveLabInput = {
  /** The lab. */
  labId: Scalars['ID']['input'];
};

/** The lab is being made anew. */
export type MoveLabPayload = {
  __typename?: 'MoveLabPayload';
  /** The lab, on no host yet. */
  lab: Lab;
};

/** What moveLab answers; a conflict says that the lab's host is not lost. */
export type MoveLabResult = ConflictError | MoveLabPayload | NotFoundError;

/** Networks and containers to draw elsewhere. */
export type MoveNodesInput = {
  /** Their lab. */
  labId: Scalars['ID']['input'];
  /** 1 to 200 moves, each node once. All of them or none are made, as one step of the lab's history. */
  moves: Array<NodeMoveInput>;
};

/** They are drawn elsewhere. */
export type MoveNodesPayload = {
  __typename?: 'MoveNodesPayload';
  /** The lab as it is now. */
  lab: Lab;
};

/** What moveNodes answers. */
export type MoveNodesResult = ConflictError | MoveNodesPayload | NotFoundError | ValidationError;

/** Everything that can be changed. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Change one's password. All other sessions are ended; tokens of programs stay. Not for tokens. */
  changePassword: ChangePasswordResult;
  /** End a terminal and what runs in it, for everyone who looks at it. */
  closeTerminal: CloseTerminalResult;
  /** Attach a container to a network, running or not. */
  connectContainer: ConnectContainerResult;
  /** Give a host no more labs. For operators only. */
  cordonHost: CordonHostResult;
  /** Make a token for a program. The secret is shown this once. */
  createApiToken: CreateApiTokenResult;
  /** Add a container to a lab and start it. */
  createContainer: CreateContainerResult;
  /** Make a lab: an empty one, or one from a template, whose containers are started. */
  createLab: CreateLabResult;
  /** Add a network to a lab. */
  createNetwork: CreateNetworkResult;
  /** Delete one's account with all labs, sessions and tokens, for good. The name is free again. Not for tokens. */
  deleteAccount: DeleteAccountResult;
  /** Remove a container and what was in it. */
  deleteContainer: DeleteContainerResult;
  /** Delete a lab with everything in it. */
  deleteLab: DeleteLabResult;
  /** Remove a network that no container is attached to. */
  deleteNetwork: DeleteNetworkResult;
  /** Detach a container from a network, running or not. */
  disconnectContainer: DisconnectContainerResult;
  /** Give a host no more labs, and have those it has made anew elsewhere. For operators only. */
  drainHost: DrainHostResult;
  /** Have a lab of a lost host, or part of which is on one, made anew on others. What was inside its containers is gone. */
  moveLab: MoveLabResult;
  /** Draw networks and containers elsewhere. The host is not told: it is none of its business. */
  moveNodes: MoveNodesResult;
  /** Make the edit again that was undone last. */
  redo: RedoResult;
  /**
   * Give a container another name. Its host name and its name in the DNS can't be changed while it exists: it is made
   * anew under the new name, with the same addresses, and what was in it is lost.
   */
  renameContainer: RenameContainerResult;
  /** Give a network another name. Nothing changes for its containers. */
  renameNetwork: RenameNetworkResult;
  /** Stop and start a container. */
  restartContainer: RestartContainerResult;
  /** End a token; its sockets are closed. */
  revokeApiToken: RevokeApiTokenResult;
  /** End one of one's sessions; its sockets are closed. Not for tokens. */
  revokeSession: RevokeSessionResult;
  /** Sign in: sets the session cookie. */
  signIn: SignInResult;
  /** Sign out: ends the session and closes its sockets. */
  signOut: SignOutPayload;
  /** End all of one's sessions, this one included. Tokens of programs stay. Not for tokens. */
  signOutEverywhere: SignOutEverywherePayload;
  /** Make an account and sign in to it. */
  signUp: SignUpResult;
  /** Start a stopped or failed container. */
  startContainer: StartContainerResult;
  /** Stop a container; its files stay. */
  stopContainer: StopContainerResult;
  /** Let a host have labs again. For operators only. */
  uncordonHost: UncordonHostResult;
  /** Take back the last edit of a lab. A deleted container comes back with its id, name and addresses, but as new inside. */
  undo: UndoResult;
  /** Change a lab's name. */
  updateLab: UpdateLabResult;
  /** Change a network. The host makes it anew; its containers go on running and keep their addresses. */
  updateNetwork: UpdateNetworkResult;
};


/** Everything that can be changed. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** Everything that can be changed. */
export type MutationCloseTerminalArgs = {
  input: CloseTerminalInput;
};


/** Everything that can be changed. */
export type MutationConnectContainerArgs = {
  input: ConnectContainerInput;
};


/** Everything that can be changed. */
export type MutationCordonHostArgs = {
  input: CordonHostInput;
};


/** Everything that can be changed. */
export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


/** Everything that can be changed. */
export type MutationCreateContainerArgs = {
  input: CreateContainerInput;
};


/** Everything that can be changed. */
export type MutationCreateLabArgs = {
  input: CreateLabInput;
};


/** Everything that can be changed. */
export type MutationCreateNetworkArgs = {
  input: CreateNetworkInput;
};


/** Everything that can be changed. */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/** Everything that can be changed. */
export type MutationDeleteContainerArgs = {
  input: DeleteContainerInput;
};


/** Everything that can be changed. */
export type MutationDeleteLabArgs = {
  input: DeleteLabInput;
};


/** Everything that can be changed. */
export type MutationDeleteNetworkArgs = {
  input: DeleteNetworkInput;
};


/** Everything that can be changed. */
export type MutationDisconnectContainerArgs = {
  input: DisconnectContainerInput;
};


/** Everything that can be changed. */
export type MutationDrainHostArgs = {
  input: DrainHostInput;
};


/** Everything that can be changed. */
export type MutationMoveLabArgs = {
  input: MoveLabInput;
};


/** Everything that can be changed. */
export type MutationMoveNodesArgs = {
  input: MoveNodesInput;
};


/** Everything that can be changed. */
export type MutationRedoArgs = {
  input: RedoInput;
};


/** Everything that can be changed. */
export type MutationRenameContainerArgs = {
  input: RenameContainerInput;
};


/** Everything that can be changed. */
export type MutationRenameNetworkArgs = {
  input: RenameNetworkInput;
};


/** Everything that can be changed. */
export type MutationRestartContainerArgs = {
  input: RestartContainerInput;
};


/** Everything that can be changed. */
export type MutationRevokeApiTokenArgs = {
  input: RevokeApiTokenInput;
};


/** Everything that can be changed. */
export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


/** Everything that can be changed. */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** Everything that can be changed. */
export type MutationSignUpArgs = {
  input: SignUpInput;
};


/** Everything that can be changed. */
export type MutationStartContainerArgs = {
  input: StartContainerInput;
};


/** Everything that can be changed. */
export type MutationStopContainerArgs = {
  input: StopContainerInput;
};


/** Everything that can be changed. */
export type MutationUncordonHostArgs = {
  input: UncordonHostInput;
};


/** Everything that can be changed. */
export type MutationUndoArgs = {
  input: UndoInput;
};


/** Everything that can be changed. */
export type MutationUpdateLabArgs = {
  input: UpdateLabInput;
};


/** Everything that can be changed. */
export type MutationUpdateNetworkArgs = {
  input: UpdateNetworkInput;
};

/** One isolated layer-2 segment of a lab. */
export type Network = Node & {
  __typename?: 'Network';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The attachments of containers to it. */
  interfaces: Array<Interface>;
  /** Whether its containers reach the outside through NAT. */
  internet: Scalars['Boolean']['output'];
  /** Its IPv4 subnet. */
  ipv4Subnet: Scalars['CIDR']['output'];
  /** Its IPv6 subnet; null when it has none. */
  ipv6Subnet?: Maybe<Scalars['CIDR']['output']>;
  /** The lab it belongs to. */
  lab: Lab;
  /** Its name, unique in the lab. */
  name: Scalars['String']['output'];
  /** Where it is on its way. */
  phase: NetworkPhase;
  /** Where it is drawn; null until it is laid out. */
  position?: Maybe<Position>;
  /** Why it is in this phase, where that needs saying. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** A network was added or changed. */
export type NetworkChanged = {
  __typename?: 'NetworkChanged';
  /** The network as it is now. */
  network: Network;
};

/** A network is gone. */
export type NetworkDeleted = {
  __typename?: 'NetworkDeleted';
  /** Its id. */
  networkId: Scalars['ID']['output'];
};

/** Where a network is on its way. */
export type NetworkPhase =
  /** It is there. */
  | 'ACTIVE'
  /** It is being removed. */
  | 'DELETING'
  /** It could not be made; `reason` says why. */
  | 'FAILED'
  /** The host can't be asked; `reason` says why. */
  | 'LOST'
  /** Asked for; the host has not made it yet. */
  | 'PENDING';

/** Anything that has a global id. */
export type Node = {
  /** Global and opaque; never reused. */
  id: Scalars['ID']['output'];
};

/** A network or a container, and where it is to be drawn. */
export type NodeMoveInput = {
  /** The network or container. */
  nodeId: Scalars['ID']['input'];
  /** To the right; between -1000000 and 1000000. */
  x: Scalars['Float']['input'];
  /** Down; between -1000000 and 1000000. */
  y: Scalars['Float']['input'];
};

/** There is no such thing, or it is not the viewer's to see. */
export type NotFoundError = UserError & {
  __typename?: 'NotFoundError';
  /** Always NOT_FOUND. */
  code: UserErrorCode;
  /** What was looked for. */
  message: Scalars['String']['output'];
};

/** Where a page stands in the whole list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item; null when the page is empty. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are more after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are some before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item; null when the page is empty. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** One phase on the way. */
export type PhaseTiming = {
  __typename?: 'PhaseTiming';
  /** When it was entered. */
  at: Scalars['DateTime']['output'];
  /** Milliseconds spent in it; up to now for the present one. */
  durationMs: Scalars['Int']['output'];
  /** Which phase. */
  phase: ContainerPhase;
};

/** Where something is drawn, in the canvas's own unit; x grows to the right, y down. */
export type Position = {
  __typename?: 'Position';
  /** To the right. */
  x: Scalars['Float']['output'];
  /** Down. */
  y: Scalars['Float']['output'];
};

/** Where something is to be drawn. */
export type PositionInput = {
  /** To the right; between -1000000 and 1000000. */
  x: Scalars['Float']['input'];
  /** Down; between -1000000 and 1000000. */
  y: Scalars['Float']['input'];
};

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** Whether there is more than one host now for a lab to be spread over. */
  canSpread: Scalars['Boolean']['output'];
  /** Every host that ever reported. For operators only. */
  hosts: Array<Host>;
  /** The catalogue of images a container can run. */
  images: Array<Image>;
  /** One lab; null when there is none, or it is not the viewer's to see. */
  lab?: Maybe<Lab>;
  /** The labs that one can begin with, the simplest first. */
  labTemplates: Array<LabTemplate>;
  /** The viewer's labs, newest first. */
  labs: LabConnection;
  /** Any object by its id; null when there is none, or it is not the viewer's to see. */
  node?: Maybe<Node>;
  /** The signed-in user; null when signed out. */
  viewer?: Maybe<User>;
};


/** Everything that can be read. */
export type QueryLabArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryLabsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** A limit is reached. Nothing was changed. */
export type QuotaError = UserError & {
  __typename?: 'QuotaError';
  /** Always QUOTA. */
  code: UserErrorCode;
  /** The most one may have. */
  limit: Scalars['Int']['output'];
  /** Which limit, and how to get room. */
  message: Scalars['String']['output'];
  /** How many there are now. */
  used: Scalars['Int']['output'];
};

/** Too many tries in a short time. */
export type RateLimitError = UserError & {
  __typename?: 'RateLimitError';
  /** Always RATE_LIMITED. */
  code: UserErrorCode;
  /** What was tried too often and when to try again. */
  message: Scalars['String']['output'];
  /** Seconds to wait before the next try. */
  retryAfterSeconds: Scalars['Int']['output'];
};

/** An undone edit to make again. */
export type RedoInput = {
  /** The lab. */
  labId: Scalars['ID']['input'];
  /** The step that is meant, as `redoStepId` said: another one is not redone. Left out, whichever is next. */
  stepId?: InputMaybe<Scalars['ID']['input']>;
};

/** The edit was made again. */
export type RedoPayload = {
  __typename?: 'RedoPayload';
  /** The lab as it is now. */
  lab: Lab;
  /** What the edit did, as 'Delete web-1'. */
  label: Scalars['String']['output'];
};

/** What redo answers; a conflict says why the step can't be made again. */
export type RedoResult = ConflictError | HostError | NotFoundError | RedoPayload;

/** A container to rename. */
export type RenameContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
  /** The new name: a lower-case RFC 1123 label, unique in the lab. */
  name: Scalars['String']['input'];
};

/** The container is being made anew under its new name. */
export type RenameContainerPayload = {
  __typename?: 'RenameContainerPayload';
  /** The container as it is now. */
  container: Container;
};

/** What renameContainer answers. */
export type RenameContainerResult = ConflictError | HostError | NotFoundError | RenameContainerPayload | ValidationError;

/** A network to rename. */
export type RenameNetworkInput = {
  /** The new name: a lower-case label, unique in the lab. */
  name: Scalars['String']['input'];
  /** The network. */
  networkId: Scalars['ID']['input'];
};

/** The network was renamed. */
export type RenameNetworkPayload = {
  __typename?: 'RenameNetworkPayload';
  /** The network as it is now. */
  network: Network;
};

/** What renameNetwork answers. */
export type RenameNetworkResult = ConflictError | HostError | NotFoundError | RenameNetworkPayload | ValidationError;

/** A container to restart. */
export type RestartContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being restarted. */
export type RestartContainerPayload = {
  __typename?: 'RestartContainerPayload';
  /** The container. */
  container: Container;
};

/** What restartContainer answers. */
export type RestartContainerResult = ConflictError | HostError | NotFoundError | RestartContainerPayload;

/** A token to end. */
export type RevokeApiTokenInput = {
  /** The token's id. */
  tokenId: Scalars['ID']['input'];
};

/** The token was ended. */
export type RevokeApiTokenPayload = {
  __typename?: 'RevokeApiTokenPayload';
  /** Its id. */
  revokedTokenId: Scalars['ID']['output'];
};

/** What revokeApiToken answers. */
export type RevokeApiTokenResult = NotFoundError | RevokeApiTokenPayload;

/** A session to end. */
export type RevokeSessionInput = {
  /** The session's id. */
  sessionId: Scalars['ID']['input'];
};

/** The session was ended. */
export type RevokeSessionPayload = {
  __typename?: 'RevokeSessionPayload';
  /** Its id. */
  revokedSessionId: Scalars['ID']['output'];
};

/** What revokeSession answers. */
export type RevokeSessionResult = NotFoundError | RevokeSessionPayload;

/** Somebody signed in with a browser. */
export type Session = {
  __typename?: 'Session';
  /** Roughly where from: the address at sign-in without its last part; null when it is not known. */
  address?: Maybe<Scalars['String']['output']>;
  /** When they signed in. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether it is the session that asks. */
  current: Scalars['Boolean']['output'];
  /** When it ends by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** The session's id, for revoking it; not the secret. */
  id: Scalars['ID']['output'];
  /** When it was last used, to the minute. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** What the browser said it was when signing in; null when it said nothing. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** An account to sign in to. */
export type SignInInput = {
  /** Its password. */
  password: Scalars['String']['input'];
  /** The account's name. */
  username: Scalars['String']['input'];
};

/** Signed in. */
export type SignInPayload = {
  __typename?: 'SignInPayload';
  /** The user. */
  viewer: User;
};

/** What signIn answers. */
export type SignInResult = CredentialsError | RateLimitError | SignInPayload;

/** All sessions were ended. */
export type SignOutEverywherePayload = {
  __typename?: 'SignOutEverywherePayload';
  /** False when nobody was signed in. */
  signedOut: Scalars['Boolean']['output'];
};

/** Signed out. */
export type SignOutPayload = {
  __typename?: 'SignOutPayload';
  /** False when nobody was signed in. */
  signedOut: Scalars['Boolean']['output'];
};

/** A new account. */
export type SignUpInput = {
  /** At least 10 characters, at most 200. */
  password: Scalars['String']['input'];
  /** 3 to 32 letters, digits, '-', '_' or '.'; upper and lower case are the same name. */
  username: Scalars['String']['input'];
};

/** The account was made and is signed in. */
export type SignUpPayload = {
  __typename?: 'SignUpPayload';
  /** The new user. */
  viewer: User;
};

/** What signUp answers. */
export type SignUpResult = ConflictError | RateLimitError | SignUpPayload | ValidationError;

/** A container to start. */
export type StartContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being started. */
export type StartContainerPayload = {
  __typename?: 'StartContainerPayload';
  /** The container. */
  container: Container;
};

/** What startContainer answers. */
export type StartContainerResult = ConflictError | HostError | NotFoundError | StartContainerPayload;

/** A container to stop. */
export type StopContainerInput = {
  /** The container. */
  containerId: Scalars['ID']['input'];
};

/** The container is being stopped. */
export type StopContainerPayload = {
  __typename?: 'StopContainerPayload';
  /** The container. */
  container: Container;
};

/** What stopContainer answers. */
export type StopContainerResult = ConflictError | HostError | NotFoundError | StopContainerPayload;

/** Everything that can be watched. */
export type Subscription = {
  __typename?: 'Subscription';
  /** The container's log, then every line as it is printed, until the container is deleted. */
  containerLogs: ContainerLogs;
  /** The state now, then every change, until the container is deleted (a last event with phase DELETED). */
  containerReadiness: ContainerReadiness;
  /** What the container uses, once a second while it runs, until it is deleted. */
  containerStats: ContainerStats;
  /** Every host, then each whenever something is new about it. For operators only. */
  hostChanges: Host;
  /** The lab now, then every change in it: what a canvas needs to stay true without refetching. */
  labChanges: LabChange;
  /** Every container of the viewer, across labs: what a dashboard needs. */
  viewerReadiness: ContainerReadiness;
};


/** Everything that can be watched. */
export type SubscriptionContainerLogsArgs = {
  containerId: Scalars['ID']['input'];
  since?: InputMaybe<Scalars['DateTime']['input']>;
  tail?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be watched. */
export type SubscriptionContainerReadinessArgs = {
  containerId: Scalars['ID']['input'];
};


/** Everything that can be watched. */
export type SubscriptionContainerStatsArgs = {
  containerId: Scalars['ID']['input'];
};


/** Everything that can be watched. */
export type SubscriptionLabChangesArgs = {
  labId: Scalars['ID']['input'];
};

/** A container of a template. */
export type TemplateContainer = {
  __typename?: 'TemplateContainer';
  /** The name of the image that it runs. */
  image: Scalars['String']['output'];
  /** Its attachments, eth0 first: the links of a preview. */
  links: Array<TemplateLink>;
  /** Its name, unique in the template. */
  name: Scalars['String']['output'];
  /** Where it is drawn. */
  position: Position;
};

/** One attachment of a template's container. */
export type TemplateLink = {
  __typename?: 'TemplateLink';
  /** The address that the container has on it. */
  ipv4Address: Scalars['IPAddress']['output'];
  /** The name of the network. */
  network: Scalars['String']['output'];
};

/** A network of a template. */
export type TemplateNetwork = {
  __typename?: 'TemplateNetwork';
  /** Its IPv4 subnet. */
  ipv4Subnet: Scalars['CIDR']['output'];
  /** Its name, unique in the template. */
  name: Scalars['String']['output'];
  /** Where it is drawn. */
  position: Position;
};

/** A shell in a container, reached at /terminals/<container id>. It outlives those who look at it. */
export type Terminal = {
  __typename?: 'Terminal';
  /** Its width in characters: that of its narrowest viewer. */
  cols: Scalars['Int']['output'];
  /** Its name, unique in the container; the first one is `main`. */
  name: Scalars['String']['output'];
  /** Its height in lines: that of its lowest viewer. */
  rows: Scalars['Int']['output'];
  /** When its shell was started. */
  startedAt: Scalars['DateTime']['output'];
  /** How many look at it now. */
  viewers: Scalars['Int']['output'];
};

/** A host that may have labs again. */
export type UncordonHostInput = {
  /** The host. */
  hostId: Scalars['ID']['input'];
};

/** The host may have labs again. */
export type UncordonHostPayload = {
  __typename?: 'UncordonHostPayload';
  /** The host. */
  host: Host;
};

/** What uncordonHost answers. */
export type UncordonHostResult = NotFoundError | UncordonHostPayload;

/** An edit to take back. */
export type UndoInput = {
  /** The lab. */
  labId: Scalars['ID']['input'];
  /** The step that is meant, as `undoStepId` said: another one is not undone. Left out, whichever is next. */
  stepId?: InputMaybe<Scalars['ID']['input']>;
};

/** The edit was taken back. */
export type UndoPayload = {
  __typename?: 'UndoPayload';
  /** The lab as it is now. */
  lab: Lab;
  /** What the undone edit had done, as 'Delete web-1'. */
  label: Scalars['String']['output'];
};

/** What undo answers; a conflict says why the step can't be taken back. */
export type UndoResult = ConflictError | HostError | NotFoundError | UndoPayload;

/** A lab to change. */
export type UpdateLabInput = {
  /** Which lab. */
  labId: Scalars['ID']['input'];
  /** The new name; left out, it stays. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The lab was changed. */
export type UpdateLabPayload = {
  __typename?: 'UpdateLabPayload';
  /** The lab as it is now. */
  lab: Lab;
};

/** What updateLab answers. */
export type UpdateLabResult = ConflictError | NotFoundError | UpdateLabPayload | ValidationError;

/** A network to change. */
export type UpdateNetworkInput = {
  /** Whether its containers reach the outside through NAT; left out, it stays. */
  internet?: InputMaybe<Scalars['Boolean']['input']>;
  /** The network. */
  networkId: Scalars['ID']['input'];
};

/** The network was changed. */
export type UpdateNetworkPayload = {
  __typename?: 'UpdateNetworkPayload';
  /** The network as it is now. */
  network: Network;
};

/** What updateNetwork answers; a conflict says who has the address that the gateway needs. */
export type UpdateNetworkResult = ConflictError | HostError | NotFoundError | UpdateNetworkPayload;

/** A person with an account. */
export type User = Node & {
  __typename?: 'User';
  /** Tokens for programs. Only one's own are shown; empty for anyone else. */
  apiTokens: Array<ApiToken>;
  /** When the account was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Whether they look after the hosts. */
  operator: Scalars['Boolean']['output'];
  /** Where one is signed in, newest first. Only one's own are shown, and only to a session: empty for anyone else. */
  sessions: Array<Session>;
  /** The name they sign in with. */
  username: Scalars['String']['output'];
};

/** An expected failure: something the caller can put right. */
export type UserError = {
  /** What kind of failure, for programs. */
  code: UserErrorCode;
  /** What was wrong and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The kinds of expected failure. */
export type UserErrorCode =
  /** It clashes with what is there: a taken name or address, an attached container, another edit. */
  | 'CONFLICT'
  /** User name or password is wrong. */
  | 'CREDENTIALS'
  /** The host can't do it now, for example because its Docker is down. */
  | 'HOST_UNAVAILABLE'
  /** There is no such thing, or it is not the viewer's to see. */
  | 'NOT_FOUND'
  /** A limit on how much one may have is reached. */
  | 'QUOTA'
  /** Too many tries; wait. */
  | 'RATE_LIMITED'
  /** The input breaks a rule; `issues` says where. */
  | 'VALIDATION';

/** The input breaks one or more rules. Nothing was changed. */
export type ValidationError = UserError & {
  __typename?: 'ValidationError';
  /** Always VALIDATION. */
  code: UserErrorCode;
  /** Every broken rule. */
  issues: Array<ValidationIssue>;
  /** A summary of the issues. */
  message: Scalars['String']['output'];
};

/** One broken rule of the input. */
export type ValidationIssue = {
  __typename?: 'ValidationIssue';
  /** The rule that was broken, with the value, and what to do. */
  message: Scalars['String']['output'];
  /** Where in the input, from the outside in, as ["networks", "0", "ipv4Address"]. */
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
  CordonHostResult:
    | ( Omit<CordonHostPayload, 'host'> & { host: _RefType['Host'] } & { __typename: 'CordonHostPayload' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
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
  DeleteContainerResult:
    | ( Omit<DeleteContainerPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'DeleteContainerPayload' } )
    | ( HostError & { __typename: 'HostError' } )
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
  RedoResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
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
    | ( Omit<RestartContainerPayload, 'container'> & { container: _RefType['Container'] } & { __typename: 'RestartContainerPayload' } )
  ;
  RevokeApiTokenResult:
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( RevokeApiTokenPayload & { __typename: 'RevokeApiTokenPayload' } )
  ;
  RevokeSessionResult:
    | ( NotFoundError & { __typename: 'NotFoundError' } )
    | ( RevokeSessionPayload & { __typename: 'RevokeSessionPayload' } )
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
  StartContainerResult:
    | ( ConflictError & { __typename: 'ConflictError' } )
    | ( HostError & { __typename: 'HostError' } )
    | ( NotFoundError & { __typename: 'NotFoundError' } )
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
    | ( Omit<UndoPayload, 'lab'> & { lab: _RefType['Lab'] } & { __typename: 'UndoPayload' } )
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
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
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
  ApiToken: ResolverTypeWrapper<ApiTokenModelModel>;
  ApiTokenScope: ApiTokenScope;
  Apply: ResolverTypeWrapper<ApplyModelModel>;
  ApplyChanged: ResolverTypeWrapper<Omit<ApplyChanged, 'apply'> & { apply: ResolversTypes['Apply'] }>;
  ApplyStatus: ApplyStatus;
  AttachmentInput: AttachmentInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CIDR: ResolverTypeWrapper<Scalars['CIDR']['output']>;
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
  ContainerConfig: ResolverTypeWrapper<ContainerConfig>;
  ContainerConfigInput: ContainerConfigInput;
  ContainerDeleted: ResolverTypeWrapper<ContainerDeleted>;
  ContainerFile: ResolverTypeWrapper<ContainerFile>;
  ContainerFileInput: ContainerFileInput;
  ContainerLogs: ResolverTypeWrapper<ContainerLogs>;
  ContainerPhase: ContainerPhase;
  ContainerReadiness: ResolverTypeWrapper<ReadinessModelModel>;
  ContainerStats: ResolverTypeWrapper<Omit<ContainerStats, 'container' | 'interfaces'> & { container: ResolversTypes['Container'], interfaces: Array<ResolversTypes['InterfaceStats']> }>;
  CordonHostInput: CordonHostInput;
  CordonHostPayload: ResolverTypeWrapper<Omit<CordonHostPayload, 'host'> & { host: ResolversTypes['Host'] }>;
  CordonHostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CordonHostResult']>;
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
  DeleteContainerInput: DeleteContainerInput;
  DeleteContainerPayload: ResolverTypeWrapper<Omit<DeleteContainerPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  DeleteContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteContainerResult']>;
  DeleteLabInput: DeleteLabInput;
  DeleteLabPayload: ResolverTypeWrapper<DeleteLabPayload>;
  DeleteLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteLabResult']>;
  DeleteNetworkInput: DeleteNetworkInput;
  DeleteNetworkPayload: ResolverTypeWrapper<Omit<DeleteNetworkPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  DeleteNetworkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteNetworkResult']>;
  DisconnectContainerInput: DisconnectContainerInput;
  DisconnectContainerPayload: ResolverTypeWrapper<Omit<DisconnectContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  DisconnectContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisconnectContainerResult']>;
  DrainHostInput: DrainHostInput;
  DrainHostPayload: ResolverTypeWrapper<Omit<DrainHostPayload, 'host'> & { host: ResolversTypes['Host'] }>;
  DrainHostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DrainHostResult']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Host: ResolverTypeWrapper<HostModelModel>;
  HostError: ResolverTypeWrapper<HostError>;
  HostRoom: ResolverTypeWrapper<HostRoom>;
  HostState: HostState;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IPAddress: ResolverTypeWrapper<Scalars['IPAddress']['output']>;
  Image: ResolverTypeWrapper<ImageModelModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Interface: ResolverTypeWrapper<InterfaceModelModel>;
  InterfaceStats: ResolverTypeWrapper<Omit<InterfaceStats, 'interface' | 'network'> & { interface?: Maybe<ResolversTypes['Interface']>, network?: Maybe<ResolversTypes['Network']> }>;
  Lab: ResolverTypeWrapper<LabSnapshotModel>;
  LabChange: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LabChange']>;
  LabConnection: ResolverTypeWrapper<Omit<LabConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['LabEdge']>, nodes: Array<ResolversTypes['Lab']> }>;
  LabDeleted: ResolverTypeWrapper<LabDeleted>;
  LabEdge: ResolverTypeWrapper<Omit<LabEdge, 'node'> & { node: ResolversTypes['Lab'] }>;
  LabHistory: ResolverTypeWrapper<LabHistory>;
  LabHost: ResolverTypeWrapper<LabHostModelModel>;
  LabTemplate: ResolverTypeWrapper<TemplateModelModel>;
  LabUpdated: ResolverTypeWrapper<Omit<LabUpdated, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  LogLine: ResolverTypeWrapper<LogLine>;
  LogStream: LogStream;
  MoveLabInput: MoveLabInput;
  MoveLabPayload: ResolverTypeWrapper<Omit<MoveLabPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  MoveLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MoveLabResult']>;
  MoveNodesInput: MoveNodesInput;
  MoveNodesPayload: ResolverTypeWrapper<Omit<MoveNodesPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  MoveNodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MoveNodesResult']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Network: ResolverTypeWrapper<NetworkModelModel>;
  NetworkChanged: ResolverTypeWrapper<Omit<NetworkChanged, 'network'> & { network: ResolversTypes['Network'] }>;
  NetworkDeleted: ResolverTypeWrapper<NetworkDeleted>;
  NetworkPhase: NetworkPhase;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NodeMoveInput: NodeMoveInput;
  NotFoundError: ResolverTypeWrapper<NotFoundError>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PhaseTiming: ResolverTypeWrapper<PhaseTiming>;
  Position: ResolverTypeWrapper<Position>;
  PositionInput: PositionInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuotaError: ResolverTypeWrapper<QuotaError>;
  RateLimitError: ResolverTypeWrapper<RateLimitError>;
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
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: ResolverTypeWrapper<RevokeApiTokenPayload>;
  RevokeApiTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeApiTokenResult']>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<RevokeSessionPayload>;
  RevokeSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeSessionResult']>;
  Session: ResolverTypeWrapper<SessionModelModel>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'viewer'> & { viewer: ResolversTypes['User'] }>;
  SignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>;
  SignOutEverywherePayload: ResolverTypeWrapper<SignOutEverywherePayload>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  SignUpInput: SignUpInput;
  SignUpPayload: ResolverTypeWrapper<Omit<SignUpPayload, 'viewer'> & { viewer: ResolversTypes['User'] }>;
  SignUpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpResult']>;
  StartContainerInput: StartContainerInput;
  StartContainerPayload: ResolverTypeWrapper<Omit<StartContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  StartContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartContainerResult']>;
  StopContainerInput: StopContainerInput;
  StopContainerPayload: ResolverTypeWrapper<Omit<StopContainerPayload, 'container'> & { container: ResolversTypes['Container'] }>;
  StopContainerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StopContainerResult']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TemplateContainer: ResolverTypeWrapper<TemplateContainer>;
  TemplateLink: ResolverTypeWrapper<TemplateLink>;
  TemplateNetwork: ResolverTypeWrapper<TemplateNetwork>;
  Terminal: ResolverTypeWrapper<Terminal>;
  UncordonHostInput: UncordonHostInput;
  UncordonHostPayload: ResolverTypeWrapper<Omit<UncordonHostPayload, 'host'> & { host: ResolversTypes['Host'] }>;
  UncordonHostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UncordonHostResult']>;
  UndoInput: UndoInput;
  UndoPayload: ResolverTypeWrapper<Omit<UndoPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  UndoResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UndoResult']>;
  UpdateLabInput: UpdateLabInput;
  UpdateLabPayload: ResolverTypeWrapper<Omit<UpdateLabPayload, 'lab'> & { lab: ResolversTypes['Lab'] }>;
  UpdateLabResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateLabResult']>;
  UpdateNetworkInput: UpdateNetworkInput;
  UpdateNetworkPayload: ResolverTypeWrapper<Omit<UpdateNetworkPayload, 'network'> & { network: ResolversTypes['Network'] }>;
  UpdateNetworkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateNetworkResult']>;
  User: ResolverTypeWrapper<UserModelModel>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserErrorCode: UserErrorCode;
  ValidationError: ResolverTypeWrapper<ValidationError>;
  ValidationIssue: ResolverTypeWrapper<ValidationIssue>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ApiToken: ApiTokenModelModel;
  Apply: ApplyModelModel;
  ApplyChanged: Omit<ApplyChanged, 'apply'> & { apply: ResolversParentTypes['Apply'] };
  AttachmentInput: AttachmentInput;
  Boolean: Scalars['Boolean']['output'];
  CIDR: Scalars['CIDR']['output'];
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
  ContainerConfig: ContainerConfig;
  ContainerConfigInput: ContainerConfigInput;
  ContainerDeleted: ContainerDeleted;
  ContainerFile: ContainerFile;
  ContainerFileInput: ContainerFileInput;
  ContainerLogs: ContainerLogs;
  ContainerReadiness: ReadinessModelModel;
  ContainerStats: Omit<ContainerStats, 'container' | 'interfaces'> & { container: ResolversParentTypes['Container'], interfaces: Array<ResolversParentTypes['InterfaceStats']> };
  CordonHostInput: CordonHostInput;
  CordonHostPayload: Omit<CordonHostPayload, 'host'> & { host: ResolversParentTypes['Host'] };
  CordonHostResult: ResolversUnionTypes<ResolversParentTypes>['CordonHostResult'];
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
  DeleteContainerInput: DeleteContainerInput;
  DeleteContainerPayload: Omit<DeleteContainerPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  DeleteContainerResult: ResolversUnionTypes<ResolversParentTypes>['DeleteContainerResult'];
  DeleteLabInput: DeleteLabInput;
  DeleteLabPayload: DeleteLabPayload;
  DeleteLabResult: ResolversUnionTypes<ResolversParentTypes>['DeleteLabResult'];
  DeleteNetworkInput: DeleteNetworkInput;
  DeleteNetworkPayload: Omit<DeleteNetworkPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  DeleteNetworkResult: ResolversUnionTypes<ResolversParentTypes>['DeleteNetworkResult'];
  DisconnectContainerInput: DisconnectContainerInput;
  DisconnectContainerPayload: Omit<DisconnectContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  DisconnectContainerResult: ResolversUnionTypes<ResolversParentTypes>['DisconnectContainerResult'];
  DrainHostInput: DrainHostInput;
  DrainHostPayload: Omit<DrainHostPayload, 'host'> & { host: ResolversParentTypes['Host'] };
  DrainHostResult: ResolversUnionTypes<ResolversParentTypes>['DrainHostResult'];
  Float: Scalars['Float']['output'];
  Host: HostModelModel;
  HostError: HostError;
  HostRoom: HostRoom;
  ID: Scalars['ID']['output'];
  IPAddress: Scalars['IPAddress']['output'];
  Image: ImageModelModel;
  Int: Scalars['Int']['output'];
  Interface: InterfaceModelModel;
  InterfaceStats: Omit<InterfaceStats, 'interface' | 'network'> & { interface?: Maybe<ResolversParentTypes['Interface']>, network?: Maybe<ResolversParentTypes['Network']> };
  Lab: LabSnapshotModel;
  LabChange: ResolversUnionTypes<ResolversParentTypes>['LabChange'];
  LabConnection: Omit<LabConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['LabEdge']>, nodes: Array<ResolversParentTypes['Lab']> };
  LabDeleted: LabDeleted;
  LabEdge: Omit<LabEdge, 'node'> & { node: ResolversParentTypes['Lab'] };
  LabHistory: LabHistory;
  LabHost: LabHostModelModel;
  LabTemplate: TemplateModelModel;
  LabUpdated: Omit<LabUpdated, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  LogLine: LogLine;
  MoveLabInput: MoveLabInput;
  MoveLabPayload: Omit<MoveLabPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  MoveLabResult: ResolversUnionTypes<ResolversParentTypes>['MoveLabResult'];
  MoveNodesInput: MoveNodesInput;
  MoveNodesPayload: Omit<MoveNodesPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  MoveNodesResult: ResolversUnionTypes<ResolversParentTypes>['MoveNodesResult'];
  Mutation: Record<PropertyKey, never>;
  Network: NetworkModelModel;
  NetworkChanged: Omit<NetworkChanged, 'network'> & { network: ResolversParentTypes['Network'] };
  NetworkDeleted: NetworkDeleted;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NodeMoveInput: NodeMoveInput;
  NotFoundError: NotFoundError;
  PageInfo: PageInfo;
  PhaseTiming: PhaseTiming;
  Position: Position;
  PositionInput: PositionInput;
  Query: Record<PropertyKey, never>;
  QuotaError: QuotaError;
  RateLimitError: RateLimitError;
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
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: RevokeApiTokenPayload;
  RevokeApiTokenResult: ResolversUnionTypes<ResolversParentTypes>['RevokeApiTokenResult'];
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: RevokeSessionPayload;
  RevokeSessionResult: ResolversUnionTypes<ResolversParentTypes>['RevokeSessionResult'];
  Session: SessionModelModel;
  SignInInput: SignInInput;
  SignInPayload: Omit<SignInPayload, 'viewer'> & { viewer: ResolversParentTypes['User'] };
  SignInResult: ResolversUnionTypes<ResolversParentTypes>['SignInResult'];
  SignOutEverywherePayload: SignOutEverywherePayload;
  SignOutPayload: SignOutPayload;
  SignUpInput: SignUpInput;
  SignUpPayload: Omit<SignUpPayload, 'viewer'> & { viewer: ResolversParentTypes['User'] };
  SignUpResult: ResolversUnionTypes<ResolversParentTypes>['SignUpResult'];
  StartContainerInput: StartContainerInput;
  StartContainerPayload: Omit<StartContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  StartContainerResult: ResolversUnionTypes<ResolversParentTypes>['StartContainerResult'];
  StopContainerInput: StopContainerInput;
  StopContainerPayload: Omit<StopContainerPayload, 'container'> & { container: ResolversParentTypes['Container'] };
  StopContainerResult: ResolversUnionTypes<ResolversParentTypes>['StopContainerResult'];
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TemplateContainer: TemplateContainer;
  TemplateLink: TemplateLink;
  TemplateNetwork: TemplateNetwork;
  Terminal: Terminal;
  UncordonHostInput: UncordonHostInput;
  UncordonHostPayload: Omit<UncordonHostPayload, 'host'> & { host: ResolversParentTypes['Host'] };
  UncordonHostResult: ResolversUnionTypes<ResolversParentTypes>['UncordonHostResult'];
  UndoInput: UndoInput;
  UndoPayload: Omit<UndoPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  UndoResult: ResolversUnionTypes<ResolversParentTypes>['UndoResult'];
  UpdateLabInput: UpdateLabInput;
  UpdateLabPayload: Omit<UpdateLabPayload, 'lab'> & { lab: ResolversParentTypes['Lab'] };
  UpdateLabResult: ResolversUnionTypes<ResolversParentTypes>['UpdateLabResult'];
  UpdateNetworkInput: UpdateNetworkInput;
  UpdateNetworkPayload: Omit<UpdateNetworkPayload, 'network'> & { network: ResolversParentTypes['Network'] };
  UpdateNetworkResult: ResolversUnionTypes<ResolversParentTypes>['UpdateNetworkResult'];
  User: UserModelModel;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  ValidationError: ValidationError;
  ValidationIssue: ValidationIssue;
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

export interface CidrScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CIDR'], any> {
  name: 'CIDR';
}

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
  config?: Resolver<Maybe<ResolversTypes['ContainerConfig']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  defaultGateway?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['ContainerFile']>, ParentType, ContextType>;
};

export type ContainerDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerDeleted'] = ResolversParentTypes['ContainerDeleted']> = {
  containerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContainerFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerFile'] = ResolversParentTypes['ContainerFile']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ContainerLogsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContainerLogs'] = ResolversParentTypes['ContainerLogs']> = {
  lines?: Resolver<Array<ResolversTypes['LogLine']>, ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type CordonHostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CordonHostPayload'] = ResolversParentTypes['CordonHostPayload']> = {
  host?: Resolver<ResolversTypes['Host'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CordonHostResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CordonHostResult'] = ResolversParentTypes['CordonHostResult']> = {
  __resolveType: TypeResolveFn<'CordonHostPayload' | 'NotFoundError', ParentType, ContextType>;
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

export type DeleteContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteContainerPayload'] = ResolversParentTypes['DeleteContainerPayload']> = {
  deletedContainerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteContainerResult'] = ResolversParentTypes['DeleteContainerResult']> = {
  __resolveType: TypeResolveFn<'DeleteContainerPayload' | 'HostError' | 'NotFoundError', ParentType, ContextType>;
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

export type InterfaceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Interface'] = ResolversParentTypes['Interface']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  ipv4Address?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  ipv6Address?: Resolver<Maybe<ResolversTypes['IPAddress']>, ParentType, ContextType>;
  macAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
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
  applies?: Resolver<Array<ResolversTypes['Apply']>, ParentType, ContextType, RequireFields<LabAppliesArgs, 'first'>>;
  containers?: Resolver<Array<ResolversTypes['Container']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['LabHistory'], ParentType, ContextType>;
  host?: Resolver<Maybe<ResolversTypes['LabHost']>, ParentType, ContextType>;
  hosts?: Resolver<Array<ResolversTypes['LabHost']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  closeTerminal?: Resolver<ResolversTypes['CloseTerminalResult'], ParentType, ContextType, RequireFields<MutationCloseTerminalArgs, 'input'>>;
  connectContainer?: Resolver<ResolversTypes['ConnectContainerResult'], ParentType, ContextType, RequireFields<MutationConnectContainerArgs, 'input'>>;
  cordonHost?: Resolver<ResolversTypes['CordonHostResult'], ParentType, ContextType, RequireFields<MutationCordonHostArgs, 'input'>>;
  createApiToken?: Resolver<ResolversTypes['CreateApiTokenResult'], ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  createContainer?: Resolver<ResolversTypes['CreateContainerResult'], ParentType, ContextType, RequireFields<MutationCreateContainerArgs, 'input'>>;
  createLab?: Resolver<ResolversTypes['CreateLabResult'], ParentType, ContextType, RequireFields<MutationCreateLabArgs, 'input'>>;
  createNetwork?: Resolver<ResolversTypes['CreateNetworkResult'], ParentType, ContextType, RequireFields<MutationCreateNetworkArgs, 'input'>>;
  deleteAccount?: Resolver<ResolversTypes['DeleteAccountResult'], ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  deleteContainer?: Resolver<ResolversTypes['DeleteContainerResult'], ParentType, ContextType, RequireFields<MutationDeleteContainerArgs, 'input'>>;
  deleteLab?: Resolver<ResolversTypes['DeleteLabResult'], ParentType, ContextType, RequireFields<MutationDeleteLabArgs, 'input'>>;
  deleteNetwork?: Resolver<ResolversTypes['DeleteNetworkResult'], ParentType, ContextType, RequireFields<MutationDeleteNetworkArgs, 'input'>>;
  disconnectContainer?: Resolver<ResolversTypes['DisconnectContainerResult'], ParentType, ContextType, RequireFields<MutationDisconnectContainerArgs, 'input'>>;
  drainHost?: Resolver<ResolversTypes['DrainHostResult'], ParentType, ContextType, RequireFields<MutationDrainHostArgs, 'input'>>;
  moveLab?: Resolver<ResolversTypes['MoveLabResult'], ParentType, ContextType, RequireFields<MutationMoveLabArgs, 'input'>>;
  moveNodes?: Resolver<ResolversTypes['MoveNodesResult'], ParentType, ContextType, RequireFields<MutationMoveNodesArgs, 'input'>>;
  redo?: Resolver<ResolversTypes['RedoResult'], ParentType, ContextType, RequireFields<MutationRedoArgs, 'input'>>;
  renameContainer?: Resolver<ResolversTypes['RenameContainerResult'], ParentType, ContextType, RequireFields<MutationRenameContainerArgs, 'input'>>;
  renameNetwork?: Resolver<ResolversTypes['RenameNetworkResult'], ParentType, ContextType, RequireFields<MutationRenameNetworkArgs, 'input'>>;
  restartContainer?: Resolver<ResolversTypes['RestartContainerResult'], ParentType, ContextType, RequireFields<MutationRestartContainerArgs, 'input'>>;
  revokeApiToken?: Resolver<ResolversTypes['RevokeApiTokenResult'], ParentType, ContextType, RequireFields<MutationRevokeApiTokenArgs, 'input'>>;
  revokeSession?: Resolver<ResolversTypes['RevokeSessionResult'], ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
  signOutEverywhere?: Resolver<ResolversTypes['SignOutEverywherePayload'], ParentType, ContextType>;
  signUp?: Resolver<ResolversTypes['SignUpResult'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startContainer?: Resolver<ResolversTypes['StartContainerResult'], ParentType, ContextType, RequireFields<MutationStartContainerArgs, 'input'>>;
  stopContainer?: Resolver<ResolversTypes['StopContainerResult'], ParentType, ContextType, RequireFields<MutationStopContainerArgs, 'input'>>;
  uncordonHost?: Resolver<ResolversTypes['UncordonHostResult'], ParentType, ContextType, RequireFields<MutationUncordonHostArgs, 'input'>>;
  undo?: Resolver<ResolversTypes['UndoResult'], ParentType, ContextType, RequireFields<MutationUndoArgs, 'input'>>;
  updateLab?: Resolver<ResolversTypes['UpdateLabResult'], ParentType, ContextType, RequireFields<MutationUpdateLabArgs, 'input'>>;
  updateNetwork?: Resolver<ResolversTypes['UpdateNetworkResult'], ParentType, ContextType, RequireFields<MutationUpdateNetworkArgs, 'input'>>;
};

export type NetworkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Network'] = ResolversParentTypes['Network']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interfaces?: Resolver<Array<ResolversTypes['Interface']>, ParentType, ContextType>;
  internet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ipv4Subnet?: Resolver<ResolversTypes['CIDR'], ParentType, ContextType>;
  ipv6Subnet?: Resolver<Maybe<ResolversTypes['CIDR']>, ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['NetworkPhase'], ParentType, ContextType>;
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

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Container' | 'Image' | 'Lab' | 'Network' | 'User', ParentType, ContextType>;
};

export type NotFoundErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotFoundError'] = ResolversParentTypes['NotFoundError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type PositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Position'] = ResolversParentTypes['Position']> = {
  x?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  canSpread?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hosts?: Resolver<Array<ResolversTypes['Host']>, ParentType, ContextType>;
  images?: Resolver<Array<ResolversTypes['Image']>, ParentType, ContextType>;
  lab?: Resolver<Maybe<ResolversTypes['Lab']>, ParentType, ContextType, RequireFields<QueryLabArgs, 'id'>>;
  labTemplates?: Resolver<Array<ResolversTypes['LabTemplate']>, ParentType, ContextType>;
  labs?: Resolver<ResolversTypes['LabConnection'], ParentType, ContextType, RequireFields<QueryLabsArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type QuotaErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuotaError'] = ResolversParentTypes['QuotaError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RateLimitErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RateLimitError'] = ResolversParentTypes['RateLimitError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RedoPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RedoPayload'] = ResolversParentTypes['RedoPayload']> = {
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RedoResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RedoResult'] = ResolversParentTypes['RedoResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'RedoPayload', ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'RestartContainerPayload', ParentType, ContextType>;
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

export type SessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type StartContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartContainerPayload'] = ResolversParentTypes['StartContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartContainerResult'] = ResolversParentTypes['StartContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'StartContainerPayload', ParentType, ContextType>;
};

export type StopContainerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StopContainerPayload'] = ResolversParentTypes['StopContainerPayload']> = {
  container?: Resolver<ResolversTypes['Container'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StopContainerResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StopContainerResult'] = ResolversParentTypes['StopContainerResult']> = {
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'StopContainerPayload', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  containerLogs?: SubscriptionResolver<ResolversTypes['ContainerLogs'], "containerLogs", ParentType, ContextType, RequireFields<SubscriptionContainerLogsArgs, 'containerId' | 'tail'>>;
  containerReadiness?: SubscriptionResolver<ResolversTypes['ContainerReadiness'], "containerReadiness", ParentType, ContextType, RequireFields<SubscriptionContainerReadinessArgs, 'containerId'>>;
  containerStats?: SubscriptionResolver<ResolversTypes['ContainerStats'], "containerStats", ParentType, ContextType, RequireFields<SubscriptionContainerStatsArgs, 'containerId'>>;
  hostChanges?: SubscriptionResolver<ResolversTypes['Host'], "hostChanges", ParentType, ContextType>;
  labChanges?: SubscriptionResolver<ResolversTypes['LabChange'], "labChanges", ParentType, ContextType, RequireFields<SubscriptionLabChangesArgs, 'labId'>>;
  viewerReadiness?: SubscriptionResolver<ResolversTypes['ContainerReadiness'], "viewerReadiness", ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'UndoPayload', ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'ConflictError' | 'HostError' | 'NotFoundError' | 'UpdateNetworkPayload', ParentType, ContextType>;
};

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  apiTokens?: Resolver<Array<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType>;
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
  ApiToken?: ApiTokenResolvers<ContextType>;
  Apply?: ApplyResolvers<ContextType>;
  ApplyChanged?: ApplyChangedResolvers<ContextType>;
  CIDR?: GraphQLScalarType;
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
  ContainerFile?: ContainerFileResolvers<ContextType>;
  ContainerLogs?: ContainerLogsResolvers<ContextType>;
  ContainerReadiness?: ContainerReadinessResolvers<ContextType>;
  ContainerStats?: ContainerStatsResolvers<ContextType>;
  CordonHostPayload?: CordonHostPayloadResolvers<ContextType>;
  CordonHostResult?: CordonHostResultResolvers<ContextType>;
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
  DeleteContainerPayload?: DeleteContainerPayloadResolvers<ContextType>;
  DeleteContainerResult?: DeleteContainerResultResolvers<ContextType>;
  DeleteLabPayload?: DeleteLabPayloadResolvers<ContextType>;
  DeleteLabResult?: DeleteLabResultResolvers<ContextType>;
  DeleteNetworkPayload?: DeleteNetworkPayloadResolvers<ContextType>;
  DeleteNetworkResult?: DeleteNetworkResultResolvers<ContextType>;
  DisconnectContainerPayload?: DisconnectContainerPayloadResolvers<ContextType>;
  DisconnectContainerResult?: DisconnectContainerResultResolvers<ContextType>;
  DrainHostPayload?: DrainHostPayloadResolvers<ContextType>;
  DrainHostResult?: DrainHostResultResolvers<ContextType>;
  Host?: HostResolvers<ContextType>;
  HostError?: HostErrorResolvers<ContextType>;
  HostRoom?: HostRoomResolvers<ContextType>;
  IPAddress?: GraphQLScalarType;
  Image?: ImageResolvers<ContextType>;
  Interface?: InterfaceResolvers<ContextType>;
  InterfaceStats?: InterfaceStatsResolvers<ContextType>;
  Lab?: LabResolvers<ContextType>;
  LabChange?: LabChangeResolvers<ContextType>;
  LabConnection?: LabConnectionResolvers<ContextType>;
  LabDeleted?: LabDeletedResolvers<ContextType>;
  LabEdge?: LabEdgeResolvers<ContextType>;
  LabHistory?: LabHistoryResolvers<ContextType>;
  LabHost?: LabHostResolvers<ContextType>;
  LabTemplate?: LabTemplateResolvers<ContextType>;
  LabUpdated?: LabUpdatedResolvers<ContextType>;
  LogLine?: LogLineResolvers<ContextType>;
  MoveLabPayload?: MoveLabPayloadResolvers<ContextType>;
  MoveLabResult?: MoveLabResultResolvers<ContextType>;
  MoveNodesPayload?: MoveNodesPayloadResolvers<ContextType>;
  MoveNodesResult?: MoveNodesResultResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Network?: NetworkResolvers<ContextType>;
  NetworkChanged?: NetworkChangedResolvers<ContextType>;
  NetworkDeleted?: NetworkDeletedResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotFoundError?: NotFoundErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PhaseTiming?: PhaseTimingResolvers<ContextType>;
  Position?: PositionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuotaError?: QuotaErrorResolvers<ContextType>;
  RateLimitError?: RateLimitErrorResolvers<ContextType>;
  RedoPayload?: RedoPayloadResolvers<ContextType>;
  RedoResult?: RedoResultResolvers<ContextType>;
  RenameContainerPayload?: RenameContainerPayloadResolvers<ContextType>;
  RenameContainerResult?: RenameContainerResultResolvers<ContextType>;
  RenameNetworkPayload?: RenameNetworkPayloadResolvers<ContextType>;
  RenameNetworkResult?: RenameNetworkResultResolvers<ContextType>;
  RestartContainerPayload?: RestartContainerPayloadResolvers<ContextType>;
  RestartContainerResult?: RestartContainerResultResolvers<ContextType>;
  RevokeApiTokenPayload?: RevokeApiTokenPayloadResolvers<ContextType>;
  RevokeApiTokenResult?: RevokeApiTokenResultResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  RevokeSessionResult?: RevokeSessionResultResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignOutEverywherePayload?: SignOutEverywherePayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  SignUpPayload?: SignUpPayloadResolvers<ContextType>;
  SignUpResult?: SignUpResultResolvers<ContextType>;
  StartContainerPayload?: StartContainerPayloadResolvers<ContextType>;
  StartContainerResult?: StartContainerResultResolvers<ContextType>;
  StopContainerPayload?: StopContainerPayloadResolvers<ContextType>;
  StopContainerResult?: StopContainerResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TemplateContainer?: TemplateContainerResolvers<ContextType>;
  TemplateLink?: TemplateLinkResolvers<ContextType>;
  TemplateNetwork?: TemplateNetworkResolvers<ContextType>;
  Terminal?: TerminalResolvers<ContextType>;
  UncordonHostPayload?: UncordonHostPayloadResolvers<ContextType>;
  UncordonHostResult?: UncordonHostResultResolvers<ContextType>;
  UndoPayload?: UndoPayloadResolvers<ContextType>;
  UndoResult?: UndoResultResolvers<ContextType>;
  UpdateLabPayload?: UpdateLabPayloadResolvers<ContextType>;
  UpdateLabResult?: UpdateLabResultResolvers<ContextType>;
  UpdateNetworkPayload?: UpdateNetworkPayloadResolvers<ContextType>;
  UpdateNetworkResult?: UpdateNetworkResultResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ValidationError?: ValidationErrorResolvers<ContextType>;
  ValidationIssue?: ValidationIssueResolvers<ContextType>;
};

