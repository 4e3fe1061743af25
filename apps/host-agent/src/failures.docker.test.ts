import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start({ env: { PINEAPPLE_CONTAINER_MEMORY_MB: '16' } });
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

function image(tag: string, ...changes: string[]): Promise<string> {
  return host.makeImage({ reference: `${host.hostId}/${tag}:1`, changes });
}

describe('a container that fails', () => {
  it("is FAILED with Docker's message when its image is missing, without affecting others", async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const bad = lab.container('bad', `${host.hostId}/none:1`, [[lan, '10.0.1.10']]);
    const good = lab.container('good', host.image, [[lan, '10.0.1.11']]);
    const report = await host.apply(lab.desired);
    expect(report.status).toBe('failed');
    expect(report.message).toMatch(/No such image/);
    expect(report.steps.filter(({ outcome }) => outcome === 'skipped').map(({ action }) => action)).toEqual([
      'start',
    ]);
    await host.events.until(
      'both',
      () => host.events.phase(bad.id) === 'FAILED' && host.events.phase(good.id) === 'READY',
    );
    expect(host.events.container(bad.id)?.reason).toMatch(/No such image/);
    expect(host.events.container(bad.id)?.phases.map(({ phase }) => phase)).toEqual(['FAILED']);

    // Once the image exists, the next apply, for example by the sweep, succeeds.
    await image('none', 'CMD ["sleep","infinity"]');
    await host.applyUntilReady(lab);
    expect(host.events.phase(bad.id)).toBe('READY');
  });

  it("is FAILED with Docker's message when its image lacks the command, and is not retried without a request", async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const reference = await image('nocommand', 'CMD ["/no/such/program"]');
    const bad = lab.container('bad', reference, [[lan, '10.0.1.10']]);
    await host.apply(lab.desired);
    await host.events.until('FAILED', () => host.events.phase(bad.id) === 'FAILED');
    expect(host.events.container(bad.id)).toMatchObject({
      reason: 'The command could not be started: /no/such/program: no such file or folder',
    });
    const phases = host.events.container(bad.id)?.phases.map(({ phase }) => phase);
    expect(phases).toEqual(['CREATED', 'CONNECTED', 'FAILED']);

    const again = await host.apply(lab.desired);
    expect(again).toMatchObject({ status: 'applied', steps: [] });
    await host.apply(lab.power(bad.id, 'on'));
    await host.events.until('FAILED again', () => {
      const known = host.events.container(bad.id);
      return known?.generation === 2 && known.phase === 'FAILED';
    });
  });

  it("is FAILED with Docker's message when Docker can't start it, and so is the apply", async () => {
    const lab = host.lab();
    const reference = await image('nouser', 'CMD ["sleep","1000"]', 'USER nobody-here');
    const bad = lab.container('bad', reference);
    const report = await host.apply(lab.desired);
    expect(report).toMatchObject({ status: 'failed' });
    await host.events.until('FAILED', () => host.events.phase(bad.id) === 'FAILED');
    expect(host.events.container(bad.id)?.reason).toMatch(/unable to find user nobody-here/);
    // Another attempt would fail the same way.
    expect(await host.apply(lab.desired)).toMatchObject({ status: 'applied', steps: [] });
  });

  it('is FAILED with the exit status when its process exits, and starts again on request', async () => {
    const lab = host.lab();
    const reference = await image(
      'ends',
      'CMD ["sh","-c","[ -e /tmp/twice ] && exec sleep 1000; touch /tmp/twice; echo no licence; exit 3"]',
    );
    const brief = lab.container('brief', reference);
    await host.apply(lab.desired);
    await host.events.until('FAILED', () => host.events.phase(brief.id) === 'FAILED');
    expect(host.events.container(brief.id)?.reason).toBe('The process exited with status 3: no licence');
    expect((await host.apply(lab.desired)).steps).toEqual([]);
    lab.power(brief.id, 'on');
    await host.applyUntilReady(lab);
  });

  it('is FAILED with the limit when it runs out of memory', async () => {
    const lab = host.lab();
    const hungry = lab.container('hungry', await image('hungry', 'CMD ["tail","/dev/zero"]'));
    await host.apply(lab.desired);
    await host.events.until('FAILED', () => host.events.phase(hungry.id) === 'FAILED');
    expect(host.events.container(hungry.id)?.reason).toMatch(/^Out of memory.* at its limit of 16 MB/);
  });

  it('is DELETED when it is removed from the lab, even if it was never created', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const bad = lab.container('bad', `${host.hostId}/nothing:1`, [[lan, '10.0.1.10']]);
    await host.apply(lab.desired);
    await host.events.until('FAILED', () => host.events.phase(bad.id) === 'FAILED');
    expect((await host.apply(lab.without(bad.id, lan.id))).status).toBe('applied');
    await host.events.until('DELETED', () => host.events.phase(bad.id) === 'DELETED');
    await host.events.until('DELETED', () => host.events.network(lan.id)?.phase === 'DELETED');
  });

  it('can be stopped and removed', async () => {
    const lab = host.lab();
    const brief = lab.container('brief', await image('brief', 'CMD ["false"]'));
    await host.apply(lab.desired);
    await host.events.until('FAILED', () => host.events.phase(brief.id) === 'FAILED');
    await host.apply(lab.power(brief.id, 'off'));
    await host.events.until('STOPPED', () => host.events.phase(brief.id) === 'STOPPED');
    await host.apply(lab.without(brief.id));
    await host.events.until('DELETED', () => host.events.phase(brief.id) === 'DELETED');
  });
});

