import bash from 'highlight.js/lib/languages/bash';
import graphql from 'highlight.js/lib/languages/graphql';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import { createLowlight } from 'lowlight';

export type Language = 'bash' | 'graphql' | 'javascript' | 'json';

/** A run of text in one colour. */
export interface Piece {
  readonly text: string;
  readonly tone: string | null;
}

type Tree = ReturnType<ReturnType<typeof createLowlight>['highlight']>;
type Node = Tree['children'][number];

const lowlight = createLowlight({ bash, graphql, javascript, json });

const tones: Readonly<Record<string, string>> = {
  'hljs-keyword': 'text-gold-ink',
  'hljs-literal': 'text-clay',
  'hljs-number': 'text-clay',
  'hljs-string': 'text-leaf',
  'hljs-variable': 'text-clay',
  'hljs-comment': 'text-dimmed',
  'hljs-attr': 'text-highlighted',
};

/** Splits the text into pieces. Joined, they are the text again. */
export function highlight(text: string, language: Language): Piece[] {
  const pieces: Piece[] = [];
  const visit = (nodes: readonly Node[], tone: string | null): void => {
    for (const node of nodes) {
      if (node.type === 'text') pieces.push({ text: node.value, tone });
      if (node.type !== 'element') continue;
      const [name] = (node.properties['className'] as string[] | undefined) ?? [];
      visit(node.children as Node[], tones[name ?? ''] ?? tone);
    }
  };
  visit(lowlight.highlight(language, text).children as Node[], null);
  return pieces;
}
