/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
  addressed?: boolean | null | undefined;
  /** The name of the interface: 1 to 15 letters, digits and '_.-'. Null or left out: the next free one of eth0, eth1, … */
  interfaceName?: string | null | undefined;
  /** The IPv4 address on the network. Null or left out: the next free one. */
  ipv4Address?: string | null | undefined;
  /** The IPv6 address on the network, in any spelling. Null or left out: the next free one. */
  ipv6Address?: string | null | undefined;
  /** The MAC address: unicast, unique on the network. Null or left out: derived. */
  macAddress?: string | null | undefined;
  /** Id of the network. */
  networkId: string | number;
};

/** A phase that one container can wait for in another. */
export type AwaitedPhase =
  /** Its program runs, and its start commands and readiness check are done. */
  | 'READY'
  /** Its program runs. */
  | 'RUNNING';

/** The container to attach, and the network. */
export type ConnectContainerInput = {
  /** Whether to give the next free address of each subnet for which none is named. */
  addressed?: boolean | null | undefined;
  /** Id of the container. */
  containerId: string | number;
  /** The name of the interface: 1 to 15 letters, digits and '_.-'. Null or left out: the next free one of eth0, eth1, … */
  interfaceName?: string | null | undefined;
  /** The IPv4 address on the network. Null or left out: the next free one. */
  ipv4Address?: string | null | undefined;
  /** The IPv6 address on the network, in any spelling. Null or left out: the next free one. */
  ipv6Address?: string | null | undefined;
  /** The MAC address: unicast, unique on the network. Null or left out: derived. */
  macAddress?: string | null | undefined;
  /** Id of the network. */
  networkId: string | number;
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
  command?: Array<string> | null | undefined;
  /** How many processors it may use, in hundredths from 0.01 on, at most as many as the site allows. Null or left out: the site's limit. */
  cpus?: number | null | undefined;
  /**
   * The gateway to other networks, an IPv4 address. Set at every start, while an interface is on its network. A container
   * that is created on networks must have an interface on the gateway's.
   */
  defaultGateway?: string | null | undefined;
  /**
   * 1 to 32 words of at most 1024 characters each, which replace the entrypoint of the image. Its command does not count then, as
   * in Docker. Null or left out: the image's entrypoint.
   */
  entrypoint?: Array<string> | null | undefined;
  /** At most 64 variables in the environment of all its programs, terminals too. */
  env?: Array<EnvInput> | null | undefined;
  /**
   * At most 64 commands of at most 1024 characters each. They run as root one after the other at every start, when the interfaces,
   * addresses and files are there and the image's program was started. Quotes and backslashes are those of a shell, but there
   * is no shell: write sh -c '…' for pipes and variables. The container is READY after the last, and FAILED if one does not exit with
   * status 0.
   */
  exec?: Array<string> | null | undefined;
  /** At most 20, written before the container's program runs. */
  files?: Array<ContainerFileInput>;
  /**
   * How much memory it may use, in MB of 1,048,576 bytes from 6 on, at most as much as the site allows. It counts for the owner's
   * quota of memory while the container is switched on. Null or left out: the site's limit.
   */
  memoryMb?: number | null | undefined;
  /**
   * At most 64 commands of at most 1024 characters each. They run as root one after the other before the container is stopped,
   * restarted or deleted while its program runs, split as those of `exec`, for at most 10 seconds in all. Its reason names one that
   * fails, and it stops in any case.
   */
  onStop?: Array<string> | null | undefined;
  /** At most 16 TCP ports to offer to its owner. Others can be reached too. */
  ports?: Array<ContainerPortInput> | null | undefined;
  /**
   * At most 64 static routes. A container that is created on networks must reach each gateway. The host sets them when it connects
   * the container, before its program runs.
   */
  routes?: Array<StaticRouteInput> | null | undefined;
  /** At most 64, set before the container's program runs. */
  sysctls?: Array<SysctlInput> | null | undefined;
  /**
   * Whom the program and terminals run as: a name or number of the image, and after a colon a group, such as 1000:1000. Null or left
   * out: the image's user.
   */
  user?: string | null | undefined;
  /**
   * At most 16 other containers of the lab that it waits for at every start. None may wait for it, directly or through others. In a
   * lab on several hosts, they have to be on its host.
   */
  waitFor?: Array<DependencyInput> | null | undefined;
  /**
   * The folder that the program and terminals begin in: an absolute path of at most 200 letters, digits and ._+@%=:,- Null or left
   * out: the image's.
   */
  workingDir?: string | null | undefined;
};

