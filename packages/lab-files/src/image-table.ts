import { quoted } from '@pineapple/core';
import type { Notes, Place } from './notes.ts';

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

/** An image of a site: what its operator added, and what its user built. */
export interface SiteImage {
  readonly name: string;
  /** As Docker takes it. */
  readonly reference: string;
}

/** What runs instead of an image. */
export interface ImageChoice extends StandIn {
  /** The site has the image itself; one of ours is like it; or none is. */
  readonly from: 'site' | 'table' | 'nothing';
}

/** What runs instead of an image; null with an ERROR note if its node can't run here at all. */
export function chooseImage(
  reference: string,
  site: readonly SiteImage[],
  place: Place,
  notes: Notes,
): ImageChoice | null {
  const wanted = plainReference(reference);
  const own = site.find((image) => image.name === wanted || plainReference(image.reference) === wanted);
  if (own !== undefined) return { ...standIn(own.name, ''), from: 'site' };
  const like = standInFor(reference);
  if (like !== null) return { ...like, from: 'table' };
  if (foreignTo(reference) === null) return { ...standIn('host', tools), from: 'nothing' };
  notes.error(place, foreignImage(reference));
  return null;
}

/** Says which image of this site runs instead of another. @param subject such as `node 'a'` */
export function noteImage(
  reference: string,
  { from, differs }: ImageChoice,
  {
    image,
    subject,
    place,
    notes,
  }: { readonly image: string; readonly subject: string; readonly place: Place; readonly notes: Notes },
): void {
  if (from === 'site')
    return notes.info(place, `The image ${quoted(reference)} is the image '${image}' of this site.`);
  if (from === 'table')
    return notes.info(
      place,
      `The image ${quoted(reference)} is replaced by our image '${image}'. ${differs}`,
    );
  const advice =
    'Build an image of that name on the page Images, or ask the operator to add it with PINEAPPLE_IMAGES, and import again.';
  notes.warn(
    place,
    `No image here is like ${quoted(reference)}, so ${subject} runs '${image}' without its programs. ${advice}`,
  );
}

/** Our image for an image reference such as `quay.io/frrouting/frr:9.1`; null if none of ours can stand in. */
export function standInFor(reference: string): StandIn | null {
  const name = nameOf(reference);
  return table.find(([pattern]) => pattern.test(name))?.[1] ?? null;
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

/** What an image needs that no container here has; null for nothing that is known. */
export function foreignTo(reference: string): string | null {
  const path = pathOf(reference);
  return foreign.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

function foreignImage(reference: string): string {
  return `The image ${quoted(reference)} is ${foreignTo(reference) ?? 'unknown'}, which does not run here. ${knownImages}`;
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

/** Without what Docker adds to a reference by itself. */
function plainReference(reference: string): string {
  return reference.replace(/^(?:docker\.io\/)?(?:library\/)?/, '').replace(/:latest$/, '');
}

function nameOf(reference: string): string {
  const path = pathOf(reference);
  return path.slice(path.lastIndexOf('/') + 1);
}
