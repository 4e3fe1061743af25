import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { newDemands } from './testing/schema-demands.ts';
import { outline } from './testing/schema-outline.ts';
import { undescribed } from './testing/schema-descriptions.ts';

const root = join(import.meta.dirname, '../../..');
const contractText = readFileSync(join(root, 'docs/contract.graphql'), 'utf8');
const schemaText = readFileSync(join(root, 'schema.graphql'), 'utf8');
const contract = buildSchema(contractText);
const schema = buildSchema(schemaText);

function missing(from: GraphQLSchema): string[] {
  const present = new Set(outline(from));
  return outline(contract).filter((line) => !present.has(line));
}

const withoutDescriptions = print(
  visit(parse(schemaText), {
    leave: (node) => ('description' in node ? { ...node, description: undefined } : node),
  }),
);

/** The schema, without its descriptions, with one change. */
function altered(before: string | RegExp, after: string): GraphQLSchema {
  const text = withoutDescriptions.replace(before, after);
  if (text === withoutDescriptions) throw new Error(`${String(before)} is not in schema.graphql`);
  return buildSchema(text);
}

describe('schema.graphql', () => {
  it('contains the whole public contract', () => {
    expect(outline(contract).length).toBeGreaterThan(300);
    expect(missing(schema)).toEqual([]);
  });

  it('requires nothing beyond the contract from a client', () => {
    expect(newDemands(contract, schema)).toEqual([]);
  });

  it('describes every type, field, argument, input field and enum value', () => {
    expect(undescribed(schema)).toEqual([]);
  });
});

describe('the comparison', () => {
  it.each([
    ['a renamed field', /^ {2}totalCount: Int!/m, '  total: Int!', ['LabConnection.totalCount: Int!']],
    [
      'another type of a field',
      'revision: Int!\n  networks',
      'revision: Int\n  networks',
      ['Lab.revision: Int!'],
    ],
    ['a lost enum value', /^ {2}STOPPING\n/m, '', ['ContainerPhase.STOPPING']],
    [
      'a lost member of a union',
      /^union LabChange =\s*\|?\s*LabUpdated \|/m,
      'union LabChange =',
      ['LabChange = LabUpdated'],
    ],
    ['another default', 'first: Int = 20', 'first: Int = 10', ['Query.labs(first: Int = 20)']],
    [
      'a lost default',
      'internet: Boolean = false',
      'internet: Boolean',
      ['CreateNetworkInput.internet: Boolean = false'],
    ],
    ['an argument made optional', 'lab(id: ID!)', 'lab(id: ID)', ['Query.lab(id: ID!)']],
    ['a lost interface', 'type Container implements Node', 'type Container', ['Container implements Node']],
    ['a replaced scalar', 'ipv4Subnet: CIDR\n', 'ipv4Subnet: String\n', ['Network.ipv4Subnet: CIDR']],
  ])('notices %s', (_what, before, after, lines) => {
    expect(missing(altered(before, after))).toEqual(lines);
  });

  it('notices a new required argument and a new required input field', () => {
    const argument = altered('viewer: User\n', 'viewer(why: String!): User\n');
    expect(newDemands(contract, argument)).toEqual(['Query.viewer(why:)']);
    const field = altered(/input CreateLabInput \{/, 'input CreateLabInput {\n  why: String!');
    expect(newDemands(contract, field)).toEqual(['CreateLabInput.why']);
  });

  it('accepts additions to the schema', () => {
    const extended = altered(/input CreateLabInput \{/, 'input CreateLabInput {\n  why: String');
    expect([missing(extended), newDemands(contract, extended)]).toEqual([[], []]);
  });

  it('notices a missing description of each kind', () => {
    const bare = `
      scalar Moment
      enum Colour { RED }
      union Anything = Query
      interface Thing { id: ID }
      input Wish { colour: Colour }
      "Described." type Query { "Described." all(wish: Wish): Anything "  " blank: Moment }
    `;
    expect(undescribed(buildSchema(bare)).toSorted()).toEqual([
      'Anything',
      'Colour',
      'Colour.RED',
      'Moment',
      'Query.all.wish',
      'Query.blank',
      'Thing',
      'Thing.id',
      'Wish',
      'Wish.colour',
    ]);
  });
});