/** A file to write into a container, owned by root. */
export type ContainerFileInput = {
  /** Text of at most 16 kB. Left out for a file with a `sha256`. */
  content?: string | null | undefined;
  /** The permissions as a decimal number. The default, 420, is 644 in octal. */
  mode?: number | null | undefined;
  /**
   * An absolute path, such as /etc/frr/frr.conf, of letters, digits and ._+@%=:,- outside /proc, /sys and the like. A container
   * that brings /etc/hosts or /etc/resolv.conf keeps it, and the host writes no names into it.
   */
  path: string;
  /**
   * The SHA-256 of a file that is binary or large, in hexadecimal, instead of `content`. Its bytes were sent before, as the body of
   * `PUT /files/<lab id>` with the type application/octet-stream. All such files of a lab have at most 10 MB.
   */
  sha256?: string | null | undefined;
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

/** A TCP port of a container to offer to its owner. */
export type ContainerPortInput = {
  /** What is behind it: 1 to 60 characters in one line. Null or left out: the number alone is shown. */
  name?: string | null | undefined;
  /** From 1 to 65535, each once. */
  port: number;
};

/** The container to add. */
export type CreateContainerInput = {
  /** How the container differs from its image. Null or left out: not at all. */
  config?: ContainerConfigInput | null | undefined;
  /** The name of an image in the catalogue. */
  image: string;
  /** Id of the lab. */
  labId: string | number;
  /** 1 to 63 lower-case letters, digits and '-', unique in the lab. */
  name: string;
  /** The networks to attach to, first to last. */
  networks?: Array<AttachmentInput>;
  /** The position on the canvas. Null or left out: the client lays it out. */
  position?: PositionInput | null | undefined;
};

/** The lab to create. */
export type CreateLabInput = {
  /** 1 to 60 characters, unique among the viewer's labs. */
  name: string;
  /**
   * Whether to spread the containers over several hosts. The networks span the hosts, and the lab behaves the same. A lab
   * that is too large for one host is always spread.
   */
  spread?: boolean | null | undefined;
  /** Id of the template to start from. Null or left out: an empty lab. */
  templateId?: string | number | null | undefined;
};

/**
 * The network to add. Without a subnet it gets the next free IPv4 subnet. With an IPv6 subnet only it has IPv6 only, and
 * `plain` makes it layer 2 only.
 */
export type CreateNetworkInput = {
  /** Ids of containers to attach to it, in the same step of the history. Two on a plain network are joined as by a cable. */
  containerIds?: Array<string | number> | null | undefined;
  /** Whether the network has egress: its containers reach the internet through NAT. It needs an IPv4 subnet. */
  internet?: boolean | null | undefined;
  /**
   * From /8 to /31: a private subnet with egress, otherwise any unicast range, public ones and 169.254.0.0/16 included. Null
   * or left out: the next free 10.x.y.0/24 of the lab, unless there is an IPv6 subnet or the network is plain.
   */
  ipv4Subnet?: string | null | undefined;
  /** A unique local or global subnet from /32 to /127, in any spelling. Null or left out: none. */
  ipv6Subnet?: string | null | undefined;
  /** Id of the lab. */
  labId: string | number;
  /** The size of the largest packet, in bytes: 68 to 9500, and at least 1280 with an IPv6 subnet. */
  mtu?: number | null | undefined;
  /** 1 to 63 lower-case letters, digits and '-', unique in the lab. */
  name: string;
  /** Whether the network has no subnets: layer 2 only. Interfaces on it get no addresses. */
  plain?: boolean | null | undefined;
  /** The position on the canvas. Null or left out: the client lays it out. */
  position?: PositionInput | null | undefined;
};

/** The lab to delete. */
export type DeleteLabInput = {
  /** Id of the lab. */
  labId: string | number;
};

/** A container to wait for. */
export type DependencyInput = {
  /** Id of a container of the same lab. */
  containerId: string | number;
  /** The phase that it has to reach. */
  until?: AwaitedPhase;
};

/** A variable for the environment of a container's programs. */
export type EnvInput = {
  /** Letters, digits and _, not beginning with a digit, at most 128 characters. */
  name: string;
  /** At most 1024 characters, without control characters other than tabs. */
  value: string;
};

/** All of one direction. An empty one makes it perfect. */
export type ImpairmentInput = {
  /** 68 to 9500 bytes, as an MTU. */
  blackHoleMtu?: number | null | undefined;
  /** 0 to 100. */
  corruptPercent?: number | null | undefined;
  /** 0 to 60000 milliseconds. Null or left out: it does nothing, as for all fields. */
  delayMs?: number | null | undefined;
  /** 0, or 2 to 1000000. */
  dropEvery?: number | null | undefined;
  /**
   * At most 200 characters of tcpdump's language, such as `icmp`, `udp dst port 53` or `tcp[tcpflags] & tcp-rst != 0`:
   * protocols, hosts, nets, ports, sizes, Ethernet addresses and bytes of headers. Names are not known, but those of protocols.
   */
  dropMatching?: string | null | undefined;
  /** 0 to 100. */
  duplicatePercent?: number | null | undefined;
  /** Null or left out: UNIFORM. */
  jitterDistribution?: JitterDistribution | null | undefined;
  /** 0 to `delayMs`. */
  jitterMs?: number | null | undefined;
  /** 0 to 100: 1-h. Null or left out: 100. */
  lossBadPercent?: number | null | undefined;
  /** 0, or 1 / (1 - loss) to 1000 frames: loss at random has bursts of that length. It needs a loss between 0 and 100 %. */
  lossBurst?: number | null | undefined;
  /** 0 to 100, above 0 with `lossStartPercent`: r. */
  lossEndPercent?: number | null | undefined;
  /** 0 to 100: 1-k. */
  lossGoodPercent?: number | null | undefined;
  /** 0 to 100. */
  lossPercent?: number | null | undefined;
  /** 0 to 100: p of the model of Gilbert and Elliott. Not together with `lossBurst`. */
  lossStartPercent?: number | null | undefined;
  /** 100 to 100000000 bytes, and at most a minute at the rate. Null or left out: 5 ms of the rate. */
  rateBurstBytes?: number | null | undefined;
  /** 1 to 100000000 kilobits a second. Null or left out: no limit. */
  rateKbit?: number | null | undefined;
  /** 0 to 60000 milliseconds. Null or left out: 100 ms, but at least 20 frames. */
  rateQueueMs?: number | null | undefined;
  /** 0 to 100. It needs a delay. */
  reorderPercent?: number | null | undefined;
};

/** A file of a lab to import. */
export type ImportFileInput = {
  /** The content, in base64. */
  contentBase64: string;
  /** Relative to the lab's folder, with '/' between its parts, such as 'r1/etc/frr/frr.conf'. */
  path: string;
};

/** The files of a lab. Over HTTP, since messages on a WebSocket are smaller. */
export type ImportLabInput = {
  /** Whether to read the files and check them against rules and quotas only. Nothing is made. */
  dryRun?: boolean | null | undefined;
  /** At most 200 files with at most 14,000,000 bytes in all. What containers get of them may have 10 MB. */
  files: Array<ImportFileInput>;
  /** Null or left out: recognised by the files' names and contents. */
  format?: LabFileFormat | null | undefined;
  /** Id of a lab to change so that it matches the files. It keeps its name. Null or left out: a new lab is made. */
  into?: string | number | null | undefined;
  /** 1 to 60 characters, unique among the viewer's labs. Null or left out: the name in the files. */
  name?: string | null | undefined;
  /** With `into`: the revision that the lab must have, or a ConflictError is the answer. Null or left out: any. */
  revision?: number | null | undefined;
};

/** How much a note matters. */
export type ImportSeverity =
  /** No lab can be made of the files. */
  | 'ERROR'
  /** Mapped or renamed. */
  | 'INFO'
  /** Left out. The lab still comes up. */
  | 'WARNING';

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

/** The formats of files that describe labs. */
export type LabFileFormat =
  /** A topology of containerlab, `*.clab.yml`, with the files that its nodes bind. */
  | 'CONTAINERLAB'
  /** A lab of Kathará: `lab.conf` with start-up scripts and the folders of its devices. */
  | 'KATHARA'
  /** Our own: one file, `lab.yaml`, with everything of a lab. */
  | 'PINEAPPLE';

/** A single outage, or flapping. */
export type LinkOutageInput = {
  /** 0.1 to 86400 seconds. */
  downSeconds: number;
  /** 1 to 86400 seconds. Null or left out: a single outage. */
  upSeconds?: number | null | undefined;
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
export type PositionInput = {
  /** Grows to the right. From -1000000 to 1000000. */
  x: number;
  /** Grows downwards. From -1000000 to 1000000. */
  y: number;
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

/** The interface, by its container and network, and what its link is to be like. */
export type SetLinkQualityInput = {
  /** Id of the container. */
  containerId: string | number;
  /** For frames that come out of the container. Null or left out: unchanged. */
  fromContainer?: ImpairmentInput | null | undefined;
  /** Whether the link is up. Null or left out: unchanged. */
  linkUp?: boolean | null | undefined;
  /** Id of the network. */
  networkId: string | number;
  /** An outage that begins now. Null or left out: none. One that was set before ends in any case. */
  outage?: LinkOutageInput | null | undefined;
  /** For frames that enter the container. Null or left out: unchanged. */
  toContainer?: ImpairmentInput | null | undefined;
};

/** The container to start. */
export type StartContainerInput = {
  /** Id of the container. */
  containerId: string | number;
};

/** A route of a container to a network that it is not on. */
export type StaticRouteInput = {
  /** An IPv4 or IPv6 subnet, such as 10.0.9.0/24 or ::/0. The IPv4 default route is the default gateway's. */
  destination: string;
  /** The address of a router on one of the container's networks, of the same family. */
  gateway: string;
};

/** The container to stop. */
export type StopContainerInput = {
  /** Id of the container. */
  containerId: string | number;
};

/** A kernel parameter of a container's own network namespace. */
export type SysctlInput = {
  /** A name below `net`, such as net.ipv4.ip_forward. A slash stands for a dot in the name of an interface. */
  name: string;
  /** 1 to 128 printable ASCII characters. */
  value: string;
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

export type LabsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type LabsQuery = { labs: { totalCount: number, nodes: Array<{ id: string, name: string, revision: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LabQueryVariables = Exact<{
  id: string | number;
}>;


export type LabQuery = { lab: { id: string, name: string, revision: number, networks: Array<{ id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number }>, containers: Array<{ id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> }> } | null };

export type CreateLabMutationVariables = Exact<{
  input: CreateLabInput;
}>;


export type CreateLabMutation = { createLab:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'CreateLabPayload', lab: { id: string, name: string, revision: number, networks: Array<{ id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number }>, containers: Array<{ id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> }> } }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'QuotaError', code: UserErrorCode, message: string }
    | { __typename: 'ValidationError', code: UserErrorCode, message: string }
   };

export type ImportLabMutationVariables = Exact<{
  input: ImportLabInput;
}>;


export type ImportLabMutation = { importLab:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'ImportLabPayload', lab: { id: string, name: string, revision: number, networks: Array<{ id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number }>, containers: Array<{ id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> }> } | null, notes: Array<{ severity: ImportSeverity, path: string, line: number | null, message: string }>, changes: Array<{ kind: PlannedKind, action: PlannedAction, effect: PlannedEffect, name: string, details: Array<string> }> }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'QuotaError', code: UserErrorCode, message: string }
    | { __typename: 'ValidationError', code: UserErrorCode, message: string }
   };

export type DeleteLabMutationVariables = Exact<{
  input: DeleteLabInput;
}>;


export type DeleteLabMutation = { deleteLab:
    | { __typename: 'DeleteLabPayload', deletedLabId: string }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
   };

export type CreateNetworkMutationVariables = Exact<{
  input: CreateNetworkInput;
}>;


export type CreateNetworkMutation = { createNetwork:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'CreateNetworkPayload', network: { id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number } }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'QuotaError', code: UserErrorCode, message: string }
    | { __typename: 'ValidationError', code: UserErrorCode, message: string }
   };

export type CreateContainerMutationVariables = Exact<{
  input: CreateContainerInput;
}>;


export type CreateContainerMutation = { createContainer:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'CreateContainerPayload', container: { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> } }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'QuotaError', code: UserErrorCode, message: string }
    | { __typename: 'ValidationError', code: UserErrorCode, message: string }
   };

