import { type ContainerFile, quoted } from '@pineapple/core';
import type { Notes, Place } from './notes.ts';

/** Where FRRouting's start script looks up which daemons to start. */
export const daemonsFile = '/etc/frr/daemons';
const folder = '/etc/frr';

/** The daemons of our images, each with the commands that ask for it. `images/host/frr/configured` has the same. */
const daemons: readonly (readonly [string, RegExp])[] = [
  ['bgpd', /^router bgp /],
  ['ripd', /^router rip(?!ng)/],
  ['ripngd', /^router ripng/],
  ['ospfd', /^(?:router ospf(?!6)|ip ospf )/],
  ['ospf6d', /^(?:router ospf6|ipv6 ospf6 )/],
  ['isisd', /^(?:router|ip router|ipv6 router) isis /],
  ['babeld', /^router babel/],
  ['pimd', /^ip (?:pim|igmp|mroute )/],
  ['ldpd', /^mpls ldp/],
  ['nhrpd', /^(?:ip |ipv6 )?nhrp /],
  ['eigrpd', /^router eigrp /],
  ['pbrd', /^pbr-(?:map|policy) /],
  [
    'bfdd',
    /^(?:bfd$|bfd default-profile |neighbor .* bfd(?: |$)|(?:ip ospf|ipv6 ospf6|isis|ip pim|ip rip) bfd)/,
  ],
  ['fabricd', /^(?:router|ip router|ipv6 router) openfabric /],
  ['vrrpd', /^vrrp /],
  ['pathd', /^traffic-eng/],
];
/** They run wherever FRRouting does. */
const always = ['zebra', 'staticd'];
const switches = new Set(['vtysh_enable', 'watchfrr', ...always]);
/** With nothing configured, these run, so that they can be configured by hand. */
const usual = ['bgpd', 'ospfd', 'ospf6d'];

/** The routing daemons that the configuration of a router asks for, in FRRouting's order. */
export function configuredDaemons(
  files: readonly Pick<ContainerFile, 'path' | 'content'>[],
): readonly string[] {
  const texts = new Map(files.map(({ path, content }) => [path, content]));
  const lines = (texts.get(`${folder}/frr.conf`) ?? '').split('\n').map((line) => line.trim());
  return daemons
    .filter(
      ([name, commands]) => texts.has(`${folder}/${name}.conf`) || lines.some((line) => commands.test(line)),
    )
    .map(([name]) => name);
}

/** A list of daemons for other routers, so that they start what ours does. */
export function daemonsContent(files: readonly ContainerFile[]): string {
  const configured = configuredDaemons(files);
  const running = ['zebra', ...(configured.length === 0 ? usual : configured), 'staticd'];
  return running.map((name) => `${name}=yes\n`).join('');
}

/** A list of daemons without its comments, which are most of it. */
export function withoutComments(list: string): string {
  const lines = list.split(/\r?\n/).filter((line) => !/^\s*(?:#.*)?$/.test(line));
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * The files of a router without a list of daemons that says what its configuration says anyway. A WARNING names daemons
 * that our images do not have.
 */
export function settleDaemons(
  files: readonly ContainerFile[],
  name: string,
  place: Place,
  notes: Notes,
): readonly ContainerFile[] {
  const list = files.find(({ path }) => path === daemonsFile);
  // What is stored beside the lab is not read, so the list decides.
  const isUnread = files.some(({ path, stored }) => stored !== undefined && path.startsWith(`${folder}/`));
  if (list === undefined || isUnread) return files;
  const known = new Set([...switches, ...daemons.map(([daemon]) => daemon)]);
  const wanted = Array.from(list.content.matchAll(/^\s*(\w+)\s*=\s*"?yes\b/gm), ([, daemon = '']) => daemon);
  const missing = wanted.filter((daemon) => !known.has(daemon));
  if (missing.length > 0) {
    const message = `${daemonsFile} of node ${quoted(name)} wants ${missing.slice(0, 10).join(', ')}, which our images do not have. The others start.`;
    notes.warn(place, message);
  }
  const others = files.filter((file) => file !== list);
  const configured = configuredDaemons(others);
  const starting = new Set(configured.length === 0 ? usual : configured);
  const named = new Set(wanted.filter((daemon) => !switches.has(daemon)));
  const lines = withoutComments(list.content).trim().split('\n');
  const same = starting.size === named.size && [...starting].every((daemon) => named.has(daemon));
  if (!same || !lines.every((line) => isUsual(line.trim()))) return files;
  notes.info(
    place,
    `${daemonsFile} of node ${quoted(name)} is not needed. Daemons that are configured start.`,
  );
  return others;
}

/** Whether a line of a list does nothing but say which daemons start, or gives them the options that they have here. */
function isUsual(line: string): boolean {
  return /^\w+=\s*"?(?:yes|no|\d)?"?\s*(?:#.*)?$|^\w+_options=\(?\s*["']?(?:\s*-[As] [\w.:]+)*\s*["']?\)?$/.test(
    line,
  );
}
