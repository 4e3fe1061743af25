import { hash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';
import { z } from 'zod';
import type { DockerClient } from '../docker/docker-client.ts';

const savedImages = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) }));
const imageConfig = z.looseObject({ rootfs: z.object({ type: z.string(), diff_ids: z.array(z.string()) }) });
const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';
const digestOf = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes)}`;

/**
 * A registry on loopback that speaks the Distribution protocol for one image, `tool:1`, of which no engine has all layers. Of `slow:1`, the same image, it sends
 * half of each layer; requests for `silent` it never answers.
 */
export class SmallRegistry implements AsyncDisposable {
  readonly #server: Server;
  readonly #blobs = new Map<string, Uint8Array>();
  #manifest: Uint8Array = new Uint8Array();

  private constructor() {
    this.#server = createServer((request, response) => {
      const [, , name, kind, reference = ''] = (request.url ?? '').split('/');
      response.setHeader('docker-distribution-api-version', 'registry/2.0');
      if (name === 'silent') return;
      if (name === '' || name === undefined) return void response.end('{}');
      const known = name === 'tool' || name === 'slow';
      const isManifest =
        kind === 'manifests' && (reference === '1' || reference === digestOf(this.#manifest));
      const found = !known ? undefined : isManifest ? this.#manifest : this.#blobs.get(reference);
      if (found === undefined) {
        const errors = [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }];
        return void response
          .writeHead(404, { 'content-type': 'application/json' })
          .end(JSON.stringify({ errors }));
      }
      response.writeHead(200, {
        'content-type': isManifest ? manifestType : 'application/octet-stream',
        'content-length': found.length,
        'docker-content-digest': digestOf(found),
      });
      if (request.method === 'HEAD') return void response.end();
      if (name === 'slow' && found.length > 10_000) response.write(found.subarray(0, found.length / 2));
      else response.end(found);
    });
  }

  /** @param image one that the engine has, to serve */
  static async start(docker: DockerClient, image: string): Promise<SmallRegistry> {
    const registry = new SmallRegistry();
    await registry.#take(await docker.transport.bytes(`/images/${image}/get`, {}));
    await new Promise<void>((resolve) => registry.#server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  /** Such as `127.0.0.1:5000`, which Docker takes for a registry without TLS. */
  get name(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get digest(): string {
    return digestOf(this.#manifest);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(saved: Uint8Array): Promise<void> {
    const files = new Map((await unpackTar(saved)).map(({ header, data }) => [header.name, data]));
    const file = (path: string): Uint8Array => files.get(path) ?? new Uint8Array();
    const [image] = savedImages.parse(JSON.parse(new TextDecoder().decode(file('manifest.json'))));
    if (!image) throw new Error('Docker saved no image.');
    const config = imageConfig.parse(JSON.parse(new TextDecoder().decode(file(image.Config))));
    const blob = { header: { name: 'blob', size: 300_000 }, body: randomBytes(300_000) };
    const layers = [...image.Layers.map(file), await packTar([blob])];
    const rootfs = { type: 'layers', diff_ids: layers.map(digestOf) };
    const add = (mediaType: string, bytes: Uint8Array): object => {
      this.#blobs.set(digestOf(bytes), bytes);
      return { mediaType, size: bytes.length, digest: digestOf(bytes) };
    };
    const manifest = {
      schemaVersion: 2,
      mediaType: manifestType,
      config: add(
        'application/vnd.docker.container.image.v1+json',
        new TextEncoder().encode(JSON.stringify({ ...config, rootfs, history: [] })),
      ),
      layers: layers.map((layer) =>
        add('application/vnd.docker.image.rootfs.diff.tar.gzip', gzipSync(layer, { level: 1 })),
      ),
    };
    this.#manifest = new TextEncoder().encode(JSON.stringify(manifest));
  }
}