export type StartContainerMutationVariables = Exact<{
  input: StartContainerInput;
}>;


export type StartContainerMutation = { startContainer:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'QuotaError', code: UserErrorCode, message: string }
    | { __typename: 'StartContainerPayload', container: { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> } }
   };

export type StopContainerMutationVariables = Exact<{
  input: StopContainerInput;
}>;


export type StopContainerMutation = { stopContainer:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'StopContainerPayload', container: { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> } }
   };

export type ConnectContainerMutationVariables = Exact<{
  input: ConnectContainerInput;
}>;


export type ConnectContainerMutation = { connectContainer:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'ConnectContainerPayload', container: { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> } }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'ValidationError', code: UserErrorCode, message: string }
   };

export type SetLinkQualityMutationVariables = Exact<{
  input: SetLinkQualityInput;
}>;


export type SetLinkQualityMutation = { setLinkQuality:
    | { __typename: 'ConflictError', code: UserErrorCode, message: string }
    | { __typename: 'HostError', code: UserErrorCode, message: string }
    | { __typename: 'NotFoundError', code: UserErrorCode, message: string }
    | { __typename: 'SetLinkQualityPayload', container: { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> } }
    | { __typename: 'ValidationError', code: UserErrorCode, message: string }
   };

export type LabChangesSubscriptionVariables = Exact<{
  labId: string | number;
}>;


