import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, loadAgentConfig, loadApiConfig, loadLambdaConfig } from './index.ts';

const agentEnv = { PINEAPPLE_HOST_ID: 'mi-local', PINEAPPLE_AGENT_DIR: '/var/lib/pineapple' };

function problemsOf(load: (env: Environment) => unknown, env: Environment): ConfigError {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected a ConfigError');
}

describe('the API’s configuration', () => {
  it('has a default for every variable', () => {
    expect(loadApiConfig({})).toEqual({
      tablePrefix: 'pineapple-',
      busUrl: 'redis://127.0.0.1:4567',
      busIamCache: null,
      eventBusName: 'pineapple',
      filesBucket: 'pineapple-files',
      functionPrefix: 'pineapple-',
      extraImages: [],
      registries: [],
      buildEgress: false,
      operators: [],
      gitSources: [],
      signIn: {
        ...{ signUpsPerAddress: 600, failuresPerAddress: 600, failuresPerAccount: 200 },
        ...{ freeFailures: 5, longestDelaySeconds: 900 },
      },
      logLevel: 'info',
      port: 4000,
      bind: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      webDir: null,
      trustProxy: false,
      drainSeconds: 0,
      limits: {
        labsPerUser: 50,
        networksPerLab: 100,
        containersPerLab: 100,
        ...{ containersPerUser: 200, networksPerUser: 200 },
        ...{ memoryMbPerUser: 102_400, containerMemoryMb: 512, subscriptionsPerUser: 1_000 },
        ...{ memoryMbPerContainer: 2_048, cpusPerContainer: 4 },
        socketsPerUser: 6_000,
        terminalsPerUser: 200,
      },
    });
  });

  it('reads every variable', () => {
    const config = loadApiConfig({
      PINEAPPLE_TABLE_PREFIX: 'test_',
      PINEAPPLE_BUS_URL: 'rediss://:secret@cache.example.org:6380/1',
      PINEAPPLE_BUS_IAM_CACHE: 'pineapple-bus',
      PINEAPPLE_EVENT_BUS: 'other.bus',
      PINEAPPLE_FILES_BUCKET: 'site-files',
      PINEAPPLE_FUNCTION_PREFIX: 'fn-',
      PINEAPPLE_REGISTRIES: 'ghcr.io, docker.io/library',
      PINEAPPLE_BUILD_EGRESS: '1',
      PINEAPPLE_IMAGES: '[{"name":"python","description":"Python 3","reference":"python:3-slim"}]',
      PINEAPPLE_LOG_LEVEL: 'debug',
      PORT: '80',
      PINEAPPLE_BIND: '::',
      PINEAPPLE_PUBLIC_URL: 'https://labs.example.org/',
      PINEAPPLE_WEB_DIR: '/srv/web/../spa',
      PINEAPPLE_TRUST_PROXY: '1',
      PINEAPPLE_OPERATORS: 'Grace, ada',
      PINEAPPLE_SIGN_UPS_PER_ADDRESS: '1',
      PINEAPPLE_SIGN_IN_FAILURES_PER_ADDRESS: '2',
      PINEAPPLE_SIGN_IN_FAILURES_PER_ACCOUNT: '3',
      PINEAPPLE_SIGN_IN_FREE_FAILURES: '4',
      PINEAPPLE_SIGN_IN_LONGEST_DELAY_SECONDS: '5',
      PINEAPPLE_DRAIN_SECONDS: '15',
      PINEAPPLE_LABS_PER_USER: '3',
      PINEAPPLE_NETWORKS_PER_LAB: '4',
      PINEAPPLE_CONTAINERS_PER_LAB: '5',
      PINEAPPLE_SOCKETS_PER_USER: '6',
      PINEAPPLE_CONTAINERS_PER_USER: '8',
      PINEAPPLE_NETWORKS_PER_USER: '9',
      PINEAPPLE_MEMORY_MB_PER_USER: '1024',
      PINEAPPLE_CONTAINER_MEMORY_MB: '64',
      PINEAPPLE_MEMORY_MB_PER_CONTAINER: '256',
      PINEAPPLE_CPUS_PER_CONTAINER: '1.5',
      PINEAPPLE_SUBSCRIPTIONS_PER_USER: '10',
      PINEAPPLE_GIT_SOURCES: 'https://github.com/example/, http://git.lan:3000',
      PINEAPPLE_TERMINALS_PER_USER: '7',
    });
    expect(config).toEqual({
      tablePrefix: 'test_',
      busUrl: 'rediss://:secret@cache.example.org:6380/1',
      busIamCache: 'pineapple-bus',
      eventBusName: 'other.bus',
      filesBucket: 'site-files',
      functionPrefix: 'fn-',
      extraImages: [{ name: 'python', description: 'Python 3', reference: 'python:3-slim' }],
      logLevel: 'debug',
      port: 80,
      bind: '::',
      publicUrl: 'https://labs.example.org',
      webDir: '/srv/spa',
      trustProxy: 1,
      registries: ['ghcr.io', 'docker.io/library'],
      buildEgress: true,
      gitSources: ['https://github.com/example/', 'http://git.lan:3000/'],
      operators: ['Grace', 'ada'],
      signIn: {
        ...{ signUpsPerAddress: 1, failuresPerAddress: 2, failuresPerAccount: 3 },
        ...{ freeFailures: 4, longestDelaySeconds: 5 },
      },
      drainSeconds: 15,
      limits: {
        labsPerUser: 3,
        networksPerLab: 4,
        containersPerLab: 5,
        ...{ containersPerUser: 8, networksPerUser: 9 },
        ...{ memoryMbPerUser: 1_024, containerMemoryMb: 64, subscriptionsPerUser: 10 },
        ...{ memoryMbPerContainer: 256, cpusPerContainer: 1.5 },
        socketsPerUser: 6,
        terminalsPerUser: 7,
      },
    });
  });

  it('uses PORT in the default public URL', () => {
    expect(loadApiConfig({ PORT: '5000' }).publicUrl).toBe('http://localhost:5000');
  });

  it('counts an empty variable as not set', () => {
    expect(loadApiConfig({ PORT: '', PINEAPPLE_PUBLIC_URL: ' ' })).toEqual(loadApiConfig({}));
  });

  it('lists every problem with its value and the expected format', () => {
    const { message, problems } = problemsOf(loadApiConfig, {
      PORT: '70000',
      PINEAPPLE_TRUST_PROXY: 'yes',
      PINEAPPLE_PUBLIC_URL: 'https://labs.example.org/path',
      PINEAPPLE_LOG_LEVEL: 'loud',
      PINEAPPLE_IMAGES: '[{"name":"A"}]',
    });
    expect(problems).toHaveLength(5);
    expect(message).toContain('The environment of the API has 5 problems');
    expect(message).toContain('PORT is "70000": expected a whole number from 0 to 65535');
    expect(message).toContain(
      'PINEAPPLE_TRUST_PROXY is "yes": expected true, false, or the number of proxies',
    );
    expect(message).toContain('PINEAPPLE_PUBLIC_URL is "https://labs.example.org/path": expected an origin');
    expect(message).toContain('PINEAPPLE_LOG_LEVEL is "loud": expected one of fatal, error, warn');
    expect(message).toContain('PINEAPPLE_IMAGES is "[{\\"name\\":\\"A\\"}]": expected a JSON array');
  });

  it.each([
    'not json',
    '{}',
    '[{"name":"x","description":"d","reference":"--privileged"}]',
    '[{"name":"x","description":"d","reference":"a"},{"name":"x","description":"d","reference":"b"}]',
  ])('refuses the image list %s', (PINEAPPLE_IMAGES) => {
    expect(problemsOf(loadApiConfig, { PINEAPPLE_IMAGES }).problems[0]?.variable).toBe('PINEAPPLE_IMAGES');
  });

  it.each([
    'github.com/example',
    'file:///srv',
    'https://a:b@c.example/',
    'https://a.example/,',
    'ssh://a.example',
  ])('refuses the git source %s', (PINEAPPLE_GIT_SOURCES) => {
    const { problems } = problemsOf(loadApiConfig, { PINEAPPLE_GIT_SOURCES });
    expect(problems[0]?.variable).toBe('PINEAPPLE_GIT_SOURCES');
  });

  it.each(['http://:hunter2@cache', 'redis:/:hunter2@cache', 'hunter2', 'mysql://u:hunter2@h/?p=hunter2'])(
    'never shows the password in the bus URL %s',
    (PINEAPPLE_BUS_URL) => {
      const { message } = problemsOf(loadLambdaConfig, { PINEAPPLE_BUS_URL });
      expect(message).toContain('PINEAPPLE_BUS_URL is (hidden, it may contain a password): expected a URL');
      expect(message).not.toContain('hunter2');
    },
  );

  it('shows an invalid bus URL without a password, and masks the password in any other URL', () => {
    expect(problemsOf(loadApiConfig, { PINEAPPLE_BUS_URL: 'http://cache:6379' }).message).toContain(
      '"http://cache:6379"',
    );
    const other = problemsOf(loadApiConfig, { PINEAPPLE_PUBLIC_URL: 'https://me:hunter2@labs.example.org' });
    expect(other.message).not.toContain('hunter2');
  });

  it('is frozen', () => {
    const config = loadApiConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.limits)).toBe(true);
    expect(Object.isFrozen(config.extraImages)).toBe(true);
  });
});

