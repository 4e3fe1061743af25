import { describe, expect, it } from 'vitest';
import { standInFor, unknownImage } from './image-table.ts';

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

describe('unknownImage', () => {
  it.each([
    ['kathara/p4', 'a programmable switch'],
    ['kathara/sdn', 'Open vSwitch'],
    ['vrnetlab/vr-ubuntu:jammy', 'a virtual machine'],
    ['ghcr.io/nokia/srlinux', 'a vendor’s system'],
    ['registry.example/cisco_iol:17', 'a vendor’s system'],
    ['acme/thing', 'has none of ours'],
  ])('gives a reason for %s', (reference, reason) => {
    expect(standInFor(reference)).toBeNull();
    expect(unknownImage(reference)).toContain(reason);
  });
});