describe('a container with a readiness check', () => {
  it('is READY once its readiness command has succeeded', async () => {
    const lab = host.lab();
    const reference = await host.makeImage({
      reference: `${host.hostId}/slow:1`,
      changes: [
        'CMD ["sh","-c","until [ -e /tmp/go ]; do usleep 10000; done; mkfifo /tmp/up; echo up > /tmp/up; exec sleep 1000"]',
        'LABEL pineapple.ready=/bin/wait-until-up',
      ],
      files: {
        'bin/wait-until-up': '#!/bin/sh\nuntil [ -p /tmp/up ]; do usleep 10000; done\nexec cat /tmp/up\n',
      },
    });
    const slow = lab.container('slow', reference);
    await host.apply(lab.desired);
    await host.events.until('RUNNING', () => host.events.phase(slow.id) === 'RUNNING');
    // The command has been waiting for at least as long as this takes.
    await expect.poll(() => host.exec(slow.id, 'pidof', 'wait-until-up')).toMatchObject({ code: 0 });
    expect(host.events.phase(slow.id)).toBe('RUNNING');
    await host.exec(slow.id, 'touch', '/tmp/go');
    await host.events.until('READY', () => host.events.phase(slow.id) === 'READY');
  });

  it('is FAILED with the output of its readiness command when that fails', async () => {
    const lab = host.lab();
    const reference = await host.makeImage({
      reference: `${host.hostId}/never:1`,
      changes: ['CMD ["sleep","1000"]', 'LABEL pineapple.ready=/bin/give-up'],
      files: { 'bin/give-up': '#!/bin/sh\necho port 80 is taken\nexit 4\n' },
    });
    const never = lab.container('never', reference);
    await host.apply(lab.desired);
    await host.events.until('FAILED', () => host.events.phase(never.id) === 'FAILED');
    expect(host.events.container(never.id)?.reason).toBe(
      'The readiness command /bin/give-up exited with status 4: port 80 is taken',
    );
  });

  it("follows its image's health check in both directions", async () => {
    const lab = host.lab();
    const check =
      'HEALTHCHECK --interval=300ms --retries=1 CMD if [ -e /tmp/ill ]; then echo feels ill; exit 1; fi; test -e /tmp/well';
    const reference = await image(
      'health',
      'CMD ["sh","-c","sleep 0.5; touch /tmp/well; exec sleep 1000"]',
      check,
    );
    const patient = lab.container('patient', reference);
    await host.apply(lab.desired);
    await host.events.until('READY', () => host.events.phase(patient.id) === 'READY');
    await host.exec(patient.id, 'touch', '/tmp/ill');
    await host.events.until('FAILED', () => host.events.phase(patient.id) === 'FAILED');
    expect(host.events.container(patient.id)?.reason).toMatch(/health check failed: feels ill/);
    await host.exec(patient.id, 'rm', '/tmp/ill');
    await host.events.until('READY again', () => host.events.phase(patient.id) === 'READY');
  });
});
