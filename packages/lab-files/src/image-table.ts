import { quoted } from '@pineapple/core';

/** One of our images in the place of an image of others. */
export interface StandIn {
  /** Its name in the catalogue. */
  readonly image: string;
  /** What may differ from the image that it replaces, as a sentence. */
  readonly differs: string;
  /** The service that the other image is about, and that ours starts only when it is told to; null for none. */
  readonly service: string | null;
}

const tools = 'It is Debian with the usual tools, and has no apk or apt source.';
const standIn = (image: string, differs: string, service: string | null = null): StandIn => ({
  image,
  differs,
  service,
});

/** Our images by the last part of the name of others. The first match counts. */
const table: readonly (readonly [RegExp, StandIn])[] = [
  [
    /^(?:frr|frrouting|quagga)(?:[-_]|$)|(?:^|[-_])frr(?:[-_]|$)/,
    standIn('router', 'It runs FRRouting 8.4, and starts the daemons that are configured.'),
  ],
  [/^bird2?(?:[-_]|$)/, standIn('router', 'It runs BIRD 2.0 with /etc/bird/bird.conf.')],
  [
    /^(?:nginx(?!-unprivileged)|httpd|apache2?)(?:[-_]|$)/,
    standIn('web', 'It runs nginx with the pages of /srv/www, where those of the other image are put.'),
  ],
  [/^(?:bind9?|named)(?:[-_]|$)/, standIn('host', 'It runs BIND 9.18 with /etc/bind/named.conf.', 'named')],
  [/^dnsmasq(?:[-_]|$)/, standIn('host', 'It runs dnsmasq 2.9 with /etc/dnsmasq.conf.', 'dnsmasq')],
  [
    /^(?:.*[-_])?(?:network-multitool|multitool)(?:[-_]|$)/,
    standIn('host', `${tools} It serves no page on port 80.`),
  ],
  [/^(?:.*[-_])?netshoot(?:[-_]|$)/, standIn('host', tools)],
  [/^(?:alpine|busybox)(?:[-_]|$)/, standIn('host', `${tools} Commands are those of GNU, not of busybox.`)],
  [/^python3?(?:[-_]|$)/, standIn('host', 'It has Debian’s python3 without pip.')],
  [/^(?:debian|ubuntu|bash|base|linux|iperf3?|curl|nmap|tcpdump)(?:[-_]|$)/, standIn('host', tools)],
];

/** Our image for an image reference such as `quay.io/frrouting/frr:9.1`; null if none of ours can stand in. */
export function standInFor(reference: string): StandIn | null {
  const name = nameOf(reference);
  return table.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** A note about the image that runs instead of another. */
export function replacement(reference: string, { differs }: StandIn, image: string): string {
  return `The image ${quoted(reference)} is replaced by our image '${image}'. ${differs}`;
}

/** What images of others need that no container here has, by their whole name in lower case. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)(?:p4|p4c|bmv2|p4lang)(?:[-_/]|$)/, 'a programmable switch (P4)'],
  [/(?:^|\/)(?:sdn|pox|ryu|onos|openvswitch|ovs)(?:[-_/]|$)/, 'Open vSwitch or its controller'],
  [/vrnetlab|(?:^|\/)(?:vr|vqfx|vmx|vsrx|csr|xrv9k|asav)[-_]/, 'a virtual machine'],
  [
    /srlinux|srsim|sros|ceos|crpd|xrd|cisco|[/_]iol|sonic|cumulus|\/cx$|junos|arcos|vyos/,
    'a vendor’s system',
  ],
];

/** Why no image of ours stands in, and what to do. */
export function unknownImage(reference: string): string {
  const path = pathOf(reference);
  const needs = foreign.find(([pattern]) => pattern.test(path))?.[1];
  const reason =
    needs === undefined ? 'has none of ours to stand in.' : `is ${needs}, which does not run here.`;
  return `The image ${quoted(reference)} ${reason} ${knownImages}`;
}

/** Whether an image is a tool that looks at a lab from outside, and no node of it. */
export function isTool(reference: string): boolean {
  return nameOf(reference) === 'wireshark';
}

/** What to write instead of an image that is not in the table. */
export const knownImages =
  'Images that run here: frr, quagga, bird, network-multitool, netshoot, alpine, debian, ubuntu, busybox, python, nginx, ' +
  'httpd, bind9, dnsmasq, kathara/base, kathara/frr, kathara/quagga, kathara/bind.';

/** The reference without its tag and digest. */
function pathOf(reference: string): string {
  return reference
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '')
    .toLowerCase();
}

function nameOf(reference: string): string {
  const path = pathOf(reference);
  return path.slice(path.lastIndexOf('/') + 1);
}
