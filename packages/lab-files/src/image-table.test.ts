import { describe, expect, it } from 'vitest';
import { chooseImage, foreignTo, standInFor } from './image-table.ts';
import { Notes } from './notes.ts';

describe('standInFor', () => {
  it.each([
    [
      'router',
      ['quay.io/frrouting/frr:10.5.1', 'frrouting/frr@sha256:00', 'kathara/frr', 'kathara/quagga:latest'],
    ],
    ['router', ['registry.example:5000/me/frr-lab', 'pierky/bird:2.0', 'ghcr.io/akafeng/bird']],
    ['web', ['nginx', 'nginx:stable-alpine', 'httpd:2.4', 'docker.io/library/nginx', 'ubuntu/apache2']],
    [
      'host',
      ['ghcr.io/srl-labs/network-multitool', 'ghcr.io/hellt/network-multitool', 'praqma/network-multitool'],
    ],
    [
      'host',
      ['wbitt/network-multitool:alpine-extra', 'nicolaka/netshoot', 'ghcr.io/srl-labs/alpine', 'alpine:3'],
    ],
    [
      'host',
      ['debian:bookworm-slim', 'ubuntu', 'busybox', 'kathara/base', 'kathara/bind:9.11', 'python:3-slim'],
    ],
  ])('has %s for %j', (image, references) => {
    expect(references.map((reference) => standInFor(reference)?.image)).toEqual(references.map(() => image));
  });

  it('says what a service needs to start', () => {
    expect(standInFor('ubuntu/bind9:latest')?.service).toBe('named');
    expect(standInFor('nginx')?.service).toBeNull();
  });
});

describe('foreignTo', () => {
  it.each([
    ['kathara/p4', 'a programmable switch'],
    ['kathara/sdn', 'Open vSwitch'],
    ['vrnetlab/vr-ubuntu:jammy', 'a virtual machine'],
    ['ghcr.io/nokia/srlinux', 'a vendor’s system'],
    ['registry.example/cisco_iol:17', 'a vendor’s system'],
  ])('gives a reason for %s', (reference, reason) => {
    expect(standInFor(reference)).toBeNull();
    expect(foreignTo(reference)).toContain(reason);
  });
});

describe('chooseImage', () => {
  const site = [
    { name: 'probe', reference: 'registry.example/lab/probe:2' },
    { name: 'redis', reference: 'redis' },
  ];
  const choose = (reference: string) => {
    const notes = new Notes();
    const chosen = chooseImage(reference, site, { path: 'a', line: 1 }, notes);
    return { chosen: chosen && [chosen.image, chosen.from], notes: notes.all.map(({ message }) => message) };
  };

  it.each([
    ['registry.example/lab/probe:2', ['probe', 'site']],
    ['probe', ['probe', 'site']],
    ['docker.io/library/redis:latest', ['redis', 'site']],
    ['redis:6', ['host', 'nothing']],
    ['alpine', ['host', 'table']],
  ])('takes for %s %j', (reference, expected) => {
    expect(choose(reference)).toEqual({ chosen: expected, notes: [] });
  });

  it('refuses what no container can be', () => {
    expect(choose('vrnetlab/vr-csr:17')).toEqual({
      chosen: null,
      notes: [expect.stringContaining('is a virtual machine, which does not run here.')],
    });
  });
});
