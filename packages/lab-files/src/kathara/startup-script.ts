import type { Notes, Place } from '../notes.ts';

/** Where the start-up script of a device is in its container. */
export const startupPath = '/etc/pineapple/startup.sh';

/** A line that starts a service, as its own command. */
const service =
  /^\s*(?:systemctl (?:re)?start (?<unit>[\w@.-]+)|service (?<name>[\w.-]+) (?:re)?start|\/etc\/init\.d\/(?<script>[\w.-]+) (?:re)?start)\s*(?:#.*)?$/;
const routing = new Set(['frr', 'frr.service', 'quagga', 'zebra']);

const web = /^(?:nginx|apache2|httpd)(?:\.service)?$/;

/** Whether a script starts a web server. */
export function startsWeb(text: string): boolean {
  return text.split('\n').some((line) => web.test(serviceOf(line) ?? ''));
}

/** Whether a script starts routing daemons. */
export function startsRouting(text: string): boolean {
  return text.split('\n').some((line) => routing.has(serviceOf(line) ?? ''));
}

/**
 * The script for a container of ours. There is no service manager: routing daemons run by themselves, and other services
 * are not there. Lines that start one do nothing.
 */
export function adaptScript(text: string, image: string, path: string, notes: Notes): string {
  return text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line, index) => {
      const name = serviceOf(line);
      if (name === null) return line;
      noteService(name, image, { path, line: index + 1 }, notes);
      return `: ${line.trim()}`;
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

/** Whether a script does something besides starting services. */
export function doesMore(adapted: string): boolean {
  return adapted.split('\n').some((line) => !/^\s*(?:#.*)?$/.test(line) && !isServiceLeftOut(line));
}

function isServiceLeftOut(line: string): boolean {
  return line.startsWith(': ') && serviceOf(line.slice(2)) !== null;
}

function noteService(name: string, image: string, place: Place, notes: Notes): void {
  if (image === 'router' && routing.has(name)) {
    return notes.info(place, `Starting ${name} is not needed. The routing daemons start by themselves.`);
  }
  if (image === 'web' && web.test(name)) {
    return notes.info(
      place,
      `Starting ${name} is not needed. Our web server starts by itself, with the pages of /srv/www.`,
    );
  }
  notes.warn(
    place,
    `Starting ${name} is left out. Containers have no service manager, and image '${image}' starts no such service.`,
  );
}

function serviceOf(line: string): string | null {
  const found = service.exec(line)?.groups;
  return found?.['unit'] ?? found?.['name'] ?? found?.['script'] ?? null;
}
