/** Where things are in a host's container. */
export const inside = {
  /** The volume: Docker's data, the agent's state, logs. */
  data: '/var/lib/pineapple',
  run: '/run/pineapple',
  programs: '/opt/pineapple',
  /** Docker's usual address, so that `docker exec <host> docker ps` works. */
  dockerSocket: '/run/docker.sock',
  agentSocket: '/run/pineapple/agent.sock',
  streamsSocket: '/run/pineapple/streams.sock',
  tunnelSocket: '/run/pineapple/tunnel.sock',
  /** Where the agent finds AWS. */
  awsPort: 4566,
} as const;

/** The sockets in the container that the launcher reaches through the tunnel, by name. */
export const reachable: Readonly<Record<string, string>> = {
  docker: inside.dockerSocket,
  agent: inside.agentSocket,
  streams: inside.streamsSocket,
};

/** The name of the stream that leads from the container to the local AWS. */
export const awsStream = 'aws';

/** What the host prints when all of it runs. */
export const hostReady = 'host ready';
