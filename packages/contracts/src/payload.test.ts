import { gzipSync } from 'node:zlib';
import { macAddressFor, newContainerId, newNetworkId, type HostManifest } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { payloadPattern } from './host-command.ts';
import { decodePayload, encodePayload, maxPayloadBytes, PayloadError } from './payload.ts';

const labId = 'lab_k3vabcdefghj';

function random(size: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(size));
}

/** Random ids and scattered addresses, as in real labs, which hardly compress. */
function largeLab(networkCount: number, containerCount: number, interfacesEach: number): HostManifest {
  const networks = Array.from({ length: networkCount }, (_, index) => ({
    id: newNetworkId(labId, random),
    name: `network-${index}`,
    ipv4Subnet: `10.${(index * 37) % 256}.${(index * 91) % 256}.0/24`,
    ipv6Subnet: null,
    internet: index % 3 === 0,
    mtu: 1500,
    overlay: null,
  }));
  const containers = Array.from({ length: containerCount }, (_, index) => ({
    id: newContainerId(labId, random),
    name: `container-${index}`,
    image: 'router',
    imageReference: 'pineapple/router:1',
    power: 'on' as const,
    generation: 1 + (index % 7),
    requestedAt: new Date(1.8e12 + index * 7919).toISOString(),
    interfaces: networks.slice(0, interfacesEach).map((_network, link) => {
      const network = networks[(index * 7 + link * 13) % networkCount];
      if (network === undefined) throw new Error('no such network');
      const ipv4Address = network.ipv4Subnet.replace('0/24', String(10 + ((index * 53 + link * 29) % 240)));
      return {
        networkId: network.id,
        name: `eth${link}`,
        ipv4Address,
        ipv6Address: null,
        macAddress: macAddressFor(network.id, ipv4Address),
      };
    }),
    files: [],
    sysctls: [],
    env: [],
    entrypoint: null,
    command: null,
    user: null,
    workingDir: null,
    exec: [],
    waitFor: [],
    onStop: [],
    cpus: null,
    memoryMb: null,
    defaultGateway: null,
    routes: [],
  }));
  return { format: 1, labId, revision: 1234, removed: false, networks, containers, neighbours: [] };
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof PayloadError) return error.message;
    throw error;
  }
  throw new Error('expected a PayloadError');
}

describe('a payload', () => {
  it('preserves a host manifest', () => {
    const desired = largeLab(5, 20, 3);
    expect(decodePayload(encodePayload(desired))).toEqual(desired);
  });

  it('preserves the manifest of a removed lab', () => {
    const desired: HostManifest = {
      format: 1,
      labId,
      revision: 9,
      removed: true,
      networks: [],
      containers: [],
      neighbours: [],
    };
    expect(decodePayload(encodePayload(desired))).toEqual(desired);
  });

  it('holds 100 containers with 4 interfaces each on 100 networks in half of its limit', () => {
    const desired = largeLab(100, 100, 4);
    const payload = encodePayload(desired);
    expect(payload).toMatch(payloadPattern);
    expect(payload.length).toBeLessThan(30_000);
    expect(JSON.stringify(desired).length).toBeLessThan(maxPayloadBytes / 8);
    expect(decodePayload(payload)).toEqual(desired);
  });

  it('is one word without meaning to shells, templates and option parsers', () => {
    const desired = largeLab(1, 1, 1);
    const hostile = `'; rm -rf / #$(reboot)\`x\` {{ssm:secret}} $$ "\n\u0000${'-'.repeat(3)}`;
    const containers = desired.containers.map((container) => ({ ...container, name: hostile }));
    const payload = encodePayload({ ...desired, containers });
    expect(payload).toMatch(/^[A-Za-z0-9_-]+$/);
    // The magic number of gzip comes first, so it never begins like an option.
    expect(payload.startsWith('H4sI')).toBe(true);
    expect(decodePayload(payload).containers[0]?.name).toBe(hostile);
  });

  it('is refused for a lab that is too large for a command', () => {
    const desired = largeLab(100, 1000, 4);
    expect(messageOf(() => encodePayload(desired))).toMatch(
      /^Lab lab_k3vabcdefghj packs to \d{5,6} characters, and a host command can have 60000\./,
    );
  });
});

describe('unpacking', () => {
  const pack = (bytes: string | Uint8Array): string => gzipSync(bytes).toString('base64url');

  it('refuses a small payload that unpacks to too much, without unpacking it', () => {
    const bomb = pack(new Uint8Array(40 * maxPayloadBytes));
    expect(bomb.length).toBeLessThan(60_000);
    expect(messageOf(() => decodePayload(bomb))).toBe('The payload unpacks to more than 1048576 bytes.');
  });

  it.each([
    ['', 'The payload (0 characters) is not base64url of 1 to 60000 characters'],
    ['x'.repeat(60_001), 'The payload (60001 characters) is not base64url'],
    ['H4sI AAAA', 'is not base64url'],
    ['H4sIAAAA\n', 'is not base64url'],
    ['H4sIAAAA', 'The payload is not gzip'],
    ['aGVsbG8', 'The payload is not gzip'],
    [pack('lab'), 'The payload is not JSON'],
    [pack('null'), 'The payload is not a host manifest'],
    [pack(JSON.stringify({ ...largeLab(1, 1, 1), format: 2 })), 'format'],
    [pack(JSON.stringify({ ...largeLab(1, 1, 1), labId: '../../etc' })), 'labId'],
    [pack(JSON.stringify({ ...largeLab(1, 1, 1), revision: -1 })), 'revision'],
  ])('refuses %.40j and says why', (text, message) => {
    expect(messageOf(() => decodePayload(text))).toContain(message);
  });

  it('refuses a payload cut short', () => {
    const payload = encodePayload(largeLab(3, 3, 2));
    expect(messageOf(() => decodePayload(payload.slice(0, -20)))).toBe('The payload is not gzip.');
  });

  it('reads a command of the version before, in which interfaces had no names', () => {
    const desired = largeLab(2, 1, 2);
    const old = {
      ...desired,
      networks: desired.networks.map(({ mtu: _mtu, ...network }) => network),
      containers: desired.containers.map(
        ({
          sysctls: _sysctls,
          env: _env,
          command: _command,
          exec: _exec,
          defaultGateway: _gateway,
          interfaces,
          ...container
        }) => ({
          ...container,
          interfaces: interfaces.map(({ name: _name, ...link }) => link),
        }),
      ),
    };
    expect(decodePayload(pack(JSON.stringify(old)))).toEqual(desired);
  });

  it('drops unknown properties, so that an older host can read a newer manifest', () => {
    const desired = largeLab(1, 1, 1);
    expect(decodePayload(pack(JSON.stringify({ ...desired, quality: { delayMs: 5 } })))).toEqual(desired);
  });
});
