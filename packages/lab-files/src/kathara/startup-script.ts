import type { Notes, Place } from '../notes.ts';

/** Where the start-up script of a device is in its container. */
export const startupPath = '/etc/pineapple/startup.sh';

/** A line that starts a service, as its own command. */
const service =
  /^\s*(?:systemctl (?:re)?start (?<unit>[\w@.-]+)|service (?<name>[\w.-]+) (?:re)?start|\/etc\/init\.d\/(?<script>[\w.-]+) (?:re)?start)\s*(?:#.*)?$/;

const routing = new Set(['frr', 'quagga', 'zebra', 'bird', 'bird2']);
const web = new Set(['nginx', 'apache2', 'httpd']);
/** What else our images have a service for. `images/host/systemctl` knows these names. */
const known = new Set([
  ...['named', 'bind9', 'bind', 'dnsmasq', 'ssh', 'sshd', 'radvd', 'lldpd', 'keepalived'],
  ...['isc-dhcp-server', 'dhcpd'],
]);

/** Whether a script starts a web server. */
export function startsWeb(text: string): boolean {
  return text.split('\n').some((line) => web.has(serviceOf(line) ?? ''));
}

/** Whether a script starts routing daemons. */
export function startsRouting(text: string): boolean {
  return text.split('\n').some((line) => routing.has(serviceOf(line) ?? ''));
}

/** The script for a container of ours. Lines that start a service that our images do not have do nothing. */
export function adaptScript(text: string, image: string, path: string, notes: Notes): string {
  return text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line, index) => {
      const name = serviceOf(line);
      return name === null || isKept(name, image, { path, line: index + 1 }, notes)
        ? line
        : `: ${line.trim()}`;
    })
    .join('\n');
}

/** The script as it was before the lines that start services were adapted. */
export function restoreServices(text: string): string {
  return text
    .split('\n')
    .map((line) => (isServiceLeftOut(line) ? line.slice(2) : line))
    .join('\n');
}

/** Whether a script does something besides starting services that start by themselves in an image. */
export function doesMore(adapted: string, image: string): boolean {
  return adapted
    .split('\n')
    .some(
      (line) =>
        !/^\s*(?:#.*)?$/.test(line) &&
        !isServiceLeftOut(line) &&
        !startsByItself(serviceOf(line) ?? '', image),
    );
}

function isServiceLeftOut(line: string): boolean {
  return line.startsWith(': ') && serviceOf(line.slice(2)) !== null;
}

function startsByItself(name: string, image: string): boolean {
  return (image === 'router' && routing.has(name)) || (image === 'web' && web.has(name));
}

function isKept(name: string, image: string, place: Place, notes: Notes): boolean {
  if (startsByItself(name, image)) {
    const what =
      image === 'router'
        ? 'The routing daemons that are configured start by themselves.'
        : 'Our web server starts by itself, with the pages of /srv/www.';
    notes.info(place, `Starting ${name} is not needed. ${what}`);
    return true;
  }
  if (name === 'apache2' || name === 'httpd') {
    notes.info(place, `nginx stands in for ${name}, with the pages of /var/www/html.`);
    return true;
  }
  if (known.has(name) || routing.has(name) || web.has(name)) return true;
  notes.warn(place, `Starting ${name} is left out. Our images have no service of that name.`);
  return false;
}

function serviceOf(line: string): string | null {
  const found = service.exec(line)?.groups;
  return (found?.['unit'] ?? found?.['name'] ?? found?.['script'])?.replace(/\.service$/, '') ?? null;
}
