import { parseIpAddress, quoted } from '@pineapple/core';
import type { DraftFile } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';
import type { NodeDefinition } from './node-definition.ts';

const resolver = '/etc/resolv.conf';

/** The file that says which name servers a node asks; none without `dns`. */
export function readDns(node: NodeDefinition, notes: Notes): readonly DraftFile[] {
  const view = node.get('dns');
  if (!view.exists) return [];
  const words = (field: string, isValid: (word: string) => boolean): readonly string[] =>
    view
      .get(field)
      .texts()
      .flatMap((each) => readWord(each, { field, isValid, notes }));
  const isWord = (word: string): boolean => /^[\w.:-]{1,100}$/.test(word);
  const servers = words('servers', (word) => parseIpAddress(word) !== null);
  const lines = [
    ...servers.map((server) => ['nameserver', server]),
    ...['search', 'options'].map((field) => [field, ...words(field, isWord)]),
  ].filter(([, value]) => value !== undefined);
  if (lines.length === 0) return [];
  const message = `'dns' of node ${quoted(node.name)} becomes ${resolver}. A server is asked if a network of the lab leads to it.`;
  notes.info(view.place, message);
  return [{ path: resolver, content: `${lines.map((line) => line.join(' ')).join('\n')}\n`, mode: 0o644 }];
}

interface Word {
  readonly field: string;
  readonly isValid: (word: string) => boolean;
  readonly notes: Notes;
}

function readWord(view: YamlView, { field, isValid, notes }: Word): readonly string[] {
  const word = view.text()?.trim() ?? '';
  if (isValid(word)) return [word];
  const what = field === 'servers' ? 'no IP address' : 'no word for /etc/resolv.conf';
  notes.warn(view.place, `${quoted(word)} of dns.${field} is left out. It is ${what}.`);
  return [];
}