export type LabChangesSubscription = { labChanges:
    | { __typename: 'ApplyChanged', apply: { status: ApplyStatus, revision: number, errorOutput: string | null } }
    | { __typename: 'ContainerChanged', container: { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> } }
    | { __typename: 'ContainerDeleted', containerId: string }
    | { __typename: 'LabDeleted', labId: string }
    | { __typename: 'LabUpdated', lab: { id: string, name: string, revision: number, networks: Array<{ id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number }>, containers: Array<{ id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> }> } }
    | { __typename: 'NetworkChanged', network: { id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number } }
    | { __typename: 'NetworkDeleted', networkId: string }
   };

export type CheckReachabilitySubscriptionVariables = Exact<{
  labId: string | number;
  ipVersion?: number | null | undefined;
  tcpPort?: number | null | undefined;
}>;


export type CheckReachabilitySubscription = { checkReachability: { done: boolean, problems: Array<string>, cells: Array<{ address: string | null, sent: number, received: number, rttMs: number | null, status: ReachabilityStatus, from: { name: string }, to: { name: string } }> } };

export type LabPartsFragment = { id: string, name: string, revision: number, networks: Array<{ id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number }>, containers: Array<{ id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> }> };

export type NetworkPartsFragment = { id: string, name: string, ipv4Subnet: string | null, ipv6Subnet: string | null, mtu: number };