describe('the host agent’s configuration', () => {
  it('requires an id and a directory, and reports both at once', () => {
    const { message } = problemsOf(loadAgentConfig, {});
    expect(message).toContain('PINEAPPLE_HOST_ID is not set: expected this host');
    expect(message).toContain('PINEAPPLE_AGENT_DIR is not set: expected a directory');
  });

  it('has defaults for the rest', () => {
    expect(loadAgentConfig(agentEnv)).toEqual({
      hostId: 'mi-local',
      stateDir: '/var/lib/pineapple',
      socketPath: '/var/lib/pineapple/agent.sock',
      streamsSocketPath: '/var/lib/pineapple/streams.sock',
      terminals: { perHost: 400, perContainer: 16, retentionMs: 1_800_000, ringBytes: 1_048_576 },
      dockerHost: 'unix:///var/run/docker.sock',
      scope: 'pineapple',
      uplinkPool: '100.64.0.0/16',
      underlayAddress: null,
      dnsServers: ['1.1.1.1', '9.9.9.9'],
      containerLimits: { memoryMb: 512, cpus: 1, pids: 256, diskGb: 2 },
      mostContainers: 400,
      warmContainers: 24,
      buildEgress: false,
      stopLabsOnExit: false,
      eventBusName: 'pineapple',
      filesBucket: 'pineapple-files',
      eventSource: null,
      logLevel: 'info',
    });
  });

  it.each([
    ['PINEAPPLE_DNS', '1.1.1.1,dns.example.org'],
    ['PINEAPPLE_UNDERLAY_ADDRESS', '127.0.0.1'],
    ['PINEAPPLE_UNDERLAY_ADDRESS', 'host-2.internal'],
    ['PINEAPPLE_UPLINK_POOL', '100.64.0.0/30'],
    ['PINEAPPLE_UPLINK_POOL', '100.64.0.0/16/8'],
    ['PINEAPPLE_CONTAINER_CPUS', '-1'],
    ['PINEAPPLE_CONTAINER_CPUS', '0'],
    ['PINEAPPLE_CONTAINER_MEMORY_MB', '5'],
    ['PINEAPPLE_CONTAINER_PIDS', '1e3'],
    ['PINEAPPLE_CONTAINER_DISK_GB', '0'],
    ['DOCKER_HOST', '/var/run/docker.sock'],
    ['PINEAPPLE_SCOPE', 'a b'],
    ['PINEAPPLE_STOP_LABS', 'yes'],
    ['PINEAPPLE_BUILD_EGRESS', 'true'],
    ['PINEAPPLE_EVENT_SOURCE', 'aws.ssm'],
    ['PINEAPPLE_AGENT_SOCKET', `/${'x'.repeat(107)}`],
    ['PINEAPPLE_AGENT_STREAMS_SOCKET', `/${'x'.repeat(107)}`],
    ['PINEAPPLE_TERMINAL_RETENTION_MINUTES', '0'],
    ['PINEAPPLE_TERMINALS_PER_HOST', 'many'],
    ['PINEAPPLE_TERMINAL_BUFFER_KB', '1'],
  ])('refuses %s=%s', (variable, value) => {
    const { problems } = problemsOf(loadAgentConfig, { ...agentEnv, [variable]: value });
    expect(problems.map((problem) => problem.variable)).toEqual([variable]);
  });

  it('refuses a directory whose socket path is too long, unless the socket is elsewhere', () => {
    const PINEAPPLE_AGENT_DIR = `/${'x'.repeat(105)}`;
    const env = { ...agentEnv, PINEAPPLE_AGENT_DIR };
    expect(problemsOf(loadAgentConfig, env).message).toContain('because PINEAPPLE_AGENT_DIR is longer');
    const { socketPath, streamsSocketPath } = loadAgentConfig({
      ...env,
      PINEAPPLE_AGENT_SOCKET: '/run/a.sock',
    });
    expect([socketPath, streamsSocketPath]).toEqual(['/run/a.sock', '/run/streams.sock']);
  });
});
