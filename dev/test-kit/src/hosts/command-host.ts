import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePayload } from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';

/** How a host ends a command: with a report of this status, with garbage instead of a report, or not at all. */
type HostManner = 'applied' | 'failed' | 'stale' | 'garbage' | 'holding';

/**
 * Stands in for `pineapple-host`: keeps each payload and prints a report. It reads the labId and the revision only, and
 * needs no agent.
 */
const script = `#!/bin/sh
set -eu
[ "$1" = apply ]
lab=$(printf %s "$2" | tr '_-' '/+' | { base64 -d 2>/dev/null || true; } | gunzip)
id=$(printf %s "$lab" | sed 's/.*"labId":"\\([a-z0-9_]*\\)".*/\\1/')
revision=$(printf %s "$lab" | sed 's/.*"revision":\\([0-9]*\\).*/\\1/')
manner=$(cat "$COMMAND_HOST_DIR/manner/$id" 2>/dev/null || echo applied)
# Last, so that a test that sees it changes the manner of the next command and not of this one.
received=$(mktemp "$COMMAND_HOST_DIR/received/XXXXXXXX")
printf %s "$2" > "$received.part" && mv "$received.part" "$received"
case $manner in
  garbage) echo 'agent: connection refused' >&2; exit 7 ;;
  holding) exec sleep 600 ;;
esac
printf '{"labId":"%s","revision":%s,"status":"%s","message":"","steps":[],"durationMs":1}' "$id" "$revision" "$manner"
[ "$manner" != failed ]
`;

/** A host without Docker or agent, which only takes commands: a directory with a script and what the script received. */
export class CommandHost {
  readonly hostId: string;
  readonly directory: string;

  private constructor(hostId: string, directory: string) {
    this.hostId = hostId;
    this.directory = directory;
  }

  static async make(hostId: string, directory: string): Promise<CommandHost> {
    await Promise.all(
      ['bin', 'received', 'manner'].map((name) => mkdir(join(directory, name), { recursive: true })),
    );
    const program = join(directory, 'bin/pineapple-host');
    await writeFile(program, script);
    await chmod(program, 0o755);
    return new CommandHost(hostId, directory);
  }

  /** The registration of this host with the local AWS. */
  get instance() {
    return {
      instanceId: this.hostId,
      tags: { 'pineapple-role': 'host' },
      env: { COMMAND_HOST_DIR: this.directory },
      path: `${join(this.directory, 'bin')}:/usr/bin:/bin`,
    };
  }

  /** Ends later commands for this lab in that way. */
  async behave(labId: string, manner: HostManner): Promise<void> {
    await writeFile(join(this.directory, 'manner', labId), manner);
  }

  /** Ends later commands for this lab successfully again. */
  async behaveWell(labId: string): Promise<void> {
    await rm(join(this.directory, 'manner', labId), { force: true });
  }

  /** The manifests of a lab that were sent to it, in no order. */
  async received(labId: string): Promise<HostManifest[]> {
    const directory = join(this.directory, 'received');
    const names = (await readdir(directory)).filter((name) => !name.endsWith('.part'));
    const payloads = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
    const labs = payloads.filter((payload) => payload !== '').map((payload) => decodePayload(payload));
    return labs.filter((lab) => lab.labId === labId);
  }
}
