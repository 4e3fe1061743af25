import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BlockSchema, ProviderSchema, TypeExpression } from './provider-schema.ts';

/** Terraform CDK's bindings of the AWS provider, which hold the provider's schema as a jsii assembly. */
const source = { package: '@cdktf/provider-aws', version: '21.22.1' };
const target = fileURLToPath(new URL('aws-schema.json.gz', import.meta.url));

interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}

interface Property {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly immutable?: boolean;
  readonly static?: boolean;
  readonly overrides?: string;
  readonly docs?: { readonly summary?: string; readonly remarks?: string };
}

interface JsiiType {
  readonly base?: string;
  readonly properties?: readonly Property[];
  readonly docs?: { readonly summary?: string };
}

const resolvable = 'cdktf.IResolvable';

/** Extracts a provider's schema from a jsii assembly. */
class SchemaReader {
  readonly #types: Readonly<Record<string, JsiiType>>;

  constructor(types: Readonly<Record<string, JsiiType>>) {
    this.#types = types;
  }

  read(): ProviderSchema {
    const resources: Record<string, BlockSchema> = {};
    const data: Record<string, BlockSchema> = {};
    for (const [fqn, { base, docs }] of Object.entries(this.#types)) {
      const name = /docs\/(?:resources|data-sources)\/\w+ (\w+)\}/.exec(docs?.summary ?? '')?.[1];
      if (name === undefined) continue;
      if (base === 'cdktf.TerraformResource') resources[name] = this.#object(fqn, `${fqn}Config`);
      if (base === 'cdktf.TerraformDataSource') data[name] = this.#object(fqn, `${fqn}Config`);
    }
    const provider = this.#block(`${source.package}.provider.AwsProviderConfig`);
    delete provider.attributes['alias'];
    return { source: `${source.package} ${source.version}`, provider, resources, data };
  }

  /** Writable attributes are in the config; read-only ones are in the class only. */
  #object(classFqn: string, configFqn: string): BlockSchema {
    const schema = this.#block(configFqn);
    for (const property of this.#properties(classFqn)) {
      const name = snakeCase(property.name);
      const readOnly = property.immutable === true && property.static !== true && !name.endsWith('_input');
      if (!readOnly || name in schema.attributes || name in schema.blocks) continue;
      schema.attributes[name] = { type: this.#type(property.type), computed: true };
    }
    return schema;
  }

  #block(fqn: string): BlockSchema {
    const schema: BlockSchema = { attributes: {}, blocks: {} };
    for (const property of this.#properties(fqn)) {
      // The attributes that every resource has belong to Terraform CDK and not to the provider.
      if (property.overrides !== undefined) continue;
      const name = registryName(property) ?? snakeCase(property.name);
      if (!/ block\.$/.test(property.docs?.summary ?? '')) {
        const given = property.optional ? { optional: true, computed: true } : { required: true };
        schema.attributes[name] = { type: this.#type(property.type), ...given };
        continue;
      }
      const element = elementOf(property.type);
      const single = element === property.type;
      schema.blocks[name] = {
        nesting: name === 'timeouts' && single ? 'single' : 'list',
        min: property.optional ? 0 : 1,
        max: single ? 1 : 0,
        block: this.#block(element.fqn ?? ''),
      };
    }
    return schema;
  }

  #type(reference: TypeReference): TypeExpression {
    const { primitive, fqn, collection, union } = reference;
    if (primitive === 'number' || primitive === 'string') return primitive;
    if (primitive !== undefined) return 'dynamic';
    if (collection?.kind === 'map') return ['map', this.#type(collection.elementtype)];
    if (collection?.kind === 'array') return ['list', this.#type(collection.elementtype)];
    if (union) {
      const known = union.types.find((type) => type.fqn !== resolvable);
      return known?.primitive === 'boolean' ? 'bool' : known ? this.#type(known) : 'dynamic';
    }
    if (fqn === resolvable) return 'bool';
    const map = /^cdktf\.(String|Number|Boolean)Map$/.exec(fqn ?? '')?.[1];
    if (map) return ['map', map === 'String' ? 'string' : map === 'Number' ? 'number' : 'bool'];
    if (fqn?.endsWith('List')) return ['list', this.#attributes(`${fqn.slice(0, -4)}OutputReference`)];
    return fqn?.startsWith(source.package) ? this.#attributes(fqn) : 'dynamic';
  }

  #attributes(fqn: string): TypeExpression {
    const own = this.#properties(fqn).filter(
      ({ name, static: isStatic, overrides }) =>
        isStatic !== true && overrides === undefined && name !== 'internalValue' && !name.endsWith('Input'),
    );
    return ['object', Object.fromEntries(own.map(({ name, type }) => [snakeCase(name), this.#type(type)]))];
  }

  #properties(fqn: string): readonly Property[] {
    return this.#types[fqn]?.properties ?? [];
  }
}

function elementOf(type: TypeReference): TypeReference {
  const known = type.union?.types.find(({ fqn }) => fqn !== resolvable) ?? type;
  return known.collection?.kind === 'array' ? known.collection.elementtype : type;
}

function registryName({ docs }: Property): string | undefined {
  return /#(\w+) \w+#\1\}/.exec(`${docs?.summary ?? ''}${docs?.remarks ?? ''}`)?.[1];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Fetches the bindings from the npm registry and writes their schema beside this file. */
function extractSchema(): void {
  const work = mkdtempSync(join(tmpdir(), 'pineapple-schema-'));
  try {
    execFileSync('npm', ['pack', '--silent', `${source.package}@${source.version}`], { cwd: work });
    execFileSync('sh', ['-c', 'tar xzf *.tgz package/.jsii'], { cwd: work });
    const text = readFileSync(join(work, 'package/.jsii'), 'utf8');
    const { types } = JSON.parse(text) as { types: Record<string, JsiiType> };
    writeFileSync(target, gzipSync(JSON.stringify(new SchemaReader(types).read()), { level: 9 }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (import.meta.main) extractSchema();
