import { checkInterfaceName, checkMacAddress, quoted } from '@pineapple/core';
import type { Notes } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';

/** One end of a link. */
export interface Endpoint {
  /** The node's name in the file. */
  readonly node: string;
  /** The interface's name. */
  readonly name: string;
  readonly macAddress: string | null;
  readonly view: YamlView;
}

/** Reads `node:eth1`, or a map with `node`, `interface` and `mac`. Null with an ERROR note for anything else. */
export function readEndpoint(view: YamlView, notes: Notes): Endpoint | null {
  const brief = view.text();
  const at = brief?.indexOf(':') ?? -1;
  const node = brief === null ? view.get('node').text() : brief.slice(0, at).trim();
  const name = brief === null ? view.get('interface').text() : brief.slice(at + 1).trim();
  if (!node || !name || (brief !== null && at < 0)) {
    const given = brief === null ? 'The endpoint' : quoted(brief);
    notes.error(view.place, `${given} is not an endpoint. Write a node and its interface, such as r1:eth1.`);
    return null;
  }
  return { node, name, macAddress: brief === null ? readMac(view.get('mac'), notes) : null, view };
}

/** Whether the name can be that of an interface in a container. An ERROR note says why not. */
export function checkName({ name, view }: Endpoint, notes: Notes): boolean {
  const checked = checkInterfaceName(name);
  if (!checked.ok) notes.error(view.place, checked.error);
  return checked.ok;
}

function readMac(view: YamlView, notes: Notes): string | null {
  const text = view.text();
  if (text === null) return null;
  const checked = checkMacAddress(text);
  if (checked.ok) return checked.value;
  notes.error(view.place, checked.error);
  return null;
}
