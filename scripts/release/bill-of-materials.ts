import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package in the release. */
export interface Component {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
}

/** The packages from npm that the files belong to. */
export function packagesOf(root: string, inputs: readonly string[]): Component[] {
  const folders = new Set(inputs.filter((input) => input.includes('node_modules/')).map(dirname));
  const manifests = new Set([...folders].map((folder) => manifestAbove(join(root, folder))));
  return [...manifests].map(readComponent);
}

/** Finds the package.json with a name. A package may hold others without one. */
function manifestAbove(folder: string): string {
  const path = join(folder, 'package.json');
  if (existsSync(path)) {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as PackageJson;
    if (name && version) return path;
  }
  const above = dirname(folder);
  if (above === folder) throw new Error(`The bundled file below ${folder} belongs to no package.`);
  return manifestAbove(above);
}

function readComponent(manifest: string): Component {
  const { name = '', version = '', license } = JSON.parse(readFileSync(manifest, 'utf8')) as PackageJson;
  return { name, version, license: (typeof license === 'string' ? license : license?.type) ?? 'NOASSERTION' };
}

/** The release's bill of materials as CycloneDX 1.6, without times or random numbers. */
export function billOfMaterials(version: string, components: readonly Component[]): object {
  const byKey = new Map(components.map((component) => [`${component.name}@${component.version}`, component]));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'pineapple-networks', version } },
    components: [...byKey]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { name, version: itsVersion, license }]) => {
        const purl = `pkg:npm/${name.replace('@', '%40')}@${itsVersion}`;
        const licenses = /\s/.test(license) ? [{ expression: license }] : [{ license: licenseOf(license) }];
        return { type: 'library', 'bom-ref': purl, name, version: itsVersion, purl, licenses };
      }),
  };
}

/** CycloneDX accepts only SPDX ids as an id, and any text as a name. */
function licenseOf(license: string): object {
  return /^(NOASSERTION|SEE|UNLICENSED)/.test(license) ? { name: license } : { id: license };
}
