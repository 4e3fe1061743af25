import { describe, expect, it } from 'vitest';
import { highlight } from './highlight.ts';

describe('highlighted code', () => {
  it('is the same text in pieces', () => {
    const code = 'query Q($id: ID!) {\n  lab(id: $id) { name } # <b>\n}';
    const pieces = highlight(code, 'graphql');
    expect(pieces.map(({ text }) => text).join('')).toBe(code);
    expect(pieces).toContainEqual({ text: 'query', tone: 'text-gold-ink' });
    expect(pieces).toContainEqual({ text: '# <b>', tone: 'text-dimmed' });
  });
});