export type ContainerPartsFragment = { id: string, name: string, image: { name: string }, readiness: { phase: ContainerPhase, reason: string | null }, interfaces: Array<{ name: string, macAddress: string | null, ipv4Address: string | null, ipv6Address: string | null, network: { id: string, name: string } }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const NetworkPartsFragmentDoc = new TypedDocumentString(`
    fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}
    `, {"fragmentName":"NetworkParts"}) as unknown as TypedDocumentString<NetworkPartsFragment, unknown>;
export const ContainerPartsFragmentDoc = new TypedDocumentString(`
    fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}
    `, {"fragmentName":"ContainerParts"}) as unknown as TypedDocumentString<ContainerPartsFragment, unknown>;
export const LabPartsFragmentDoc = new TypedDocumentString(`
    fragment LabParts on Lab {
  id
  name
  revision
  networks {
    ...NetworkParts
  }
  containers {
    ...ContainerParts
  }
}
    fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}
fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`, {"fragmentName":"LabParts"}) as unknown as TypedDocumentString<LabPartsFragment, unknown>;
export const LabsDocument = new TypedDocumentString(`
    query Labs($first: Int, $after: String, $search: String) {
  labs(first: $first, after: $after, search: $search) {
    nodes {
      id
      name
      revision
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<LabsQuery, LabsQueryVariables>;
export const LabDocument = new TypedDocumentString(`
    query Lab($id: ID!) {
  lab(id: $id) {
    ...LabParts
  }
}
    fragment LabParts on Lab {
  id
  name
  revision
  networks {
    ...NetworkParts
  }
  containers {
    ...ContainerParts
  }
}
fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}
fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<LabQuery, LabQueryVariables>;
export const CreateLabDocument = new TypedDocumentString(`
    mutation CreateLab($input: CreateLabInput!) {
  createLab(input: $input) {
    __typename
    ... on CreateLabPayload {
      lab {
        ...LabParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment LabParts on Lab {
  id
  name
  revision
  networks {
    ...NetworkParts
  }
  containers {
    ...ContainerParts
  }
}
fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}
fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<CreateLabMutation, CreateLabMutationVariables>;
export const ImportLabDocument = new TypedDocumentString(`
    mutation ImportLab($input: ImportLabInput!) {
  importLab(input: $input) {
    __typename
    ... on ImportLabPayload {
      lab {
        ...LabParts
      }
      notes {
        severity
        path
        line
        message
      }
      changes {
        kind
        action
        effect
        name
        details
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment LabParts on Lab {
  id
  name
  revision
  networks {
    ...NetworkParts
  }
  containers {
    ...ContainerParts
  }
}
fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}
fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<ImportLabMutation, ImportLabMutationVariables>;
export const DeleteLabDocument = new TypedDocumentString(`
    mutation DeleteLab($input: DeleteLabInput!) {
  deleteLab(input: $input) {
    __typename
    ... on DeleteLabPayload {
      deletedLabId
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteLabMutation, DeleteLabMutationVariables>;
export const CreateNetworkDocument = new TypedDocumentString(`
    mutation CreateNetwork($input: CreateNetworkInput!) {
  createNetwork(input: $input) {
    __typename
    ... on CreateNetworkPayload {
      network {
        ...NetworkParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}`) as unknown as TypedDocumentString<CreateNetworkMutation, CreateNetworkMutationVariables>;
export const CreateContainerDocument = new TypedDocumentString(`
    mutation CreateContainer($input: CreateContainerInput!) {
  createContainer(input: $input) {
    __typename
    ... on CreateContainerPayload {
      container {
        ...ContainerParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<CreateContainerMutation, CreateContainerMutationVariables>;
export const StartContainerDocument = new TypedDocumentString(`
    mutation StartContainer($input: StartContainerInput!) {
  startContainer(input: $input) {
    __typename
    ... on StartContainerPayload {
      container {
        ...ContainerParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<StartContainerMutation, StartContainerMutationVariables>;
export const StopContainerDocument = new TypedDocumentString(`
    mutation StopContainer($input: StopContainerInput!) {
  stopContainer(input: $input) {
    __typename
    ... on StopContainerPayload {
      container {
        ...ContainerParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<StopContainerMutation, StopContainerMutationVariables>;
export const ConnectContainerDocument = new TypedDocumentString(`
    mutation ConnectContainer($input: ConnectContainerInput!) {
  connectContainer(input: $input) {
    __typename
    ... on ConnectContainerPayload {
      container {
        ...ContainerParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<ConnectContainerMutation, ConnectContainerMutationVariables>;
export const SetLinkQualityDocument = new TypedDocumentString(`
    mutation SetLinkQuality($input: SetLinkQualityInput!) {
  setLinkQuality(input: $input) {
    __typename
    ... on SetLinkQualityPayload {
      container {
        ...ContainerParts
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<SetLinkQualityMutation, SetLinkQualityMutationVariables>;
export const LabChangesDocument = new TypedDocumentString(`
    subscription LabChanges($labId: ID!) {
  labChanges(labId: $labId) {
    __typename
    ... on LabUpdated {
      lab {
        ...LabParts
      }
    }
    ... on LabDeleted {
      labId
    }
    ... on NetworkChanged {
      network {
        ...NetworkParts
      }
    }
    ... on NetworkDeleted {
      networkId
    }
    ... on ContainerChanged {
      container {
        ...ContainerParts
      }
    }
    ... on ContainerDeleted {
      containerId
    }
    ... on ApplyChanged {
      apply {
        status
        revision
        errorOutput
      }
    }
  }
}
    fragment LabParts on Lab {
  id
  name
  revision
  networks {
    ...NetworkParts
  }
  containers {
    ...ContainerParts
  }
}
fragment NetworkParts on Network {
  id
  name
  ipv4Subnet
  ipv6Subnet
  mtu
}
fragment ContainerParts on Container {
  id
  name
  image {
    name
  }
  readiness {
    phase
    reason
  }
  interfaces {
    name
    network {
      id
      name
    }
    macAddress
    ipv4Address
    ipv6Address
  }
}`) as unknown as TypedDocumentString<LabChangesSubscription, LabChangesSubscriptionVariables>;
export const CheckReachabilityDocument = new TypedDocumentString(`
    subscription CheckReachability($labId: ID!, $ipVersion: Int, $tcpPort: Int) {
  checkReachability(labId: $labId, ipVersion: $ipVersion, tcpPort: $tcpPort) {
    cells {
      from {
        name
      }
      to {
        name
      }
      address
      sent
      received
      rttMs
      status
    }
    done
    problems
  }
}
    `) as unknown as TypedDocumentString<CheckReachabilitySubscription, CheckReachabilitySubscriptionVariables>;